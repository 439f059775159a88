import { type Answers, type Level, type Question, rank } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import type { Node } from '../prove/diagram.ts'
import { onlyAt } from '../prove/field.ts'
import { cheapest, type Path } from '../prove/paths.ts'
import { NO } from '../prove/truths.ts'
import { atTheEdge } from './edge.ts'
import { costsAround, isAsNow, type OwnQuestion, type PersonalPart, type PersonalProof } from './personal.ts'

/** Whether an answer that is missing or not known could still make the level more serious. */
export type Raising =
  | {
      readonly kind: 'raises'
      /** All answers of a person with a more serious level, with as few changes as possible. */
      readonly answers: Answers
      readonly level: Level
      /** Other open questions that have to be answered as well. */
      readonly together: readonly Question[]
    }
  | { readonly kind: 'never' }
  | { readonly kind: 'open' }

/** The cost of having to answer another open question, relative to one that is only asked because of the new answer. */
const OTHER = 100

/**
 * For each question without a usable answer: could an answer raise the level, whatever the answers to the other open
 * questions are? Known answers stay, unless the form no longer asks for them. Questions asked because of the new answer
 * are answered too. A check that holds now must still hold.
 */
export function raisingOf(proof: PersonalProof, level: Level): ReadonlyMap<Question, Raising> {
  return new Map(
    proof.parts.flatMap((part) => {
      if (part === undefined) return []
      return part.held
        .filter(({ place }) => place === 'open')
        .map((one) => [one.question, raisingBy(one, part, { proof, level })] as const)
    }),
  )
}

/** Sheets that the person could be on when the open questions are answered in any way. */
interface Ground {
  readonly proof: PersonalProof
  readonly level: Level
}

function raisingBy(one: OwnQuestion, part: PersonalPart, { proof, level }: Ground): Raising {
  if (level === 'act-now') return { kind: 'never' }
  const { truths, possible, exact, diagrams } = part
  const wanted = rank(level) + 1
  const raised = truths.and(
    truths.not(part.below(wanted)),
    possible,
    part.unfailed,
    ...part.held.filter((other) => other !== one).map((other) => couldBe(other, part)),
  )
  const answered = truths.and(raised, answeredAnew(one, part))
  const already = withoutFollowUps(truths.and(raised, asItIs(one, part)), one, part)
  // Where comparisons are undecided, it is not certain which level the person has without the answer.
  const isDecided = part.variables.free.size === 0
  const mattering = isDecided ? truths.and(answered, truths.not(already)) : answered
  const costs = costsAround(part, (other) => (other !== one && other.place === 'open' ? OTHER : 1), one)
  const isRaised = (answers: Answers) => rank(levelOf(answers)) >= wanted
  if (diagrams.isExhausted()) return { kind: 'open' }
  if (mattering === NO) return part.hidesActNow ? { kind: 'open' } : { kind: 'never' }
  for (const set of [truths.and(mattering, exact), mattering]) {
    const path = cheapest(diagrams, set, costs)
    if (path === undefined || !isRaised(proof.moved(part, path))) continue
    const together = part.held.filter((other) => other !== one && other.place === 'open' && !staysOpen(other, path))
    if (!isDecided && together.length > 0) continue
    const answers = atTheEdge({ part, path, on: proof.on }, proof.moved(part, path), isRaised)
    return {
      kind: 'raises',
      answers,
      level: levelOf(answers),
      together: together.map(({ question }) => question),
    }
  }
  return { kind: 'open' }

  function levelOf(answers: Answers): Level {
    return guide(proof.questionnaire, answers, proof.on).level
  }
}

/** The question stays open: as it is now, or set aside because the form does not ask for it. */
function staysOpen(one: OwnQuestion, path: Path): boolean {
  return isAsNow(one, path) || path[one.asked.at] === one.asked.absent
}

/** What the question can be on a sheet once other open questions are answered. */
function couldBe(one: OwnQuestion, part: PersonalPart): Node {
  const { truths } = part
  const { due } = one.standing
  const absent = isAbsent(one, part)
  switch (one.place) {
    case 'kept':
      return one.asNow
    case 'known':
      return truths.or(truths.and(one.asNow, truths.not(due.no)), truths.and(absent, due.no))
    case 'waiting':
      return truths.or(truths.and(absent, truths.not(due.yes)), truths.and(truths.not(absent), due.yes))
    case 'open':
      return truths.or(asItIs(one, part), truths.and(truths.not(absent), due.yes))
  }
}

/** An open question as it is now. What was said is set aside where the form does not ask for the question. */
function asItIs(one: OwnQuestion, part: PersonalPart): Node {
  const { truths } = part
  const { asNow, isOutOfTurn, standing } = one
  if (one.branch === one.asked.absent) return asNow
  const { no } = standing.due
  const aside = truths.and(isAbsent(one, part), no)
  return truths.or(isOutOfTurn ? asNow : truths.and(asNow, truths.not(no)), aside)
}

function answeredAnew(one: OwnQuestion, part: PersonalPart): Node {
  const { truths } = part
  return truths.and(truths.not(isAbsent(one, part)), one.standing.due.yes, truths.not(one.asNow))
}

function isAbsent({ asked }: OwnQuestion, { diagrams }: PersonalPart): Node {
  return onlyAt(diagrams, asked.at, [asked.absent])
}

/** The sheets that become one of the set when any questions change, other than the open ones that are not this one. */
function withoutFollowUps(set: Node, one: OwnQuestion, { diagrams, truths, held }: PersonalPart): Node {
  return held
    .filter((other) => other === one || other.place !== 'open')
    .flatMap(({ asked }) => [asked.at, ...asked.options])
    .reduce((all, variable) => diagrams.replaced(all, variable, (children) => truths.or(...new Set(children))), set)
}
