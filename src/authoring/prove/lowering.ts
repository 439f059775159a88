import { type Answer, type Answers, type Question, rank } from '../../questionnaire/index.ts'
import type { Verdict } from './claim.ts'
import type { Node } from './diagram.ts'
import { type Example, exampleOf } from './example.ts'
import { type Follows, released } from './freedom.ts'
import type { Part } from './part.ts'
import { around, cheapest, type Path, variablesOf } from './paths.ts'
import { answersTo, type Person } from './person-on-path.ts'
import type { Search, Wanted } from './person-search.ts'
import { levelOf, type Proving } from './proving.ts'
import { NO } from './truths.ts'
import type { QuestionVariables } from './variables.ts'

/** Two sheets that differ in the answer to one question, the second one with a less serious level. */
export interface Lowering {
  readonly question: Question
  readonly asked: QuestionVariables
  readonly part: Part
  /** The rank of the first sheet. The second is below it. */
  readonly wanted: number
  readonly proving: Proving
  /** Sheets before and after the change, considering only the question itself. */
  readonly before: Node
  readonly after: Node
  /** What sheets become when the answer changes, and what that says about undecided comparisons. */
  readonly follow: (before: Node) => Node
  readonly follows: Follows
  /** Of the sheets before the change, those that can lead to the one on a path. */
  readonly mayPrecede: (path: Path) => Node
  /** What must hold for the two people besides their levels. */
  readonly isFair: (before: Person, after: Person) => boolean
  /** Whether answers may contradict each other after the change. */
  readonly allowContradictions?: Wanted['allowContradictions']
}

/** Undefined when nobody falls below the wanted rank. */
export function loweredBy(lowering: Lowering): (Verdict & { readonly example?: Example }) | undefined {
  const { part, before, wanted } = lowering
  if (isNobodyNear(lowering)) return undefined
  const serious = part.truths.and(part.serious(wanted), before)
  if (serious === NO) return undefined
  const search = findLowering(lowering, serious)
  if (search.kind === 'nobody') return undefined
  return search.kind === 'open' ? { outcome: 'open', why: search.why } : { outcome: 'refuted', example: search.example }
}

/** Sheets that those of a set can become, whatever becomes of undecided comparisons. */
function anyAfter({ part, question, follow, follows }: Lowering, before: Node): Node {
  return follow(released(part, before, [question.subject.index, follows]))
}

/**
 * Whether it is already certain from what is near the question that there is nobody. What does not depend on its answer
 * is as serious after the change as before; and ignoring what is further away can only add sheets.
 */
function isNobodyNear(lowering: Lowering): boolean {
  const { part, asked, wanted, before, after, allowContradictions } = lowering
  const { truths, near, variables } = part
  const own = variablesOf(asked, variables)
  const serious = near.findings(own, wanted).map(({ on }) => on)
  const places = new Set([...own, ...[...serious, after].flatMap((node) => [...near.placesOf(node)])])
  for (const ring of near.rings(places)) {
    const clean = near.clean(ring)
    const sheets = truths.and(truths.or(...serious), before)
    const lower = truths.and(near.below(ring, wanted), after, ...(allowContradictions ? [] : [clean]))
    if (isNobodyOn(part, truths.and(anyAfter(lowering, truths.and(sheets, clean)), lower))) return true
  }
  return false
}

/** Whether a set is empty. After the limit was reached, nothing is known. */
export function isNobodyOn({ diagrams }: Part, set: Node): boolean {
  return set === NO && !diagrams.isExhausted()
}

/** The pair of people with the fewest unusual answers. */
function findLowering(
  lowering: Lowering,
  serious: Node,
): Exclude<Search, { kind: 'found' }> | { readonly kind: 'found'; readonly example: Example } {
  const { part, wanted, proving, allowContradictions, question, follow } = lowering
  const { truths, exact } = part
  const lower = truths.and(part.below(wanted), lowering.after, ...(allowContradictions ? [] : [part.clean]))
  let shown: Person | undefined
  const firstOf = remembering((path) => firstBefore(lowering, serious, path))
  const search = proving.people.find({
    part,
    on: truths.and(anyAfter(lowering, serious), lower),
    exact: truths.and(follow(truths.and(serious, exact)), lower, exact),
    below: wanted,
    ...(allowContradictions === undefined ? {} : { allowContradictions }),
    replay: (after, path) => {
      if (rank(levelOf(proving, after)) >= wanted) return false
      shown = beforeOf(lowering, firstOf(path), after)
      return shown !== undefined
    },
  })
  if (search.kind !== 'found' || shown === undefined) return search.kind === 'found' ? { kind: 'nobody' } : search
  const after = {
    question: question.id,
    answer: search.person.answers.get(question.id),
    level: levelOf(proving, search.person),
  }
  return { kind: 'found', example: { ...exampleOf(proving.questionnaire, shown, levelOf(proving, shown)), after } }
}

/** Keeps the last result, because one path is tried with many people. */
function remembering(make: (path: Path) => Path | undefined): (path: Path) => Path | undefined {
  let last: { readonly path: Path; readonly made: Path | undefined } | undefined
  return (path) => {
    if (last?.path !== path) last = { path, made: make(path) }
    return last.made
  }
}

function firstBefore({ part, asked, mayPrecede, proving }: Lowering, serious: Node, path: Path): Path | undefined {
  const { diagrams, truths, variables } = part
  const others = around(diagrams, path, variablesOf(asked, variables))
  return cheapest(diagrams, truths.and(serious, others, mayPrecede(path)), proving.people.costsOf(part))
}

/** A person who differs from this one in only this answer and has a more serious level. */
function beforeOf(
  { part, question, asked, wanted, proving, isFair }: Lowering,
  first: Path | undefined,
  after: Person,
): Person | undefined {
  if (first === undefined) return undefined
  const fuller = answersTo(asked, first, { part, on: after.on }).map((answer) => ({
    ...after,
    answers: withAnswer(after.answers, question, answer),
  }))
  return fuller.find((before) => isFair(before, after) && rank(levelOf(proving, before)) >= wanted)
}

function withAnswer(answers: Answers, { id }: Question, answer: Answer | undefined): Answers {
  const changed = new Map(answers)
  if (answer === undefined) changed.delete(id)
  else changed.set(id, answer)
  return changed
}
