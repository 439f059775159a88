import { blankSheet, type Compiled, type Condition, dayOf, type Sheet } from '../../expression/index.ts'
import {
  type Note,
  type Promised,
  type Question,
  type Questionnaire,
  type Rule,
  rank,
} from '../../questionnaire/index.ts'
import type { Diagrams, Node } from './diagram.ts'
import { onlyAt } from './field.ts'
import { findingsOfQuestion, findingsOfRule, type SymbolicFinding } from './findings.ts'
import { type Near, nearIn } from './near.ts'
import { goodOrder } from './order.ts'
import type { ConnectedQuestions } from './parts.ts'
import { type Division, piecesFor } from './pieces.ts'
import { type Sight, type Stood, type SymbolicStanding, standingOf } from './standing.ts'
import type { SymbolicTest } from './symbolic.ts'
import type { Truths } from './truths.ts'
import { FREE, type Variables, variablesFor } from './variables.ts'

/** The answers to connected questions as variables of diagrams. */
export interface Ground {
  readonly questions: readonly Question[]
  readonly diagrams: Diagrams
  readonly truths: Truths
  readonly variables: Variables
  readonly division: Division
  /** A sheet without answers, on the day of the check. */
  readonly blank: Sheet
}

/** Connected questions, with everything that depends on them alone. */
export interface Part extends Ground {
  readonly rules: readonly Rule[]
  readonly standing: ReadonlyMap<number, SymbolicStanding>
  readonly tests: ReadonlyMap<Rule, SymbolicTest>
  readonly testOf: (condition: Condition) => SymbolicTest
  /**
   * Sheets that are exactly what is shown: on the day of the check, with each comparison as it is for the shown values.
   */
  readonly exact: Node
  /** Sheets without a failed check and without an answer to a question that is not due. */
  readonly clean: Node
  /** Sheets with a failed check. */
  readonly failed: Node
  /**
   * Clean sheets on which everything that is due and counts was answered, if only with "not sure", and nothing else.
   */
  readonly complete: Node
  /**
   * Sheets on which nothing is as serious as the rank. `without` ignores one rule, or all rules, where they are true.
   */
  readonly below: (rank: number, without?: Rule | 'rules') => Node
  /** Clean sheets on which something is as serious as the rank. */
  readonly serious: (rank: number) => Node
  readonly near: Near
}

/** Makes the diagrams of a part, over variables of these sizes. */
export type Engine = (sizes: readonly number[]) => { readonly diagrams: Diagrams; readonly truths: Truths }

/** Deeper diagrams would overflow the stack. */
const MAX_VARIABLES = 2500
/** At most this many comparisons may stay undecided in one part. */
const MAX_FREE = 200

/** How a part is made. */
export interface Means {
  readonly on: string
  readonly engine: Engine
  /** With fewer pieces of numbers, so that more fits the limit but less is decided. */
  readonly coarse?: boolean
  /** For one person on one day: each usual answer has a piece of its own, and other days are not considered. */
  readonly personal?: boolean
}

/** What a part is made from. */
export interface PartOptions extends Means {
  readonly questionnaire: Questionnaire
}

/** Undefined where the connected questions are too much for the limit. */
export function partOf(connected: ConnectedQuestions, { questionnaire, ...means }: PartOptions): Part | undefined {
  const form = formIn(questionnaire, connected)
  const ground = groundOf(form.questions, conditionsIn(form), { size: questionnaire, ...means })
  return ground && partOn(ground, { ...form, variables: ground.variables })
}

/** A form, or the part of it that is connected. */
export interface FormIn {
  readonly questionnaire: Pick<Questionnaire, 'rulesReading' | 'needed'>
  /** In the order in which they are asked. */
  readonly questions: readonly Question[]
  readonly notes: readonly Note[]
  readonly rules: readonly Rule[]
  readonly promises: readonly Promised[]
}

/** What of a form reads these questions. Rules that read no question belong to the first part of the form. */
export function formIn(
  questionnaire: Pick<Questionnaire, 'questions' | 'notes' | 'rules' | 'promises' | 'rulesReading' | 'needed'>,
  connected: ConnectedQuestions,
): FormIn {
  const own = new Set(connected)
  const isOwn = ({ reads }: Rule['when']) => own.has(reads[0]?.index ?? 0)
  return {
    questionnaire,
    questions: questionnaire.questions.filter(({ subject }) => own.has(subject.index)),
    notes: questionnaire.notes.filter(({ askIf }) => askIf !== undefined && isOwn(askIf)),
    rules: questionnaire.rules.filter(({ when }) => isOwn(when)),
    promises: questionnaire.promises.filter(({ when }) => isOwn(when)),
  }
}

export function conditionsIn({
  questions,
  notes,
  rules,
  promises,
}: Omit<FormIn, 'questionnaire'>): readonly WrittenCondition[] {
  return [
    ...questions.flatMap(({ askIf, check }) => [askIf, check?.that]),
    ...notes.map(({ askIf }) => askIf),
    ...[...rules, ...promises].map(({ when }) => when),
  ].filter((one) => one !== undefined)
}

/** A condition with its words. */
export type WrittenCondition = Pick<Compiled, 'condition' | 'text'>

interface GroundMeans extends Means {
  /** Size for all questions and options, not only for those of the part. */
  readonly size: { readonly questions: readonly unknown[]; readonly bitWords: number }
}

/**
 * Variables for these questions, with numbers cut where the truth of a condition changes. Undefined where that is too
 * much.
 */
