import { blankSheet, type Condition, dayOf, fold } from '../../expression/index.ts'
import {
  cappedAtReferBefore,
  type Level,
  type Question,
  type Questionnaire,
  type Rule,
  rank,
} from '../../questionnaire/index.ts'
import { cutsFor, domainOf } from './cuts.ts'
import type { Diagrams, Node } from './diagram.ts'
import type { ConnectedQuestions } from './parts.ts'
import { type SymbolicStanding, standingOf } from './standing.ts'
import type { SymbolicTest } from './symbolic.ts'
import { NO, type Truths } from './truths.ts'
import { type Variables, variablesFor } from './variables.ts'

/** Something that is at least as serious as a rank on a set of sheets. */
interface SymbolicFinding {
  readonly rank: number
  readonly on: Node
  /** The rule that is true there; none where the finding is another. */
  readonly rule?: Rule
}

/** Questions that hang together, with all that is decided by them alone. */
export interface Part {
  readonly questions: readonly Question[]
  readonly rules: readonly Rule[]
  /** Some comparison could not be cut: an example may then be none. */
  readonly isLoose: boolean
  readonly diagrams: Diagrams
  readonly truths: Truths
  readonly variables: Variables
  readonly standing: ReadonlyMap<number, SymbolicStanding>
  readonly tests: ReadonlyMap<Rule, SymbolicTest>
  readonly testOf: (condition: Condition) => SymbolicTest
  /** Sheets without an answer to a question that is not due, and without a failed check. */
  readonly clean: Node
  /** Of those, the ones on which what is due and counts was answered, if only with "not sure", and nothing else. */
  readonly complete: Node
  /** Sheets on which nothing is as serious as the rank; `without` what one rule, or any, says when it is true. */
  readonly below: (rank: number, without?: Rule | 'rules') => Node
  /** Clean sheets on which something is as serious as the rank. */
  readonly serious: (rank: number) => Node
}

/** What functions of a sheet are made of, over variables of these sizes. */
export type Engine = (sizes: readonly number[]) => { readonly diagrams: Diagrams; readonly truths: Truths }

/** Deeper diagrams would not fit the stack. */
const MAX_VARIABLES = 2500

