import { visible } from '../diagnostics/index.ts'
import { openingOf } from '../documents/index.ts'
import {
  type Answer,
  answerInWords,
  complaint,
  kindOf,
  labelled,
  parseAnswer,
  type Question,
  type Questionnaire,
} from '../questionnaire/index.ts'
import { adviceLines } from '../rules/index.ts'
import { begin, type Move, type Screening, type Store, take } from '../screening/index.ts'
import type { TakenUp } from './desk.ts'
import { notesBefore } from './notes.ts'
import { noticeText } from './notice.ts'
import { reviewRows } from './review.ts'
import { STATE_KEYS } from './ticks.ts'
import { lineProblem } from './typed-line.ts'

/** What the line mode needs of the world: lines in, text out, and the instant. */
export interface TypedLines {
  lines(): AsyncIterable<string>
  err(text: string): void
  iso(): string
}

export interface PlainStart {
  readonly questionnaire: Questionnaire
  /** ISO day of the answers. */
  readonly on: string
  readonly store: Store
  readonly reference: string | undefined
  /** Somebody sits at a terminal and has not been asked for a reference yet. */
  readonly asksReference?: true
  /** By reference: a sentence saying that it has a draft. */
  readonly openDrafts?: ReadonlyMap<string, string>
  /** Whom to call at act-now, as the site has set it. */
  readonly contacts?: { readonly emergency: string; readonly crisis: string }
  readonly takenUp?: TakenUp
  /** Called with the screening after each move, so that an end from outside can tell what is kept. */
  readonly follow?: (screening: Screening) => void
}

export type PlainEnd = { readonly screening: Screening; readonly reference: string | undefined } & (
  | { readonly how: 'done' | 'not-theirs' }
  /** The input ended before the form did. */
  | { readonly how: 'ended' }
  | { readonly how: 'not-kept'; readonly why: string }
)

/**
 * The interview line by line, for screen readers, pipes and very narrow terminals: the same moves as on the full
 * screen, and no escape codes. Enter alone never answers. What cannot be kept ends the interview, because the next line
 * would answer another question.
 */
export async function plainInterview(start: PlainStart, world: TypedLines): Promise<PlainEnd> {
  const input = world.lines()[Symbol.asyncIterator]()
  const say = (text: string) => world.err(`${text}\n`)
  const typed = async () => {
    world.err('> ')
    const read = await input.next()
    return read.done === true ? undefined : read.value.trim()
  }
  try {
    const opened = await opening(start, { say, typed })
    return 'how' in opened ? opened : await asked(start, opened, { say, typed, iso: world.iso })
  } finally {
    // The input may have more lines, which nobody reads.
    await input.return?.()
  }
}

interface Talk {
  say(text: string): void
  /** The next line, without blanks around it; undefined at the end of the input. */
  typed(): Promise<string | undefined>
}

type Opened = { readonly screening: Screening; readonly reference: string | undefined }

/** What is said before the first question: what the form is, whose draft this is, and which reference. */
async function opening(start: PlainStart, { say, typed }: Talk): Promise<Opened | PlainEnd> {
  const { questionnaire, on, takenUp, openDrafts } = start
  let { reference } = start
  const screening = takenUp?.screening ?? begin(questionnaire, on)
  say([questionnaire.title, ...openingOf(questionnaire)].join('\n'))
  if (takenUp !== undefined) say(takenUp.draft.map(visible).join('\n'))
  if (takenUp?.ask) {
    say('Are these the answers of the person who is here now?\n     y  Yes, go on\n     n  No, leave them as they are')
    const word = await typed()
    if (word === undefined) return { how: 'ended', screening, reference }
    if (word.toLowerCase() !== 'y') return { how: 'not-theirs', screening, reference }
  }
  while (start.asksReference && takenUp === undefined) {
    say('\nLocal reference, never a name. Enter alone leaves it out.')
    const word = await typed()
    if (word === undefined) return { how: 'ended', screening, reference }
    const problem = lineProblem(word)
    if (problem === undefined) {
      reference = word === '' ? undefined : word
      break
    }
    say(`  ${problem}`)
  }
  const draft = openDrafts?.get(reference ?? '')
  if (draft !== undefined) say(draft)
  return { screening, reference }
}

