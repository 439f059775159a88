import { type Question, rank } from '../../questionnaire/index.ts'
import type { Claim } from './claim.ts'
import type { Node } from './diagram.ts'
import { changesIn } from './example.ts'
import type { Part } from './part.ts'
import { around, cheapest, type Path } from './paths.ts'
import { isClean, levelOf, type Proving } from './proving.ts'
import type { SymbolicStanding } from './standing.ts'
import { NO, YES } from './truths.ts'
import type { QuestionVariables } from './variables.ts'

/** An answer that is declared worse never lowers the level, all other answers being the same. */
export function worseClaims(proving: Proving): readonly Claim[] {
  return proving.questionnaire.questions.flatMap((question) =>
    question.worse === undefined ? [] : [worseClaim(question, proving)],
  )
}

function worseClaim(question: Question, proving: Proving): Claim {
  const part = proving.partOf({ reads: [question.subject] })
  if (part === undefined) return { code: 'worse-lowers', about: question, outcome: 'open' }
  for (const wanted of [rank('act-now'), rank('refer-before'), rank('refer-discuss')]) {
    const lowered = loweredBy(question, { part, wanted, proving })
    if (lowered !== undefined) return lowered
  }
  return { code: 'worse-lowers', about: question, outcome: part.diagrams.isExhausted() ? 'open' : 'proved' }
}

interface Lowering {
  readonly part: Part
  readonly wanted: number
  readonly proving: Proving
}

/** Undefined when no worse answer falls below the wanted rank. */
function loweredBy(question: Question, { part, wanted, proving }: Lowering): Claim | undefined {
  const { people, questionnaire, on } = proving
  const { diagrams, truths, clean } = part
  const { asked, given } = part.standing.get(question.subject.index) as SymbolicStanding
  const serious = truths.and(part.serious(wanted), given)
  if (serious === NO) return undefined
  const lower = truths.and(orWorse(part, asked, serious), part.below(wanted), clean, given)
  const milder = (path: Path) =>
    cheapest(
      diagrams,
      truths.and(serious, around(diagrams, path, asked), notWorse(part, asked, path)),
      people.costsOf(part),
    )
  const search = people.find({
    part,
    on: lower,
    below: wanted,
    replay: (answers, path) => {
      const first = milder(path)
      if (first === undefined) return false
      const before = people.withPath(part, first, answers)
      const isFair = isClean(proving, before) && isClean(proving, answers)
      return isFair && rank(levelOf(proving, before)) >= wanted && rank(levelOf(proving, answers)) < wanted
    },
  })
  if (search.kind === 'nobody') return undefined
  if (search.kind === 'open') return { code: 'worse-lowers', about: question, outcome: 'open' }
  const before = people.withPath(part, milder(search.path) ?? search.path, search.answers)
  return {
    code: 'worse-lowers',
    about: question,
    outcome: 'refuted',
    example: {
      answers: before,
      changes: changesIn(questionnaire, before, on),
      level: levelOf(proving, before),
      after: {
        question: question.id,
        answer: search.answers.get(question.id),
        level: levelOf(proving, search.answers),
      },
    },
  }
}

/** Branches of a question from mild to severe; undefined where the options are counted. */
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

/** The sheets of a set, and those where the question has a worse answer than on one of them. */
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
  let all = set
  for (let option = 1; option <= asked.options; option += 1)
    all = diagrams.replaced(all, asked.at + option, ([without = NO, chosen = NO]) =>
      diagrams.node(asked.at + option, [without, truths.or(without, chosen)]),
    )
  return all
}

/** Sheets whose answer to the question is not worse than the one on a path. */
function notWorse({ diagrams, truths }: Part, { at, options, values, ...asked }: QuestionVariables, path: Path): Node {
  const order = orderOf({ at, options, values, ...asked })
  const size = diagrams.sizes[at] as number
  const only = (variable: number, branches: readonly number[], length: number) =>
    diagrams.node(
      variable,
      Array.from({ length }, (_, branch) => (branches.includes(branch) ? YES : NO)),
    )
  if (order !== undefined) return only(at, order.slice(0, order.indexOf(path[at] as number) + 1), size)
  const unchosen = Array.from({ length: options }, (_, option) => at + 1 + option).filter((one) => path[one] === 0)
  return truths.and(only(at, [0], size), ...unchosen.map((one) => only(one, [0], 2)))
}