/** Undefined where the questions that hang together are too much for the limit. */
export function partOf(
  questionnaire: Questionnaire,
  together: ConnectedQuestions,
  on: string,
  engine: Engine,
): Part | undefined {
  const questions = together.map((index) => questionnaire.questions[index] as Question)
  const own = new Set(together)
  // Rules that read no question belong to the first part.
  const isOwn = ({ reads }: Rule['when']) => own.has(reads[0]?.index ?? 0)
  const rules = questionnaire.rules.filter(({ when }) => isOwn(when))
  const promises = questionnaire.promises.filter(({ when }) => isOwn(when))
  const conditions = [
    ...questions.flatMap(({ askIf, check }) => [askIf, check?.that]),
    ...[...rules, ...promises].map(({ when }) => when),
  ].flatMap((one) => (one === undefined ? [] : [one.condition]))
  const size = { questions: questionnaire.questions.length, words: questionnaire.words }
  const blank = blankSheet(size.questions, size.words)
  blank.today = dayOf(on) ?? Number.NaN
  const domains = new Map(
    questions.flatMap((one) => {
      const domain = domainOf(one)
      return domain === undefined ? [] : [[one.subject.index, domain] as const]
    }),
  )
  const { starts, uncut } = cutsFor(conditions, domains, size, blank.today)
  const variables = variablesFor(
    questions,
    (index) => {
      const domain = domains.get(index)
      return domain && { domain, starts: starts.get(index) ?? [0] }
    },
    [...uncut.keys()],
  )
  if (variables.sizes.length > MAX_VARIABLES) return undefined
  const { diagrams, truths } = engine(variables.sizes)
  const { standing, algebra } = standingOf(questions, diagrams, truths, variables, blank)
  const testOf = (condition: Condition) => fold(condition, algebra)
  const tests = new Map(rules.map((rule) => [rule, testOf(rule.when.condition)]))
  const checks = questions.flatMap(({ check }) => (check === undefined ? [] : [failedOn(check.that, testOf)]))
  const findings = [
    ...rules.flatMap((rule) => ofRule(rule)),
    ...questions.flatMap((question) => ofQuestion(question)),
    ...checks.map((on): SymbolicFinding => ({ rank: rank('refer-before'), on })),
  ]
  const notDue = [...standing.values()].map(({ absent, due }) => truths.and(truths.not(absent), due.no))
  const clean = truths.and(...[...notDue, ...checks].map(truths.not))
  const isOpen = [...standing.values()]
    .filter(({ asked: { question } }) => question.usual !== undefined || questionnaire.needed[question.subject.index])
    .map(({ absent, due }) => truths.and(absent, truths.not(due.no)))
  const early = [...standing.values()].map(({ absent, due }) => truths.and(truths.not(absent), truths.not(due.yes)))
  const complete = truths.and(clean, ...[...isOpen, ...early].map(truths.not))
  if (diagrams.isExhausted()) return undefined
  const remembered = new Map<number, Node>()
  const seriousBy = new Map<number, Node>()

  return {
    questions,
    rules,
    isLoose: uncut.size > 0,
    diagrams,
    truths,
    variables,
    standing,
    tests,
    testOf,
    clean,
    complete,
    below,
    serious: (wanted) => {
      const node = seriousBy.get(wanted) ?? truths.and(truths.not(below(wanted)), clean)
      seriousBy.set(wanted, node)
      return node
    },
  }

  function below(wanted: number, without?: Rule | 'rules'): Node {
    const known = without === undefined ? remembered.get(wanted) : undefined
    if (known !== undefined) return known
    const counts = ({ rule }: SymbolicFinding) => (without === 'rules' ? rule === undefined : rule !== without)
    const serious = findings.filter((one) => one.rank >= wanted && (without === undefined || counts(one)))
    const node = truths.and(...serious.map(({ on }) => truths.not(on)))
    if (without === undefined) remembered.set(wanted, node)
    return node
  }

  function failedOn({ condition, reads }: Rule['when'], test: typeof testOf): Node {
    const given = reads.map(({ index }) => (standing.get(index) as SymbolicStanding).given)
    return truths.and(...given, truths.isFalse(test(condition).node))
  }

  /** True, or undetermined because of no question. */
  function ofRule(rule: Rule): readonly SymbolicFinding[] {
    const test = tests.get(rule) as SymbolicTest
    const blamed = truths.or(...rule.when.reads.map(({ index }) => test.blames(index)))
    return [
      { rank: rank(rule.level), on: truths.isTrue(test.node), rule },
      {
        rank: rank(cappedAtReferBefore(rule.level)),
        on: truths.and(truths.isUndetermined(test.node), truths.not(blamed)),
      },
    ]
  }

  /** As `rules/roll-up.ts` has it for one question, but for rejected values, which no sheet here holds. */
  function ofQuestion(question: Question): readonly SymbolicFinding[] {
    const { ifUnknown, ifUnanswered, subject } = question
    const { said, absent, given, due } = standing.get(subject.index) as SymbolicStanding
    const unanswered = truths.and(absent, due.yes)
    const reading = questionnaire.rulesReading[subject.index] ?? []
    const found: SymbolicFinding[] = []
    const finding = (level: Level, on: Node) => found.push({ rank: rank(level), on })
    if (ifUnanswered !== undefined) finding(ifUnanswered, unanswered)
    else if (ifUnknown !== undefined) finding(cappedAtReferBefore(ifUnknown), unanswered)
    if (ifUnknown !== undefined) finding(ifUnknown, said)
    for (const rule of ifUnknown === undefined ? reading : []) {
      const blamed = (tests.get(rule) as SymbolicTest).blames(subject.index)
      const open = ifUnanswered === undefined ? truths.or(said, unanswered) : said
      finding(cappedAtReferBefore(rule.level), truths.and(blamed, open))
    }
    for (const rule of due.no === NO ? [] : reading) {
      const matters = truths.not(truths.isFalse((tests.get(rule) as SymbolicTest).node))
      finding('refer-discuss', truths.and(truths.or(given, said), due.no, matters))
    }
    if (questionnaire.needed[subject.index] === true) finding('refer-before', truths.and(absent, truths.not(due.no)))
    return found
  }
}
