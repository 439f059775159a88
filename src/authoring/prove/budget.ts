import type { Limit } from './diagram.ts'
import type { Engine } from './part.ts'
import type { ConnectedQuestions } from './parts.ts'
import { diagramEngine } from './truths.ts'

/**
 * How much a proof may cost. It is counted, so that it is the same on every machine. When either runs out, the result
 * is "not proved".
 */
export interface Budget {
  /** Branches of all diagrams, a little over four bytes each. */
  readonly cells: number
  /** Steps of work on diagrams. */
  readonly steps: number
}

interface Attempt {
  readonly questions: ConnectedQuestions
  readonly engine: Engine
  readonly coarse: boolean
}

/**
 * Takes small parts first. Half of the budget is shared, and of the other half each part has its own share, so that one
 * part that is too much leaves the others their proofs. A part that is too much is tried once more with coarser
 * numbers. Undefined where that does not help either.
 */
export function withinBudget<Made>(
  connected: readonly ConnectedQuestions[],
  budget: Budget,
  make: (attempt: Attempt) => Made | undefined,
): readonly (Made | undefined)[] {
  const parts: (Made | undefined)[] = connected.map(() => undefined)
  const cells = poolOf(budget.cells, connected.length)
  const steps = poolOf(budget.steps, connected.length)
  for (const place of [...connected.keys()].sort((a, b) => sizeAt(a) - sizeAt(b))) {
    for (const coarse of [false, true]) {
      const [ownCells, ownSteps] = [cells.own(), steps.own()]
      const limit: Limit = { takes: ownCells.takes, spends: ownSteps.takes }
      parts[place] = make({ questions: connected[place] ?? [], engine: diagramEngine(limit), coarse })
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
  /** False when there is not that much left. */
  readonly takes: (wanted: number) => boolean
  /** Until this call only half of the budget can be taken, so that building a part leaves something for its claims. */
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
