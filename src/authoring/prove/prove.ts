import type { Question, Questionnaire } from '../../questionnaire/index.ts'
import type { Claim } from './claim.ts'
import type { Limit } from './diagram.ts'
import { logicClaims } from './logic.ts'
import { type Part, partOf } from './part.ts'
import { type ConnectedQuestions, connectedQuestions } from './parts.ts'
import { peopleOf } from './people.ts'
import { promiseClaims } from './promises.ts'
import type { Proving } from './proving.ts'
import { diagramEngine } from './truths.ts'
import { unknownClaims } from './unknown.ts'
import { worseClaims } from './worse.ts'

/** How much a proof may cost, counted so that it is the same on every machine; both ends give "not proved". */
export interface Budget {
  /** Branches of all diagrams, four bytes and some each. */
  readonly cells: number
  /** Steps of work on diagrams. */
  readonly steps: number
}

/** What is proved and what is not, and over how much. */
export interface Proof {
  readonly claims: readonly Claim[]
  /** Logarithm, to the base of 2, of the number of sheets after cutting number ranges. */
  readonly bits: number
  /** Whether lists of answers that are known in part are among them. */
  readonly holdsParts: boolean
  /** Comparisons that stayed undecided somewhere, in the words of the file, by the question that they read. */
  readonly undecided: ReadonlyMap<number, readonly string[]>
}

/**
 * What holds for all sheets of answers, on every day. A sheet has for every question one of its answers, not sure or
 * prefer not to say (beside some of several answers, too), or none. Every example was looked at by the ordinary
 * evaluation. `on` is the ISO day of which examples are shown first.
 */
export function prove(questionnaire: Questionnaire, on: string, budget: Budget): Proof {
  const connected = connectedQuestions(questionnaire)
  const parts = partsOf(questionnaire, connected, { on, budget })
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
  }

  function bitsOf({ subject }: Question): number {
    const asked = parts[placeOf.get(subject.index) ?? 0]?.variables.asked.get(subject.index)
    if (asked === undefined) return 0
    const { values, options } = asked
    // A list, or a list and not sure, or a list and prefer not to say; and no answer.
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

interface Means {
  readonly on: string
  readonly budget: Budget
}

/**
 * Small parts first. Half of the budget is shared; of the other half each part has its own, so that one that is too much
 * leaves the others their proofs. A part that is too much is tried once more with coarser numbers.
 */
function partsOf(
  questionnaire: Questionnaire,
  connected: readonly ConnectedQuestions[],
  { on, budget }: Means,
): readonly (Part | undefined)[] {
  const parts: (Part | undefined)[] = connected.map(() => undefined)
  const cells = poolOf(budget.cells, connected.length)
  const steps = poolOf(budget.steps, connected.length)
  for (const place of [...connected.keys()].sort((a, b) => sizeAt(a) - sizeAt(b))) {
    for (const coarse of [false, true]) {
      const [ownCells, ownSteps] = [cells.own(), steps.own()]
      const limit: Limit = { takes: ownCells.takes, spends: ownSteps.takes }
      parts[place] = partOf(connected[place] as ConnectedQuestions, {
        questionnaire,
        on,
        engine: diagramEngine(limit),
        coarse,
      })
      ownCells.open()
      ownSteps.open()
      if (parts[place] !== undefined) break
      // Its share of the memory is returned.
      ownCells.giveBack()
    }
  }
  return parts

  function sizeAt(place: number): number {
    return connected[place]?.length ?? 0
  }
}

interface Share {
  /** False when there is not so much left. */
  readonly takes: (wanted: number) => boolean
  /** Until now only half of what is there could be taken: building a part must leave something for its claims. */
  readonly open: () => void
  readonly giveBack: () => void
}

function poolOf(all: number, shares: number): { readonly own: () => Share } {
  let free = all / 2
  return {
    own: () => {
      let own = all / 2 / shares
      let used = 0
      let most = all / 4
      return {
        takes: (wanted) => {
          if (used + wanted > most) return false
          const first = Math.min(own, wanted)
          if (wanted - first > free) return false
          own -= first
          free -= wanted - first
          used += wanted
          return true
        },
        open: () => {
          most = Number.POSITIVE_INFINITY
        },
        giveBack: () => {
          free += Math.max(0, used - all / 2 / shares)
        },
      }
    },
  }
}
