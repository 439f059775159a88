import type { Answer, Answers, Value } from './answer.ts'
import { kindOf } from './kinds/index.ts'
import type { Question, Questionnaire } from './model.ts'
import { parseAnswer } from './parse-answer.ts'
import { answerInWords } from './words.ts'

/** Answers to one form, read as answers to another, and everything that was lost. */
export interface CarriedOver {
  /** An answer that no longer fits its question is rejected, and so becomes a finding. It is never dropped silently. */
  readonly answers: Answers
  /** In the order of the old form. */
  readonly notCarried: readonly NotCarried[]
  /** Answers whose words have changed. Whether they still mean the same is for a person to decide. */
  readonly reworded: readonly Reworded[]
  /** Questions that the old form did not have. */
  readonly added: readonly Question[]
}

export interface NotCarried {
  readonly question: string
  /** The answer in the words of the old form. */
  readonly answer: string
  /** One sentence. */
  readonly why: string
}

export interface Reworded {
  readonly question: string
  readonly was: string
  readonly now: string
}

/**
 * Carries answers from one form to another by the ids of questions and the codes of options. Nothing is guessed: a
 * question that was renamed is reported, and its answer is not carried over.
 */
export function carryOver(from: Questionnaire, to: Questionnaire, answers: Answers): CarriedOver {
  const carried = new Map<string, Answer>()
  const notCarried: NotCarried[] = []
  const reworded: Reworded[] = []
  const added = to.questions.filter(({ id }) => !from.questionById.has(id))
  for (const old of from.questions) {
    const answer = answers.get(old.id)
    if (answer === undefined) continue
    const inWords = answerInWords(old, answer)
    const question = to.questionById.get(old.id)
    const lose = (why: string) => notCarried.push({ question: old.id, answer: inWords, why })
    if (question === undefined) {
      lose(gone(old, to, added))
      continue
    }
    const fitted = carriedAnswer(old, question, answer)
    if (fitted.answer !== undefined) carried.set(old.id, fitted.answer)
    if (fitted.why !== undefined) lose(fitted.why)
    else reworded.push(...changes({ old, now: question }, inWords, fitted.answer))
  }
  return { answers: carried, notCarried, reworded, added }
}

/** One answer as an answer to the same question of another form. Rejected, with the reason, where it does not fit. */
export function carriedAnswer(
  old: Question,
  now: Question,
  answer: Answer,
): { readonly answer: Answer | undefined; readonly why?: string } {
  const why = misfit(old, now, answer)
  return why === undefined ? reread(now, answer) : { answer: rejected(now, answer, answerInWords(old, answer)), why }
}

function gone({ text, short }: Question, to: Questionnaire, added: readonly Question[]): string {
  const heir = added.find((question) => question.text === text || question.short === short)
  const renamed = heir === undefined ? '' : `; \`${heir.id}\` has the same text and may be it under another name`
  return `${to.id} ${to.version} has no such question${renamed}`
}

/** Why an answer to the old question cannot be one to the new question; undefined where it can. */
function misfit(old: Question, now: Question, answer: Answer): string | undefined {
  const value = answer.kind === 'given' ? answer.value : answer.kind === 'rejected' ? undefined : answer.codes
  if (value === undefined) return undefined
  const [was, wants] = [kindOf(old).wants, kindOf(now).wants]
  if (was !== wants) return `the question wants ${wants} now, it was ${was}`
  if (old.unit?.shown !== now.unit?.shown)
    return `it is asked in ${now.unit?.shown ?? 'no unit'} now, it was ${old.unit?.shown ?? 'no unit'}`
  const lost = codesOf(now, value).filter((code) => !hasCode(now, code))
  if (lost.length === 0) return undefined
  const options = lost.map((code) => `\`${code}\` (${old.options.find((one) => one.code === code)?.label ?? code})`)
  return `${options.join(', ')} ${lost.length === 1 ? 'is not an option' : 'are not options'} any more`
}

function codesOf({ options, type }: Question, value: Value): readonly string[] {
  if (options.length === 0 && type !== 'choices') return []
  return typeof value === 'string' ? [value] : typeof value === 'number' ? [] : value
}

function hasCode({ options, type }: Question, code: string): boolean {
  return options.some((option) => option.code === code) || (code === 'none' && type === 'choices')
}

/** Checks numbers and days against the limits of the new form, and that codes still exist. States need no check. */
function reread(question: Question, answer: Answer): { readonly answer: Answer | undefined; readonly why?: string } {
  if (answer.kind !== 'given' || question.type === 'text' || typeof answer.value === 'object') return { answer }
  const read = parseAnswer(question, String(answer.value))
  if (read?.kind !== 'rejected') return { answer: read }
  return {
    answer: read,
    why: read.why === 'out-of-range' ? 'it is outside the limits of this version' : 'it cannot be read now',
  }
}

/** The part that still has a meaning counts: a symptom must not be hidden by an option that is gone. */
function rejected(question: Question, answer: Answer, raw: string): Answer {
  const codes = answer.kind === 'given' ? codesOf(question, answer.value) : (answer.codes ?? [])
  const left = question.type === 'choices' ? codes.filter((code) => code !== 'none' && hasCode(question, code)) : []
  return { kind: 'rejected', why: 'unreadable', raw, ...(left.length === 0 ? {} : { codes: left }) }
}

function changes(
  { old, now }: { readonly old: Question; readonly now: Question },
  was: string,
  answer: Answer | undefined,
): readonly Reworded[] {
  const shown = answer === undefined ? '' : answerInWords(now, answer)
  const asked = old.text === now.text ? [] : [{ question: old.id, was: old.text, now: now.text }]
  return was === shown ? asked : [...asked, { question: old.id, was, now: shown }]
}