async function asked(
  { store, takenUp, contacts, follow }: PlainStart,
  opened: Opened,
  { say, typed, iso }: Talk & Pick<TypedLines, 'iso'>,
): Promise<PlainEnd> {
  const { reference } = opened
  let { screening } = opened
  const notesSaid = new Set<string>()
  while (screening.step.kind !== 'done') {
    const { step } = screening
    const notes =
      step.kind === 'ask' ? notesBefore(screening, step.question) : step.kind === 'review' ? notesBefore(screening) : []
    for (const { id, text } of notes.filter((note) => !notesSaid.has(note.id))) {
      say(`\n${text}`)
      notesSaid.add(id)
    }
    say(`\n${shown(screening, contacts)}`)
    const line = await typed()
    if (line === undefined) return { how: 'ended', screening, reference }
    const move = moveFor(screening, line, iso())
    if (typeof move === 'string') {
      say(`  ${move}`)
      continue
    }
    const next = take(screening, move)
    if (next === screening) say('  That is not possible here.')
    else {
      const kept = store.append(next, { reference, why: takenUp?.why })
      if (!kept.ok) return { how: 'not-kept', screening, reference, why: kept.why }
      const words = moveInWords(next, move)
      if (words !== '') say(words)
    }
    screening = next
    follow?.(screening)
  }
  return { how: 'done', screening, reference }
}

function shown(screening: Screening, contacts: PlainStart['contacts']): string {
  const { step } = screening
  switch (step.kind) {
    case 'ask':
      return questionText(screening, step.question, step.earlier)
    case 'confirm':
      return `${answerInWords(step.question, step.answer)}. ${step.question.soft?.message ?? 'This is unusual.'} Is it right?\n     y  Yes, keep it\n     n  No, ask again`
    case 'act-now': {
      const call =
        contacts === undefined
          ? []
          : [`Emergency: ${contacts.emergency}. Crisis: ${contacts.crisis}.`.replace('..', '.')]
      return [
        '!! ACT NOW',
        ...new Set([...adviceLines(step.findings), ...call, ...step.findings.map((finding) => finding.because)]),
        '     f  Finish now',
        '     g  Go on with the questions',
        '     <  back to the question',
      ].join('\n')
    }
    case 'review':
      return reviewText(screening, step)
    case 'done':
      return ''
  }
}

function reviewText(screening: Screening, step: Extract<Screening['step'], { kind: 'review' }>): string {
  const rows = reviewRows(screening).map(
    (row, index) => `${String(index + 1).padStart(4)} ${row.mark} ${labelled(row.short, visible(row.answer))}`,
  )
  const keys = [
    '     a number changes that answer',
    ...(step.open.length > 0 ? ['     g  go on with what is open'] : []),
    ...(step.mayFinish ? ['     f  finish'] : []),
    '     <  back',
  ]
  return [`Review${raisedInWords(screening)}`, ...rows, ...keys].join('\n')
}

/** After the first act-now, each heading says that there was one. */
function raisedInWords({ actNowRaised, evaluation }: Screening): string {
  if (!actNowRaised) return ''
  return evaluation.actNow.length > 0 ? '. ACT NOW was raised' : '. ACT NOW was raised, and the answer changed since'
}

function questionText(screening: Screening, question: Question, earlier: Answer | undefined): string {
  const { evaluation, answers } = screening
  const number = evaluation.due.indexOf(question) + 1
  const about = Math.max(number, answers.size + evaluation.possible)
  const isText = question.type === 'text'
  const state = (key: string, code: string, label: string) => `     ${isText ? code : key}  ${label}`
  return [
    `${question.section.title}. Question ${number} of about ${about}${raisedInWords(screening)}`,
    question.text,
    ...(question.type === 'choices' ? [`     0  ${question.none ?? 'None of these'}`] : []),
    ...question.options.map((option) => `     ${option.key}  ${option.label}`),
    ...hint(question),
    ...(isText && question.none !== undefined ? [`     none  ${question.none}`] : []),
    ...(question.offer.includes('unsure') ? [state('u', 'unsure', 'Not sure')] : []),
    ...(question.offer.includes('declined') ? [state('d', 'declined', 'Prefer not to say')] : []),
    ...(earlier === undefined ? [] : [`     >  keep the earlier answer: ${visible(answerInWords(question, earlier))}`]),
    `     <  back     ?  help${isText ? '' : '     r  review'}`,
  ].join('\n')
}

