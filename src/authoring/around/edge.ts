import { dayOf, MEASURES } from '../../expression/index.ts'
import { type Answers, kindOf } from '../../questionnaire/index.ts'
import { domainOf } from '../prove/domain.ts'
import type { Path } from '../prove/paths.ts'
import { isAsNow, type OwnQuestion, type PersonalPart, type PersonalProof } from './personal.ts'

/**
 * The same person with each changed number moved to the end of its piece, beyond which the piece no longer holds. The
 * example then says 10, as the rule does, and not 24, which happens to lie in the middle.
 */
export function atTheEdge(
  { part, path, on }: { readonly part: PersonalPart; readonly path: Path; readonly on: PersonalProof['on'] },
  found: Answers,
  holds: (answers: Answers) => boolean,
): Answers {
  return part.held.reduce((answers, one) => {
    const piece = one.asked.pieces[path[one.asked.at] as number]
    if (piece === undefined || piece.first === piece.last || isAsNow(one, path)) return answers
    const step = domainOf(one.question)?.step ?? 1
    for (const [end, beyond] of [
      [piece.first, piece.first - step],
      [piece.last, piece.last + step],
    ] as const) {
      const [at, after] = [end, beyond].map((number) => withNumber(one, number, answers))
      if (at !== undefined && after !== undefined && holds(at) && !holds(after)) return at
    }
    return answers
  }, found)

  function withNumber({ question }: OwnQuestion, number: number, answers: Answers): Answers | undefined {
    const shift = part.division.relative.has(question.subject.index) ? (dayOf(on) ?? 0) : 0
    const domain = domainOf(question)
    const measure = kindOf(question).quantity?.measure
    const value = number + shift
    if (domain === undefined || measure === undefined) return undefined
    if (value < domain.min || value > domain.min + (domain.count - 1) * domain.step) return undefined
    return new Map([...answers, [question.id, { kind: 'given', value: MEASURES[measure].value(value) }]])
  }
}
