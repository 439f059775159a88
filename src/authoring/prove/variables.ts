import { MEASURES } from '../../expression/index.ts'
import type { Answer, Question, Value } from '../../questionnaire/index.ts'
import { countedIn, measuredIn } from './comparison.ts'
import type { Division, Piece, Undecided } from './pieces.ts'

/**
 * A question as variables of a diagram. The variable `at` says which answer it has: one branch for each value, or for
 * all values of a piece; then one for "not sure" and "prefer not to say", which mean the same everywhere; then one for
 * no answer. A question with several answers has one branch for "answered", and a yes-or-no variable for each option:
 * with "answered", the options chosen; with "not sure", those that were named for certain.
 */
export interface QuestionVariables {
  readonly question: Question
  readonly at: number
  /** The value of each branch with a given answer; for several answers, that of choosing none of the options. */
  readonly values: readonly Value[]
  /** The place of each of these among the answers that conditions know; -1 where a form does not have it. */
  readonly meanings: readonly number[]
  /** For numbers and dates, the piece of each of these branches. */
  readonly pieces: readonly Piece[]
  /** For several answers, the variable of each option. */
  readonly options: readonly number[]
  readonly said: number
  readonly absent: number
}

/** A comparison that its pieces do not decide, with a variable of its own. */
export interface FreeVariable extends Undecided {
  readonly at: number
  /** Indexes of all questions that it reads. */
  readonly reads: readonly number[]
}

export interface Variables {
  /** By question index; only the connected questions. */
  readonly asked: ReadonlyMap<number, QuestionVariables>
  readonly sizes: readonly number[]
  /** By the key of the comparison. */
  readonly free: ReadonlyMap<string, FreeVariable>
}

/** Values of a free variable: the truth for the shown values; or false, true or unknown. */
export const FREE = { asShown: 0, no: 1, yes: 2, undetermined: 3, size: 4 } as const

/** Identifies a question, or one option of it, in an order of variables. */
export interface Slot {
  readonly question: number
  readonly option?: number
}

/** One variable for each slot, in that order, and last those of undecided comparisons. */
export function variablesFor(
  questions: readonly Question[],
  order: readonly Slot[],
  { division: { pieces, relative, undecided }, today }: { readonly division: Division; readonly today: number },
): Variables {
  const places = new Map(order.map(({ question, option }, place) => [`${question} ${option ?? ''}`, place]))
  const placeOf = (question: number, option: number | '') => places.get(`${question} ${option}`) as number
  const sizes = order.map(() => 2)
  const asked = new Map<number, QuestionVariables>()
  for (const question of questions) {
    const { index, codes, type } = question.subject
    const own = pieces.get(index) ?? []
    const shift = relative.has(index) ? today : 0
    const values = valuesOf(question, own, shift)
    const at = placeOf(index, '')
    sizes[at] = values.length + 2
    asked.set(index, {
      question,
      at,
      values,
      meanings: [...values.keys()],
      pieces: own,
      options: type === 'choices' ? codes.map((_, option) => placeOf(index, option)) : [],
      said: values.length,
      absent: values.length + 1,
    })
  }
  const free = new Map(
    undecided.map((one, place) => {
      const reads = [...measuredIn(one.comparison), ...countedIn(one.comparison)]
      return [one.key, { ...one, reads, at: sizes.length + place }]
    }),
  )
  return { asked, sizes: [...sizes, ...undecided.map(() => FREE.size)], free }
}

/** The slots of these questions in the order of the form. */
export function slotsOf(questions: readonly Question[]): readonly Slot[] {
  return questions.flatMap(({ subject: { index, type, codes } }) => [
    { question: index },
    ...(type === 'choices' ? codes.map((_, option) => ({ question: index, option })) : []),
  ])
}

function valuesOf(question: Question, pieces: readonly Piece[], shift: number): readonly Value[] {
  const { type, codes } = question.subject
  switch (type) {
    case 'yes_no':
    case 'choice':
      return codes
    case 'choices':
      return [['none']]
    case 'text':
      return [usualText(question)]
    default:
      return pieces.map(({ shown, isPossible }) => (isPossible ? MEASURES[type].value(shown + shift) : ''))
  }
}

function usualText({ usual }: Question): string {
  return usual?.kind === 'given' && typeof usual.value === 'string' ? usual.value : '…'
}

/** The branch of a question's first variable for an answer, or for no answer. */
export function branchOf({ values, options, said, absent }: QuestionVariables, answer: Answer | undefined): number {
  if (answer === undefined) return absent
  if (answer.kind !== 'given') return said
  return options.length > 0 ? 0 : Math.max(0, values.indexOf(answer.value))
}

/** Which options an answer to a question with several answers names. */
export function chosenIn({ question, options }: QuestionVariables, answer: Answer | undefined): readonly boolean[] {
  const codes = codesIn(answer)
  return options.map((_, option) => codes.includes(question.subject.codes[option] as string))
}

function codesIn(answer: Answer | undefined): readonly string[] {
  if (answer === undefined) return []
  if (answer.kind === 'given') return Array.isArray(answer.value) ? answer.value : []
  return answer.codes ?? []
}

/** The answer on a path through a question's variables. */
export function answerOn(asked: QuestionVariables, path: readonly number[]): Answer | undefined {
  const { question, at, values, options, said } = asked
  const first = path[at] as number
  if (first > said) return undefined
  const chosen = question.subject.codes.filter((_, option) => path[options[option] ?? -1] === 1)
  if (first === said) return chosen.length === 0 ? { kind: 'unsure' } : { kind: 'unsure', codes: chosen }
  if (options.length === 0) return { kind: 'given', value: values[first] as Value }
  return { kind: 'given', value: chosen.length === 0 ? ['none'] : chosen }
}
