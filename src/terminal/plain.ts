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
import { begin, type Move, type Screening, type Store, take } from '../screening/index.ts'
import type { TakenUp } from './desk.ts'
import { notesBefore } from './notes.ts'
import { noticeText } from './notice.ts'
import { reviewRows } from './review.ts'
import { STATE_KEYS } from './ticks.ts'

/** What the line mode needs of the world: lines in, text out, and the instant. */
export interface Lines {
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
  readonly takenUp?: TakenUp
}

export type PlainEnd =
  | { readonly how: 'done' | 'not-theirs'; readonly screening: Screening }
  /** The input ended before the form did. */
  | { readonly how: 'ended'; readonly screening: Screening }
  | { readonly how: 'not-kept'; readonly screening: Screening; readonly why: string }

/**
 * The interview line by line, for screen readers, pipes and very narrow terminals: the same moves as the full screen,
 * no escape codes. Enter alone never answers. What cannot be kept ends it: the next line would answer another question.
 */
export async function plainInterview(start: PlainStart, world: Lines): Promise<PlainEnd> {
  const input = world.lines()[Symbol.asyncIterator]()
  try {
    return await asked(start, world, input)
  } finally {
    // More may stand in the input; nobody reads it.
    await input.return?.()
  }
}

async function asked(
  { questionnaire, on, store, reference, takenUp }: PlainStart,
  world: Lines,
  input: AsyncIterator<string>,
): Promise<PlainEnd> {
  const say = (text: string) => world.err(`${text}\n`)
  let screening = takenUp?.screening ?? begin(questionnaire, on)
  const notesSaid = new Set<string>()
  say([questionnaire.title, ...openingOf(questionnaire)].join('\n'))
  if (takenUp !== undefined) say(takenUp.draft.map(visible).join('\n'))
  if (takenUp?.ask) {
    say('Are these the answers of the person who is here now?\n     y  Yes, go on\n     n  No, leave them as they are')
    world.err('> ')
    const read = await input.next()
    if (read.done === true) return { how: 'ended', screening }
    if (read.value.trim().toLowerCase() !== 'y') return { how: 'not-theirs', screening }
  }
  while (screening.step.kind !== 'done') {
    const { step } = screening
    const notes = step.kind === 'ask' ? notesBefore(screening, step.question) : []
    for (const { id, text } of notes.filter((note) => !notesSaid.has(note.id))) {
      say(`\n${text}`)
      notesSaid.add(id)
    }
    say(`\n${shown(screening)}`)
    world.err('> ')
    const read = await input.next()
    if (read.done === true) return { how: 'ended', screening }
    const move = moveFor(screening, read.value.trim(), world.iso())
    if (typeof move === 'string') say(`  ${move}`)
    else {
      const next = take(screening, move)
      if (next === screening) say('  That is not possible here.')
      else {
        const kept = store.append(next, { reference, why: takenUp?.why })
        if (!kept.ok) return { how: 'not-kept', screening, why: kept.why }
        say(moveInWords(next, move))
      }
      screening = next
    }
  }
  return { how: 'done', screening }
}

function shown(screening: Screening): string {
  const { step } = screening
  switch (step.kind) {
    case 'ask':
      return questionText(screening, step.question, step.earlier)
    case 'confirm':
      return `${answerInWords(step.question, step.answer)}. ${step.question.soft?.message ?? 'This is unusual.'} Is it right?\n     y  Yes, keep it\n     n  No, ask again`
    case 'act-now': {
      const advice = [...new Set(step.findings.map((finding) => finding.advice))]
      const because = step.findings.map((finding) => finding.because)
      return [
        '!! ACT NOW',
        ...because,
        ...advice,
        '     f  Finish now',
        '     g  Go on with the questions',
        '     <  back to the question',
      ].join('\n')
    }
    case 'review': {
      const rows = reviewRows(screening).map(
        (row, index) => `${String(index + 1).padStart(4)} ${row.mark} ${labelled(row.short, visible(row.answer))}`,
      )
      const keys = [
        '     a number changes that answer',
        ...(step.open.length > 0 ? ['     g  go on with what is open'] : []),
        ...(step.mayFinish ? ['     f  finish'] : []),
        '     <  back',
      ]
      return ['Review', ...rows, ...keys].join('\n')
    }
    case 'done':
      return ''
  }
}

function questionText({ evaluation }: Screening, question: Question, earlier: Answer | undefined): string {
  const number = evaluation.due.indexOf(question) + 1
  const word = question.type === 'text'
  const state = (key: string, code: string, label: string) => `     ${word ? code : key}  ${label}`
  return [
    `${question.section.title}. Question ${number}`,
    question.text,
    ...(question.type === 'choices' ? [`     0  ${question.none ?? 'None of these'}`] : []),
    ...question.options.map((option) => `     ${option.key}  ${option.label}`),
    ...hint(question),
    ...(question.offer.includes('unsure') ? [state('u', 'unsure', 'Not sure')] : []),
    ...(question.offer.includes('declined') ? [state('d', 'declined', 'Prefer not to say')] : []),
    ...(earlier === undefined ? [] : [`     >  keep the earlier answer: ${visible(answerInWords(question, earlier))}`]),
    '     <  back     ?  help     r  review',
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

/** The move in a typed line, or a sentence on why there is none. */
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
  if (answer.kind === 'rejected') return complaint(question, answer)
  return { kind: 'answer', question: question.id, answer, at }
}

function helpText({ help, why, sources }: Question): string {
  return (
    [help, why, ...sources.map(({ work }) => work.title)].filter((text) => text !== undefined).join('\n  ') ||
    'There is no further help for this question.'
  )
}

/** Keys as on the full screen, several for several answers, or the answer written out. Undefined for an empty line. */
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
