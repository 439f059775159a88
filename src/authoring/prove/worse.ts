import { type Answer, type Question, rank } from '../../questionnaire/index.ts'
import { type Claim, TOO_MUCH, type Verdict } from './claim.ts'
import type { Node } from './diagram.ts'
import { onlyAt } from './field.ts'
import { withWorse } from './freedom.ts'
import { type Lowering, loweredBy } from './lowering.ts'
import type { Part } from './part.ts'
import type { Path } from './paths.ts'
import { isClean, type Proving } from './proving.ts'
import type { SymbolicStanding } from './standing.ts'
import { NO } from './truths.ts'
import type { QuestionVariables } from './variables.ts'

/** An answer that is declared worse never lowers the level while all other answers stay. */
export function worseClaims(proving: Proving): readonly Claim[] {
  return proving.questionnaire.questions.flatMap((question) =>
    question.worse === undefined ? [] : [worseClaim(question, proving)],
  )
}

function worseClaim(question: Question, proving: Proving): Claim {
  const part = proving.partOf({ reads: [question.subject] })
  if (part === undefined) return { code: 'worse-lowers', about: question, ...TOO_MUCH }
  const worse = worsening(question, part, proving)
  let open: Verdict | undefined
  for (const wanted of [rank('act-now'), rank('refer-before'), rank('refer-discuss')]) {
    const found = loweredBy({ ...worse, wanted })
    if (found?.example !== undefined) return { code: 'worse-lowers', about: question, ...found }
    open ??= found
  }
  if (part.diagrams.isExhausted()) return { code: 'worse-lowers', about: question, ...TOO_MUCH }
  return { code: 'worse-lowers', about: question, ...(open ?? { outcome: 'proved' }) }
}

/** Answers that get worse, on clean sheets that stay clean. */
function worsening(question: Question, part: Part, proving: Proving): Omit<Lowering, 'wanted'> {
  const { asked, given } = part.standing.get(question.subject.index) as SymbolicStanding
  return {
    question,
    asked,
    part,
    proving,
    before: given,
    after: given,
    follow: (before) => orWorse(part, asked, before),
    follows: withWorse(part, question),
    mayPrecede: (path) => notWorse(part, asked, path),
    isFair: (before, after) =>
      isClean(proving, before) &&
      isClean(proving, after) &&
      isWorse(question, before.answers.get(question.id), after.answers.get(question.id)),
  }
}

/** Branches of a question from mild to severe. Undefined where options are counted instead. */
function orderOf({ question, values }: QuestionVariables): readonly number[] | undefined {
  const { worse } = question
  const branches = [...values.keys()]
  if (worse === 'more') return undefined
  if (worse === 'higher') return branches
  if (worse === 'lower') return branches.reverse()
  if (worse === 'yes' || worse === 'no')
    return ['yes', 'no'].sort((one) => (one === worse ? 1 : -1)).map((code) => values.indexOf(code))
  return (worse ?? []).map((code) => values.indexOf(code)).filter((branch) => branch >= 0)
}

/** The sheets of a set, and those on which the question has a worse answer than on one of them. */
function orWorse({ diagrams, truths }: Part, asked: QuestionVariables, set: Node): Node {
  const order = orderOf(asked)
  if (order !== undefined)
    return diagrams.replaced(set, asked.at, (children) => {
      const worse = children.map(() => NO)
      let milder = NO
      for (const branch of order) {
        milder = truths.or(milder, children[branch] as Node)
        worse[branch] = milder
      }
      return diagrams.node(asked.at, worse)
    })
  return asked.options.reduce(
    (all, option) =>
      diagrams.replaced(all, option, ([without = NO, chosen = NO]) =>
        diagrams.node(option, [without, truths.or(without, chosen)]),
      ),
    set,
  )
}

/** Sheets whose answer to the question is not worse than the one on a path. */
function notWorse({ diagrams, truths }: Part, asked: QuestionVariables, path: Path): Node {
  const { at, options } = asked
  const order = orderOf(asked)
  if (order !== undefined) return onlyAt(diagrams, at, order.slice(0, order.indexOf(path[at] as number) + 1))
  const unchosen = options.filter((one) => path[one] === 0)
  return truths.and(onlyAt(diagrams, at, [0]), ...unchosen.map((one) => onlyAt(diagrams, one, [0])))
}

/** Within a piece of numbers the order of two answers has to be checked. */
function isWorse({ worse }: Question, before: Answer | undefined, after: Answer | undefined): boolean {
  if (worse !== 'higher' && worse !== 'lower') return true
  if (before?.kind !== 'given' || after?.kind !== 'given') return false
  return worse === 'higher' ? after.value > before.value : after.value < before.value
}