function hint(question: Question): readonly string[] {
  if (question.type === 'choices') {
    const example = question.offer.includes('unsure') ? ', such as 1 2 or 1 u' : ''
    return [`     (several: their keys with spaces between${example})`]
  }
  const { quantity, howToType } = kindOf(question)
  const how = quantity === undefined ? undefined : howToType?.(question)
  return how === undefined ? [] : [`     (${how.charAt(0).toLowerCase()}${how.slice(1)})`]
}

/** The move that a typed line makes, or a sentence on why there is none. */
function moveFor(screening: Screening, typed: string, at: string): Move | string {
  const { step } = screening
  if (typed === '<') return { kind: 'back', at }
  switch (step.kind) {
    case 'ask':
      return askMove(step.question, typed, at)
    case 'confirm':
      return { y: { kind: 'confirm', at } as const, n: { kind: 'back', at } as const }[typed.toLowerCase()] ?? 'y or n'
    case 'act-now':
      return { f: { kind: 'finish', at } as const, g: { kind: 'go-on', at } as const }[typed.toLowerCase()] ?? 'f or g'
    case 'review': {
      const row = /^\d{1,4}$/.test(typed) ? reviewRows(screening)[Number(typed) - 1] : undefined
      if (row !== undefined) return { kind: 'edit', question: row.id, at }
      return (
        { f: { kind: 'finish', at } as const, g: { kind: 'go-on', at } as const }[typed.toLowerCase()] ??
        'a number, f, g or <'
      )
    }
    case 'done':
      return ''
  }
}

function askMove(question: Question, typed: string, at: string): Move | string {
  if (typed === '>') return { kind: 'go-on', at }
  if (typed === 'r' && question.type !== 'text') return { kind: 'review', at }
  if (typed === '?') return helpText(question)
  const answer = answerTyped(question, typed)
  if (answer === undefined) return 'Nothing was typed, and nothing is answered.'
  if (answer.kind === 'rejected') return complaintInWords(question, typed, complaint(question, answer))
  // As on the full screen: next to something that was named, "none of these" says nothing.
  if (
    answer.kind === 'given' &&
    Array.isArray(answer.value) &&
    answer.value.length > 1 &&
    answer.value.includes('none')
  )
    return `"${question.none ?? 'None of these'}" stands alone: type 0, or the keys of the others.`
  return { kind: 'answer', question: question.id, answer, at }
}

/** A person hears the words of the form, and no ids. */
function complaintInWords({ options }: Question, typed: string, complained: string): string {
  return options.length === 0
    ? complained
    : `\`${visible(typed)}\` is not one of the answers. Type a key, or an answer in full.`
}

function helpText({ help, why, sources }: Question): string {
  return (
    [help, why, ...sources.map(({ work }) => work.title)].filter((text) => text !== undefined).join('\n  ') ||
    'There is no further help for this question.'
  )
}

/**
 * Keys as on the full screen, several of them for several answers, or the answer written out. Undefined for an empty
 * line.
 */
function answerTyped(question: Question, typed: string): Answer | undefined {
  const word = typed.toLowerCase()
  if (question.type !== 'text' && word === 'u' && question.offer.includes('unsure')) return { kind: 'unsure' }
  if (question.type !== 'text' && word === 'd' && question.offer.includes('declined')) return { kind: 'declined' }
  if (question.type !== 'choices')
    return parseAnswer(question, question.options.find(({ key }) => key === word)?.code ?? typed)
  const keys = word.split(/[\s,;]+/).filter((key) => key !== '')
  const codes = keys.map((key) =>
    key === '0'
      ? 'none'
      : (question.options.find((option) => option.key === key)?.code ??
        question.offer.find((state) => STATE_KEYS[state] === key)),
  )
  return parseAnswer(question, codes.length > 0 && codes.every((code) => code !== undefined) ? codes : typed)
}

function moveInWords({ notice, questionnaire, answers }: Screening, move: Move): string {
  const question = move.kind === 'answer' ? questionnaire.questionById.get(move.question) : undefined
  const answer = question && answers.get(question.id)
  const said = question === undefined || answer === undefined ? '' : `  ${visible(answerInWords(question, answer))}`
  const more = noticeText(notice)
  return [said, ...(more === undefined ? [] : [`  ${more}`])].filter((text) => text !== '').join('\n')
}
