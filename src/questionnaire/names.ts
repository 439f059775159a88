import type { Problems } from '../diagnostics/index.ts'
import { type Compiled, compile, type Scope, type Subject } from '../expression/index.ts'
import { type Scalar, spanInScalar } from '../yaml/index.ts'

/** All names of a questionnaire, as they are once its questions and scores are read. */
export interface Names {
  readonly subjects: ReadonlyMap<string, Subject>
  /** Names that exist but could not be read; what refers to them is not reported a second time. */
  readonly broken: ReadonlySet<string>
}

/** Where a condition stands, which decides what it may read. */
export type ConditionPlace =
  | { readonly kind: 'rule' }
  /** `ask_if`: earlier questions only. */
  | { readonly kind: 'before'; readonly index: number }
  /** `check`: this question and earlier ones. */
  | { readonly kind: 'upto'; readonly index: number }

/** Compiles the condition in a YAML text; problems get their place in the file, also inside folded text. */
export function compileScalar(
  scalar: Scalar | undefined,
  { place, names }: { readonly place: ConditionPlace; readonly names: Names },
  problems: Problems,
): Compiled | undefined {
  if (scalar === undefined) return undefined
  const read = compile(scalar.value, scopeAt(place, names))
  if (read.ok) return read.value
  const words = new Set(scalar.value.match(/\w+/g))
  if ([...names.broken].some((name) => words.has(name))) return undefined
  for (const { code, span, ...fault } of read.problems)
    problems.report(code, spanInScalar(problems.source, scalar, span), fault)
  return undefined
}

/** The names that a condition at this place may use, and why it may not use others. */
export function scopeAt(place: ConditionPlace, { subjects }: Names): Scope {
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
  const last = place.kind === 'before' ? place.index - 1 : place.index
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
  const itself = later.index === place.index
  return {
    code: 'forward-reference',
    message: itself ? `\`${later.id}\` cannot decide whether it is asked itself` : `\`${later.id}\` is asked later`,
    help: itself ? 'name an earlier question' : `move \`${later.id}\` before this question`,
  }
}
