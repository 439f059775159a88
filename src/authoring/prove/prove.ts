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

/** How much a proof may cost; both ends give "not proved", never a wrong answer. */
export interface Budget {
  /** Branches of all diagrams, four bytes and some each. */
  readonly cells: number
  /** Share of the time that is left, from 1 down to 0. */
  readonly left: () => number
}

/** What is proved and what is not, and over how much. */
export interface Proof {
  readonly claims: readonly Claim[]
  /** Logarithm, to the base of 2, of the number of sheets after cutting number ranges. */
  readonly bits: number
}

/**
 * What holds for all sheets of answers of one day. A sheet has for every question one of its answers, not sure, prefer
 * not to say, or none. Every example was looked at by the ordinary evaluation.
 */
export function prove(questionnaire: Questionnaire, on: string, budget: Budget): Proof {
  const together = connectedQuestions(questionnaire)
  const parts = partsOf(questionnaire, together, on, budget)
  const placeOf = new Map(together.flatMap((one, place) => one.map((index) => [index, place] as const)))
  const proving: Proving = {
    questionnaire,
    on,
    partOf: ({ reads }) => parts[placeOf.get(reads[0]?.index ?? 0) ?? 0],
    people: peopleOf(questionnaire, on, parts),
  }
  const claims = [logicClaims, promiseClaims, unknownClaims, worseClaims].flatMap((section) => section(proving))
  return { claims, bits: questionnaire.questions.reduce((sum, question) => sum + bitsOf(question), 0) }

  function bitsOf({ subject }: Question): number {
    const asked = parts[placeOf.get(subject.index) ?? 0]?.variables.asked.get(subject.index)
    return asked === undefined ? 0 : Math.log2(asked.values.length * 2 ** asked.options + 3)
  }
}

/**
 * Small parts first, and all of them within half of the time, so that one that is too much leaves the others their
 * proofs. Its share of the budget is returned.
 */
function partsOf(
  questionnaire: Questionnaire,
  together: readonly ConnectedQuestions[],
  on: string,
  { cells, left }: Budget,
): readonly (Part | undefined)[] {
  const parts: (Part | undefined)[] = together.map(() => undefined)
  let free = cells
  let isBuilding = true
  for (const place of [...together.keys()].sort((a, b) => sizeAt(a) - sizeAt(b))) {
    let used = 0
    const limit: Limit = {
      takes: (wanted) => {
        if (wanted > free || used + wanted > cells / 2) return false
        free -= wanted
        used += wanted
        return true
      },
      isOver: () => left() <= (isBuilding ? 0.5 : 0),
    }
    parts[place] = partOf(questionnaire, together[place] as ConnectedQuestions, on, diagramEngine(limit))
    if (parts[place] === undefined) free += used
  }
  isBuilding = false
  return parts

  function sizeAt(place: number): number {
    return together[place]?.length ?? 0
  }
}
