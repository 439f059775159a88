import { TRUE } from '../../expression/index.ts'
import { type Answers, due, type Level, type Rule } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import type { Node } from '../prove/diagram.ts'
import { onlyAt } from '../prove/field.ts'
import { cheapest } from '../prove/paths.ts'
import type { SymbolicTest } from '../prove/symbolic.ts'
import { NO } from '../prove/truths.ts'
import { atTheEdge } from './edge.ts'
import { costsAround, type OwnQuestion, type PersonalPart, type PersonalProof } from './personal.ts'

/** The person nearest to this one for whom a rule is true. */
export type Nearest =
  | { readonly kind: 'found'; readonly answers: Answers; readonly level: Level }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'open' }

/**
 * The nearest person for whom the rule is true. Any answer may change, but none that the form asks for may be missing,
 * and there may be no contradictions that the person does not have already.
 */
export function nearestRaising(rule: Rule, proof: PersonalProof): Nearest {
  const [first] = rule.when.reads
  const own = first === undefined ? undefined : proof.questionnaire.questions[first.index]
  const part = own === undefined ? proof.parts[0] : proof.partOf(own)
  const test = part?.tests.get(rule)
  if (part === undefined || test === undefined) return { kind: 'open' }
  const { truths, diagrams, exact } = part
  const fires = firesIn(part, test)
  if (diagrams.isExhausted()) return { kind: 'open' }
  if (fires === NO) return { kind: 'nobody' }
  const costs = costsAround(part, () => 1)
  for (const set of [truths.and(fires, exact), fires]) {
    const path = cheapest(diagrams, set, costs)
    if (path === undefined) continue
    if (!isRaised(proof.moved(part, path))) continue
    const answers = atTheEdge({ part, path, on: proof.on }, proof.moved(part, path), isRaised)
    return { kind: 'found', answers, level: guide(proof.questionnaire, answers, proof.on).level }
  }
  return { kind: 'open' }

  function isRaised(answers: Answers): boolean {
    return rule.when.test(due(proof.questionnaire, answers, proof.on).sheet) === TRUE
  }
}

function firesIn(part: PersonalPart, test: SymbolicTest): Node {
  const { truths, possible, unfailed, held } = part
  return truths.and(truths.isTrue(test.node), possible, unfailed, ...held.map((one) => answerableIn(one, part)))
}

/** Sheets on which the question is answered only where it is asked, and has an answer wherever it still is. */
function answerableIn(one: OwnQuestion, { truths, diagrams }: PersonalPart): Node {
  const { asked, standing, place, isOutOfTurn, asNow, branch } = one
  const absent = onlyAt(diagrams, asked.at, [asked.absent])
  const answered = truths.and(truths.not(absent), truths.not(standing.due.no))
  const mayLack = place === 'waiting' || (place === 'open' && branch === asked.absent)
  return truths.or(answered, mayLack ? absent : truths.and(absent, standing.due.no), isOutOfTurn ? asNow : NO)
}
