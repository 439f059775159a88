import { type Answer, type Answers, type Questionnaire, withSupplied } from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import { changesIn } from './example.ts'
import type { Part } from './part.ts'
import { type Costs, cheapest, costsFor, type Path } from './paths.ts'
import { NO } from './truths.ts'
import { answerOn } from './variables.ts'

/** Who is looked for, in one part of the questionnaire. */
export interface Wanted {
  readonly part: Part
  readonly on: Node
  /** All other parts must stay below this rank. */
  readonly below?: number
  /** The person is not shown: the first that is found is enough. */
  readonly anyWitness?: true
  /** Whether answers may contradict each other, in this part or in all. */
  readonly allowContradictions?: 'here' | 'everywhere'
  /** What the ordinary evaluation says of the person. */
  readonly replay: (answers: Answers, path: Path) => boolean
}

export type Search =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'open' }
  | { readonly kind: 'found'; readonly answers: Answers; readonly path: Path }

/** The answers of all other parts, and the parts that never stay below the rank. */
interface RestOfForm {
  readonly answers: Answers
  readonly neverBelow: readonly Part[]
}

export interface People {
  /** The person with the fewest unusual answers on a set of sheets. */
  find(wanted: Wanted): Search
  costsOf(part: Part): Costs
  /** The answers of the whole questionnaire with one path through a part. */
  withPath(part: Part, path: Path, rest: Answers): Answers
}

/** `parts` undefined where a part was too much for the budget. */
export function peopleOf(questionnaire: Questionnaire, on: string, parts: readonly (Part | undefined)[]): People {
  const costs = new Map<Part, Costs>()
  const usual = withSupplied(questionnaire, new Map(), on, (question) => question.usual)
  const restOfForm = new Map<string, RestOfForm>()
  const isLoose = parts.some((part) => part === undefined || part.isLoose)

  function costsOf(part: Part): Costs {
    const known = costs.get(part) ?? costsFor(part.variables)
    costs.set(part, known)
    return known
  }

  /** The answers nearest to the usual ones that keep this part below `rank`; undefined where none do. */
  function answersBelow(part: Part, rank: number | undefined, allowContradictions: boolean): Answers | undefined {
    const { truths, diagrams, complete, clean, below } = part
    const quiet = rank === undefined ? complete : below(rank)
    const sets = [truths.and(quiet, complete), truths.and(quiet, clean), ...(allowContradictions ? [quiet] : [])]
    for (const set of sets) {
      const path = set === NO ? undefined : cheapest(diagrams, set, costsOf(part))
      if (path !== undefined) return answersOn(part, path)
    }
    return undefined
  }

  /** The answers that keep every part below the rank; worked out once for each rank, since every search needs them. */
  function restAt(rank: number | undefined, allowContradictions: boolean): RestOfForm {
    const key = `${rank} ${allowContradictions}`
    const known = restOfForm.get(key)
    if (known !== undefined) return known
    const answers = new Map(usual)
    const neverBelow: Part[] = []
    for (const part of parts) {
      if (part === undefined) continue
      const own = answersBelow(part, rank, allowContradictions)
      if (own !== undefined) put(part, own, answers)
      // If the budget ran out, assume nothing; `replay` decides.
      else if (!part.diagrams.isExhausted()) neverBelow.push(part)
    }
    const all = { answers, neverBelow }
    restOfForm.set(key, all)
    return all
  }

  function rest({ part, below, allowContradictions }: Wanted): Answers | undefined {
    const { answers, neverBelow } = restAt(below, allowContradictions === 'everywhere')
    return neverBelow.some((one) => one !== part) ? undefined : answers
  }

  function withPath(part: Part, path: Path, others: Answers): Answers {
    const answers = new Map(others)
    put(part, answersOn(part, path), answers)
    return answers
  }

  return {
    costsOf,
    withPath,
    find: (wanted) => {
      const { part } = wanted
      const { diagrams, truths, clean, complete } = part
      const isOpen = () => diagrams.isExhausted() || isLoose
      if (wanted.on === NO) return diagrams.isExhausted() ? { kind: 'open' } : { kind: 'nobody' }
      const others = rest(wanted)
      if (others === undefined) return { kind: 'nobody' }
      const found: { readonly path: Path; readonly answers: Answers }[] = []
      for (const set of [complete, clean, ...(wanted.allowContradictions ? [wanted.on] : [])]) {
        const path = cheapest(diagrams, truths.and(wanted.on, set), costsOf(part))
        if (path !== undefined) found.push({ path, answers: withPath(part, path, others) })
        if (path !== undefined && wanted.anyWitness) break
      }
      const sizeOf = ({ answers }: { readonly answers: Answers }) => changesIn(questionnaire, answers, on).size
      const [best] = found.length < 2 ? found : found.sort((a, b) => sizeOf(a) - sizeOf(b))
      if (best === undefined) return isOpen() ? { kind: 'open' } : { kind: 'nobody' }
      if (wanted.replay(best.answers, best.path)) return { kind: 'found', path: best.path, answers: best.answers }
      if (isOpen()) return { kind: 'open' }
      throw new Error('a proof and the evaluation disagree')
    },
  }
}

function answersOn({ variables }: Part, path: Path): Answers {
  const answers = new Map<string, Answer>()
  for (const asked of variables.asked.values()) {
    const answer = answerOn(asked, (variable) => path[variable] as number)
    if (answer !== undefined) answers.set(asked.question.id, answer)
  }
  return answers
}

function put({ questions }: Part, own: Answers, answers: Map<string, Answer>): void {
  for (const { id } of questions) {
    const answer = own.get(id)
    if (answer === undefined) answers.delete(id)
    else answers.set(id, answer)
  }
}
