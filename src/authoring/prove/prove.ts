import type { Question, Questionnaire } from '../../questionnaire/index.ts'
import { type Budget, withinBudget } from './budget.ts'
import type { Claim } from './claim.ts'
import { logicClaims } from './logic.ts'
import { type Part, partOf } from './part.ts'
import { connectedQuestions } from './parts.ts'
import { peopleOf } from './person-search.ts'
import { promiseClaims } from './promises.ts'
import type { Proving } from './proving.ts'
import { unknownClaims } from './unknown.ts'
import { worseClaims } from './worse.ts'

/** What is proved and what is not, and over how many sheets. */
export interface Proof {
  readonly claims: readonly Claim[]
  /** Base-2 logarithm of the number of sheets after number ranges were cut. */
  readonly bits: number
  /** Whether lists of answers that are known in part are among them. */
  readonly holdsParts: boolean
  /** Comparisons that are undecided somewhere, in the words of the file, by the question that they read. */
  readonly undecided: ReadonlyMap<number, readonly string[]>
  /** The sheets, for further questions about the same people. */
  readonly proving: Proving
}

/**
 * What holds for all sheets of answers, on every day. A sheet has, for every question: one of its answers; "not sure"
 * or "prefer not to say" (for several answers also next to some of them); or no answer. The ordinary evaluation has
 * confirmed every example. `on` is the ISO day that examples are preferably shown for.
 */
export function prove(questionnaire: Questionnaire, on: string, budget: Budget): Proof {
  const connected = connectedQuestions(questionnaire)
  const parts = withinBudget(connected, budget, ({ questions, ...means }) =>
    partOf(questions, { questionnaire, on, ...means }),
  )
  const placeOf = new Map(connected.flatMap((one, place) => one.map((index) => [index, place] as const)))
  const proving: Proving = {
    questionnaire,
    on,
    partOf: ({ reads }) => parts[placeOf.get(reads[0]?.index ?? 0) ?? 0],
    people: peopleOf(questionnaire, on, parts),
  }
  const claims = [logicClaims, promiseClaims, unknownClaims, worseClaims].flatMap((section) => section(proving))
  return {
    claims,
    bits: questionnaire.questions.reduce((sum, question) => sum + bitsOf(question), 0),
    holdsParts: questionnaire.questions.some(({ type }) => type === 'choices'),
    undecided: undecidedIn(parts),
    proving,
  }

  function bitsOf({ subject }: Question): number {
    const asked = parts[placeOf.get(subject.index) ?? 0]?.variables.asked.get(subject.index)
    if (asked === undefined) return 0
    const { values, options } = asked
    // A list, a list with "not sure", or a list with "prefer not to say"; and no answer.
    return Math.log2(options.length > 0 ? 3 * 2 ** options.length + 1 : values.length + 3)
  }
}

function undecidedIn(parts: readonly (Part | undefined)[]): Proof['undecided'] {
  const undecided = new Map<number, string[]>()
  for (const part of parts)
    for (const { reads, text } of part?.variables.free.values() ?? [])
      for (const index of reads) undecided.set(index, [...(undecided.get(index) ?? []), text])
  return undecided
}
