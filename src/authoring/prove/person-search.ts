import { type Answers, type Questionnaire, withSupplied } from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import { changesIn } from './example.ts'
import type { Part } from './part.ts'
import { around, type Costs, cheapest, costsFor, type Path } from './paths.ts'
import { answersOn, type Person, personsOn, withAnswers } from './person-on-path.ts'
import { NO } from './truths.ts'

/** Who is looked for, in one part of the questionnaire. */
export interface Wanted {
  readonly part: Part
  /** All sheets on which such a person could be. There are none elsewhere. */
  readonly on: Node
  /** The sheets on which such a person certainly is; without it, the sheets of `on` that are exactly what is shown. */
  readonly exact?: Node
  /** All other parts must stay below this rank. */
  readonly below?: number
  /**
   * The first person found is enough, preferably one who answered everything. Otherwise the nearest person is wanted.
   */
  readonly anyWitness?: true
  /** Whether answers may contradict each other: in this part, or in all. */
  readonly allowContradictions?: 'here' | 'everywhere'
  /** Whether the ordinary evaluation confirms the person. */
  readonly replay: (person: Person, path: Path) => boolean
}

export type Search =
  | { readonly kind: 'nobody' }
  /**
   * `limit`: the budget ran out. `undecided`: somebody may exist but was not found, because comparisons are undecided.
   */
  | { readonly kind: 'open'; readonly why: 'limit' | 'undecided' }
  | { readonly kind: 'found'; readonly person: Person; readonly path: Path }

/** The answers to all other parts, and the parts that never stay below the rank. */
interface RestOfForm {
  readonly answers: Answers
  readonly neverBelow: readonly Part[]
  /** Parts of which it is not certain that their answers stay below the rank. */
  readonly uncertain: readonly (Part | undefined)[]
  /** The path of each part. */
  readonly paths: ReadonlyMap<Part, Path>
}

export interface People {
  /** The person with the fewest unusual answers on a set of sheets. */
  find(wanted: Wanted): Search
  costsOf(part: Part): Costs
  /** Parts, other than this one, that are never below a rank. */
  neverBelow(part: Part, rank: number): readonly Part[]
  /**
   * Answers that keep all parts below the rank, with their path through this part. Undefined where that is not certain.
   */
  quiet(part: Part, rank: number | undefined): { readonly path: Path; readonly answers: Answers } | undefined
}

/** At most this many people are tried where none is certain. */
const MAX_TRIES = 4
/** The cost of evaluating one person, in steps of a diagram. */
const STEPS_OF_REPLAY = 100

/** Whether answers may contradict each other in the rest of the form. */
type Contradictions = 'allowed' | 'refused'

