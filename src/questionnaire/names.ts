import type { Problems, Span } from '../diagnostics/index.ts'
import { type Compiled, compile, type Scope, type Subject } from '../expression/index.ts'
import { type Scalar, spanInScalar } from '../yaml/index.ts'

/** All names of a questionnaire, once its questions and scores are read. */
export interface Names {
  readonly subjects: ReadonlyMap<string, Subject>
  /** Names that exist but could not be read. References to them are not reported as well. */
  readonly broken: ReadonlySet<string>
  /** Ids of rules as written. No condition can read them. */
  readonly rules: ReadonlySet<string>
  /** Ids of notes. They have no answer, so no condition can read them. */
  readonly notes: ReadonlySet<string>
}

/** Where a condition is, which decides what it may read. */
export type ConditionPlace =
  | { readonly kind: 'rule' }
  /** `ask_if`: earlier questions only. */
  | { readonly kind: 'before'; readonly index: number }
  /** `ask_if` of a note before this question: earlier questions only. */
  | { readonly kind: 'note'; readonly index: number }
  /** `check`: this question and earlier ones. */
  | { readonly kind: 'upto'; readonly index: number }

/** Compiles the condition in a YAML text. Problems get their place in the file, even inside folded text. */
export function compileScalar(
  scalar: Scalar | undefined,
  { place, names }: { readonly place: ConditionPlace; readonly names: Names },
  problems: Problems,
): Compiled | undefined {
  if (scalar === undefined) return undefined
  const read = compile(scalar.value, scopeAt(place, names))
  if (read.ok) return read.value
  const words = new Set(wordsOf(scalar.value))
  const isBroken = (own: readonly string[]) => own.length > 0 && own.every((word) => words.has(word))
  if ([...names.broken].some((name) => isBroken(wordsOf(name)))) return undefined
  const unreadable = unreadableIn(scalar.value, read.problems, names)
  if (unreadable !== undefined) {
    const { id, isNote, span } = unreadable
    problems.report('unknown-question', spanInScalar(problems.source, scalar, span), {
      message: isNote
        ? `\`${id}\` is a note: it is shown, and has no answer to read`
        : `\`${id}\` is a rule, and conditions read answers, not rules`,
      help: isNote ? 'name a question' : `write here what is asked for in the \`when\` of \`${id}\``,
    })
    return undefined
  }
  for (const { code, span, ...fault } of read.problems)
    problems.report(code, spanInScalar(problems.source, scalar, span), fault)
  return undefined
}

/** The id of a rule or note in the part of a condition that has a fault: `METAL-EYE` reads as a subtraction. */
function unreadableIn(
  text: string,
  wrong: readonly { readonly span: Span }[],
  { rules, notes, subjects }: Names,
): { readonly id: string; readonly isNote: boolean; readonly span: Span } | undefined {
  for (const id of [...rules, ...notes]) {
    if (!/^[\w-]+$/.test(id)) continue
    const start = subjects.has(id) ? -1 : ` ${text} `.search(new RegExp(`(?<![\\w-])${id}(?![\\w-])`)) - 1
    const end = start + id.length
    if (start >= 0 && wrong.some(({ span }) => span.start < end && span.end > start))
      return { id, isNote: notes.has(id), span: { start, end } }
  }
  return undefined
}

/** A refused name need not be one word: `chest-pain` reads as two. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\w+/g) ?? []
}

/** The names that a condition at this place may use, and why it may not use others. */
export function scopeAt(place: ConditionPlace, { subjects }: Pick<Names, 'subjects'>): Scope {
  return {
    find: (name) => subjects.get(name),
    names: () => subjects.keys(),
    refuses: (subject) => refusal(subject, place),
  }
}

function refusal(subject: Subject, place: ConditionPlace): ReturnType<Scope['refuses']> {
  if (place.kind === 'rule') {
    if (subject.kind !== 'question' || subject.type !== 'text') return undefined
    return {
      code: 'text-in-rule',
      message: `\`${subject.id}\` is a text, which no rule reads`,
      help: 'ask it as a choice to make a rule of it',
    }
  }
  const last = place.kind === 'upto' ? place.index : place.index - 1
  const reads = subject.kind === 'question' ? [subject] : subject.items.map((item) => item.question)
  const later = reads.find((question) => question.index > last)
  if (later === undefined) return undefined
  if (place.kind === 'upto') {
    return {
      code: 'forward-reference',
      message: `\`${later.id}\` is asked later`,
      help: `move the \`check\` to \`${later.id}\`: it stands on the last question that it reads`,
    }
  }
  if (place.kind === 'note') {
    const help = `move this note behind \`${later.id}\``
    return { code: 'forward-reference', message: `\`${later.id}\` is asked after this note`, help }
  }
  const itself = later.index === place.index
  return {
    code: 'forward-reference',
    message: itself ? `\`${later.id}\` cannot decide whether it is asked itself` : `\`${later.id}\` is asked later`,
    help: itself ? 'name an earlier question' : `move \`${later.id}\` before this question`,
  }
}
