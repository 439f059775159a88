import { dayOf, isoOf, ONE } from '../../expression/index.ts'
import type { Answer, Question, Value } from '../../questionnaire/index.ts'
import type { Domain } from './cuts.ts'

/**
 * A question as variables of a diagram. At `at` stands which answer it has: one branch for each value, or for all
 * values of a range; then one for not sure and prefer not to say, which mean the same everywhere; then one for none.
 * A question with several answers has one branch for "answered" and a yes-or-no variable for each option behind it.
 */
export interface QuestionVariables {
  readonly question: Question
  readonly at: number
  /** What stands for each branch of a given answer; for several answers, that of none of the options. */
  readonly values: readonly Value[]
  /** How many answers each of those branches holds. */
  readonly counts: readonly number[]
  readonly options: number
  readonly said: number
  readonly absent: number
}

export interface Variables {
  /** By question index; only the questions that hang together. */
  readonly asked: ReadonlyMap<number, QuestionVariables>
  readonly sizes: readonly number[]
  /** Variables for comparisons that could not be cut, each with its three truths. */
  readonly free: ReadonlyMap<string, number>
}

/** One variable after the other in the order of the form, since conditions mostly read what stands close together. */
export function variablesFor(
  questions: readonly Question[],
  ranges: (index: number) => { readonly domain: Domain; readonly starts: readonly number[] } | undefined,
  uncut: readonly string[],
): Variables {
  const asked = new Map<number, QuestionVariables>()
  const sizes: number[] = []
  for (const question of questions) {
    const { index, type, codes } = question.subject
    const several = type === 'choices'
    const { values, counts } = answersOf(question, ranges(index))
    asked.set(index, {
      question,
      at: sizes.length,
      values,
      counts,
      options: several ? codes.length : 0,
      said: values.length,
      absent: values.length + 1,
    })
    sizes.push(values.length + 2, ...(several ? codes.map(() => 2) : []))
  }
  const free = new Map(uncut.map((one, index) => [one, sizes.length + index]))
  return { asked, sizes: [...sizes, ...uncut.map(() => 3)], free }
}

function answersOf(
  question: Question,
  range: { readonly domain: Domain; readonly starts: readonly number[] } | undefined,
): { readonly values: readonly Value[]; readonly counts: readonly number[] } {
  const { type, codes } = question.subject
  switch (type) {
    case 'yes_no':
    case 'choice':
      return { values: codes, counts: codes.map(() => 1) }
    case 'choices':
      return { values: [['none']], counts: [1] }
    case 'text':
      return { values: [usualText(question)], counts: [1] }
    case 'number':
    case 'date': {
      if (range === undefined || range.domain.count === 0) return { values: [], counts: [] }
      const { domain, starts } = range
      const ends = [...starts.slice(1), domain.count]
      const counts = starts.map((start, at) => (ends[at] ?? start) - start)
      const usual = placeOf(question, domain)
      const places = starts.map((start, at) => nearestTo(usual, start, (ends[at] ?? start) - 1))
      const written = (place: number) => domain.min + place * domain.step
      return {
        values: places.map((place) => (type === 'date' ? isoOf(written(place)) : written(place) / ONE)),
        counts,
      }
    }
  }
}

/** Of a range the usual answer, else its end that is nearer to it: that is where a threshold shows. */
function nearestTo(usual: number, first: number, last: number): number {
  return Math.min(Math.max(usual, first), last)
}

function placeOf(question: Question, { min, step, count }: Domain): number {
  const { usual } = question
  if (usual?.kind !== 'given') return Math.floor(count / 2)
  const { value } = usual
  const number = typeof value === 'number' ? Math.round(value * ONE) : (dayOf(String(value)) ?? min)
  return (number - min) / step
}

function usualText({ usual }: Question): string {
  return usual?.kind === 'given' && typeof usual.value === 'string' ? usual.value : '…'
}

/** The branch that each variable of a question takes for an answer; undefined where nothing was answered. */
export function branchesOf(
  { question, values, options, said, absent }: QuestionVariables,
  answer: Answer | undefined,
): number[] {
  const bits = new Array<number>(options).fill(0)
  if (answer === undefined) return [absent, ...bits]
  if (answer.kind !== 'given') return [said, ...bits]
  if (options === 0) return [Math.max(0, values.indexOf(answer.value))]
  const chosen: readonly string[] = Array.isArray(answer.value) ? answer.value : []
  return [0, ...question.subject.codes.map((code) => (chosen.includes(code) ? 1 : 0))]
}

/** The answer on a path through a question's variables. */
export function answerOn(asked: QuestionVariables, branch: (variable: number) => number): Answer | undefined {
  const { question, at, values, options, said } = asked
  const first = branch(at)
  if (first > said) return undefined
  if (first === said) return { kind: 'unsure' }
  if (options === 0) return { kind: 'given', value: values[first] as Value }
  const chosen = question.subject.codes.filter((_, option) => branch(at + 1 + option) === 1)
  return { kind: 'given', value: chosen.length === 0 ? ['none'] : chosen }
}