/** A part is undefined where it was too much for the budget. */
export function peopleOf(questionnaire: Questionnaire, today: string, parts: readonly (Part | undefined)[]): People {
  const costs = new Map<Part, Costs>()
  const usual = withSupplied(questionnaire, new Map(), today, (question) => question.usual)
  const restOfForm = new Map<string, RestOfForm>()

  function costsOf(part: Part): Costs {
    const known = costs.get(part) ?? costsFor(part.variables)
    costs.set(part, known)
    return known
  }

  /** The answers nearest to the usual ones that keep this part below `rank`; undefined where none do. */
  function answersBelow(part: Part, rank: number | undefined, contradictions: Contradictions): Path | undefined {
    const { truths, diagrams, complete, clean, below } = part
    const quiet = rank === undefined ? complete : below(rank)
    const sets = [complete, clean, ...(contradictions === 'allowed' ? [quiet] : [])].map((set) =>
      truths.and(quiet, set),
    )
    for (const set of [...sets.map((one) => truths.and(one, part.exact)), ...sets]) {
      const path = set === NO ? undefined : cheapest(diagrams, set, costsOf(part))
      if (path !== undefined) return path
    }
    return undefined
  }

  /**
   * The answers that keep every part below the rank. Worked out once for each rank, because every search needs them.
   */
  function restAt(rank: number | undefined, contradictions: Contradictions): RestOfForm {
    const key = `${rank} ${contradictions}`
    const known = restOfForm.get(key)
    if (known !== undefined) return known
    let answers: Answers = new Map(usual)
    const paths = new Map<Part, Path>()
    const neverBelow: Part[] = []
    const uncertain: (Part | undefined)[] = parts.filter((part) => part === undefined)
    for (const part of parts) {
      if (part === undefined) continue
      const path = answersBelow(part, rank, contradictions)
      if (path !== undefined) {
        answers = withAnswers(part, answersOn(part, path), answers)
        paths.set(part, path)
        if (!isExact(part, path)) uncertain.push(part)
      }
      // If the budget ran out, assume nothing; `replay` decides.
      else if (part.diagrams.isExhausted()) uncertain.push(part)
      else neverBelow.push(part)
    }
    const all = { answers, neverBelow, uncertain, paths }
    restOfForm.set(key, all)
    return all
  }

  function find(wanted: Wanted): Search {
    const { part, below, allowContradictions } = wanted
    const { diagrams, truths } = part
    if (wanted.on === NO) return diagrams.isExhausted() ? { kind: 'open', why: 'limit' } : { kind: 'nobody' }
    const { answers, neverBelow, uncertain } = restAt(
      below,
      allowContradictions === 'everywhere' ? 'allowed' : 'refused',
    )
    if (neverBelow.some((one) => one !== part)) return { kind: 'nobody' }
    const isCertain = uncertain.every((one) => one === part)
    const exact = wanted.exact ?? truths.and(wanted.on, part.exact)
    const certain = nearest(wanted, exact, answers)
    if (certain !== undefined) {
      const person = { answers: withAnswers(part, answersOn(part, certain), answers), on: today }
      if (wanted.replay(person, certain)) return { kind: 'found', person, path: certain }
      if (diagrams.isExhausted()) return { kind: 'open', why: 'limit' }
      if (isCertain) throw new Error('a proof and the evaluation disagree')
      return { kind: 'open', why: 'undecided' }
    }
    if (diagrams.isExhausted()) return { kind: 'open', why: 'limit' }
    return tried(wanted, answers)
  }

  /** Tries a few of the sheets on which such a person could be. Nobody where there are none. */
  function tried(wanted: Wanted, answers: Answers): Search {
    const { part, replay } = wanted
    const { diagrams, truths } = part
    let on = wanted.on
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const path = nearest(wanted, on, answers)
      if (diagrams.isExhausted()) return { kind: 'open', why: 'limit' }
      if (path === undefined) return tries === 0 ? { kind: 'nobody' } : { kind: 'open', why: 'undecided' }
      for (const person of personsOn(part, path, { answers, on: today })) {
        if (!diagrams.spend(STEPS_OF_REPLAY)) return { kind: 'open', why: 'limit' }
        if (replay(person, path)) return { kind: 'found', person, path }
      }
      on = truths.and(on, truths.not(around(diagrams, path, new Set())))
    }
    return { kind: 'open', why: 'undecided' }
  }

  /**
   * The path with the fewest changes: of those that leave nothing open, or else of those without contradictions, or
   * else of all.
   */
  function nearest({ part, anyWitness, allowContradictions }: Wanted, on: Node, answers: Answers): Path | undefined {
    const { truths, diagrams, clean, complete } = part
    const found: Path[] = []
    for (const set of [complete, clean, ...(allowContradictions ? [on] : [])]) {
      const path = cheapest(diagrams, truths.and(on, set), costsOf(part))
      if (path !== undefined) found.push(path)
      if (path !== undefined && anyWitness) break
    }
    const sizeOf = (path: Path) =>
      changesIn(questionnaire, withAnswers(part, answersOn(part, path), answers), today).size
    return found.length < 2 ? found[0] : found.sort((a, b) => sizeOf(a) - sizeOf(b))[0]
  }

  return {
    costsOf,
    find,
    neverBelow: (part, rank) => restAt(rank, 'refused').neverBelow.filter((one) => one !== part),
    quiet: (part, rank) => {
      const { answers, neverBelow, uncertain, paths } = restAt(rank, 'refused')
      const path = paths.get(part)
      return path === undefined || neverBelow.length + uncertain.length > 0 ? undefined : { path, answers }
    },
  }
}

function isExact({ variables }: Part, path: Path): boolean {
  const isShown = [...variables.free.values()].every(({ at }) => path[at] === 0)
  return (
    isShown && [...variables.asked.values()].every(({ at, pieces }) => pieces[path[at] as number]?.isPossible !== false)
  )
}