export function groundOf(
  questions: readonly Question[],
  conditions: readonly WrittenCondition[],
  { on, engine, coarse = false, personal = false, size: { questions: all, bitWords } }: GroundMeans,
): Ground | undefined {
  const blank = blankSheet(all.length, bitWords)
  blank.today = dayOf(on) ?? Number.NaN
  const size = { questions: all.length, bitWords, today: blank.today, coarse, personal }
  const division = piecesFor(questions, conditions, size)
  if (division === undefined || division.undecided.length > MAX_FREE) return undefined
  const variables = variablesFor(questions, goodOrder(questions, conditions), { division, today: blank.today })
  if (variables.sizes.length > MAX_VARIABLES) return undefined
  return { questions, ...engine(variables.sizes), variables, division, blank }
}

/**
 * A form as it is seen over given variables, or over `variables` of its own where it knows only some of the answers.
 */
export function partOn(
  ground: Ground,
  { questionnaire, questions, rules, variables, ...sight }: FormIn & { readonly variables: Variables } & Sight,
): Part | undefined {
  const { diagrams } = ground
  const seen = { ...ground, variables }
  const { standing, testOf, testTaking } = standingOf(questions, seen, sight)
  const tests = new Map(rules.map((rule) => [rule, testOf(rule.when.condition)]))
  const built = { ...seen, questionnaire, questions, rules, standing, tests, testOf, testTaking }
  const sets = setsOf(built)
  return diagrams.isExhausted() ? undefined : { ...built, ...sets }
}

type Sets = Pick<Part, 'exact' | 'clean' | 'failed' | 'complete' | 'below' | 'serious' | 'near'>
type Built = Omit<Part, keyof Sets> & Pick<FormIn, 'questionnaire'> & Pick<Stood, 'testTaking'>

/** The sets of sheets that all claims use. */
function setsOf(built: Built): Sets {
  const { questionnaire, questions, rules, truths, standing, testOf } = built
  const checks = questions.flatMap(({ check }) => (check === undefined ? [] : [failedOn(check.that)]))
  const findings = [
    ...rules.flatMap((rule) => findingsOfRule(rule, built)),
    ...questions.flatMap((question) => findingsOfQuestion(question, built)),
    ...checks.map((on): SymbolicFinding => ({ rank: rank('refer-before'), on })),
  ]
  const notDue = [...standing.values()].map(({ absent, due }) => truths.and(truths.not(absent), due.no))
  const unclean = [...notDue, ...checks]
  const clean = truths.and(...unclean.map(truths.not))
  const unanswered = [...standing.values()]
    .filter(({ asked: { question } }) => question.usual !== undefined || questionnaire.needed[question.subject.index])
    .map(({ absent, due }) => truths.and(absent, truths.not(due.no)))
  const early = [...standing.values()].map(({ absent, due }) => truths.and(truths.not(absent), truths.not(due.yes)))
  const complete = truths.and(clean, ...[...unanswered, ...early].map(truths.not))
  const belowRank = new Map<number, Node>()
  const seriousBy = new Map<number, Node>()
  const others = new Map<number, (rule: Rule) => Node>()

  function below(wanted: number, without?: Rule | 'rules'): Node {
    if (without !== undefined && without !== 'rules') {
      const known =
        others.get(wanted) ??
        withoutEach(
          findings.filter((one) => one.rank >= wanted),
          built,
        )
      others.set(wanted, known)
      return known(without)
    }
    const known = without === undefined ? belowRank.get(wanted) : undefined
    if (known !== undefined) return known
    const serious = findings.filter((one) => one.rank >= wanted && (without === undefined || one.rule === undefined))
    const node = truths.and(...serious.map(({ on }) => truths.not(on)))
    if (without === undefined) belowRank.set(wanted, node)
    return node
  }

  function serious(wanted: number): Node {
    const node = seriousBy.get(wanted) ?? truths.and(truths.not(below(wanted)), clean)
    seriousBy.set(wanted, node)
    return node
  }

  function failedOn({ condition, reads }: Rule['when']): Node {
    const given = reads.map(({ index }) => (standing.get(index) as SymbolicStanding).given)
    return truths.and(...given, truths.isFalse(testOf(condition).node))
  }

  return {
    exact: exactIn(built),
    clean,
    failed: truths.or(...checks),
    complete,
    below,
    serious,
    near: nearIn({ ...built, findings, unclean }),
  }
}

/**
 * All findings except those of one rule. What comes before the rule is combined once, and so is what comes after it.
 */
function withoutEach(
  findings: readonly SymbolicFinding[],
  { diagrams, truths }: Pick<Ground, 'diagrams' | 'truths'>,
): (rule: Rule) => Node {
  const inTurn = [...findings].sort((a, b) => diagrams.top(b.on) - diagrams.top(a.on))
  const not = inTurn.map(({ on }) => truths.not(on))
  const before: Node[] = [truths.and()]
  for (const one of not) before.push(truths.and(before.at(-1) as Node, one))
  const after: Node[] = [truths.and()]
  for (const one of not.toReversed()) after.push(truths.and(after.at(-1) as Node, one))
  return (rule) => {
    const at = inTurn.findIndex((one) => one.rule === rule)
    return at < 0 ? (before.at(-1) as Node) : truths.and(before[at] as Node, after[inTurn.length - 1 - at] as Node)
  }
}

export function exactIn({ diagrams, truths, variables }: Pick<Ground, 'diagrams' | 'truths' | 'variables'>): Node {
  const shown = [...variables.free.values()].map(({ at }) => onlyAt(diagrams, at, [FREE.asShown]))
  const possible = [...variables.asked.values()]
    .filter(({ pieces }) => pieces.some(({ isPossible }) => !isPossible))
    .map(({ at, pieces, said, absent }) => {
      const places = [...pieces.keys()].filter((place) => pieces[place]?.isPossible)
      return onlyAt(diagrams, at, [...places, said, absent])
    })
  return truths.and(...shown, ...possible)
}
