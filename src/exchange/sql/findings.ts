import { fold, State } from '../../expression/index.ts'
import { LEVELS, type Level, type Question, type Questionnaire, type Rule, rank } from '../../questionnaire/index.ts'
import { type FindingKind, lacksAnswer, levelFor, missingKind } from '../../rules/index.ts'
import { commentText } from './comment.ts'
import { type ConditionWorld, conditions, type Tested } from './conditions.ts'
import { allOf, anyOf, cases, fails, isAmong, joined, SQL_FALSE, type Sql, sql } from './sql.ts'
import { asGiven, number, REJECTED, type StandingColumns } from './standing.ts'
import { OUT_OF_RANGE } from './words.ts'

/** The result of each row as columns. Lists are truths that are never NULL, in the order of the questionnaire. */
export interface FindingColumns {
  /** As text. */
  readonly level: Sql
  readonly complete: Sql
  /** Without rules that are covered by a more serious one of their group. */
  readonly raised: readonly Listed[]
  readonly covered: readonly Listed[]
  readonly undetermined: readonly Listed[]
  readonly unsure: readonly Listed[]
  readonly declined: readonly Listed[]
  readonly unanswered: readonly Listed[]
  readonly conflicts: readonly Listed[]
  readonly outOfRange: readonly Listed[]
  readonly unreadable: readonly Listed[]
  readonly checkFailed: readonly Listed[]
}

export interface Listed {
  readonly id: string
  readonly test: Sql
}

interface RuleColumns {
  readonly rule: Rule
  readonly truth: Sql
  readonly tested: Tested
}

interface Rolled {
  readonly questionnaire: Questionnaire
  readonly standing: readonly StandingColumns[]
  readonly rules: readonly RuleColumns[]
  readonly conflicts: readonly (Sql | undefined)[]
  readonly checks: readonly Listed[]
  readonly complete: Sql
  readonly world: ConditionWorld
}

/** For each kind, where a row has such findings, and with which level. The levels come from `rules/`. */
const FOUND: Readonly<Record<FindingKind, (rolled: Rolled) => readonly Serious[]>> = {
  rule: ({ rules }) => rules.map(({ rule, truth }) => serious(truth, levelFor.rule(rule))),
  unknown: (rolled) => missingFindings(rolled, [State.unsure, State.declined]),
  unanswered: (rolled) => missingFindings(rolled, [State.unanswered, State.pending]),
  conflict: conflictFindings,
  'out-of-range': outOfRangeFindings,
  unreadable: ({ questionnaire, standing }) =>
    questionnaire.questions.map((question, index) =>
      serious(sql`${standing[index]?.state ?? SQL_FALSE} = ${State.rejected}`, levelFor.unreadable(question)),
    ),
  'check-failed': ({ checks }) => checks.map(({ test }) => serious(test, levelFor['check-failed']())),
  undetermined: ({ rules }) =>
    rules.flatMap(({ rule, truth, tested }) =>
      tested.alone
        ? [
            serious(
              allOf([sql`${truth} IS NULL`, sql`NOT ${anyOf([...tested.because.values(), SQL_FALSE])}`]),
              levelFor.undetermined(rule),
            ),
          ]
        : [],
    ),
  incomplete: ({ complete }) => [serious(sql`NOT ${complete}`, levelFor.incomplete())],
}

/** Rolls everything up: the level of a row is that of its most serious finding. */
export function findings(
  questionnaire: Questionnaire,
  standing: readonly StandingColumns[],
  world: ConditionWorld,
): FindingColumns {
  const { plan } = world
  const { questions } = questionnaire
  const rules = questionnaire.rules.map((rule) => ruleColumns(rule, world))
  const checks = questions.flatMap((question) => failedCheck(question, standing, world))
  plan.phase('findings', 'Which findings there are besides those of the rules, and whether the form is finished.')
  const complete = plan.define('complete', completeness(questionnaire, standing))
  const conflicts = standing.map((own, index) => conflict(questions[index] as Question, own, world))
  const rolled: Rolled = { questionnaire, standing, rules, conflicts, checks, complete, world }
  const found = Object.values(FOUND).flatMap((foundIn) => foundIn(rolled))
  const inState = (state: number): readonly Listed[] =>
    standing.map((own, index) => ({ id: questions[index]?.id ?? '', test: sql`${own.state} = ${state}` }))
  return {
    level: levelOfAll(found, world),
    complete,
    raised: rules.map((own) => ({
      id: own.rule.id,
      test: allOf([own.truth, ...coverOf(own, rules).map((test) => sql`NOT ${test}`)]),
    })),
    covered: rules.flatMap((own) =>
      coverOf(own, rules).map((test) => ({ id: own.rule.id, test: allOf([own.truth, test]) })),
    ),
    undetermined: rules.map(({ rule, truth }) => ({ id: rule.id, test: sql`${truth} IS NULL` })),
    unsure: inState(State.unsure),
    declined: inState(State.declined),
    unanswered: inState(State.unanswered),
    conflicts: conflicts.flatMap((test, index) =>
      test === undefined ? [] : [{ id: questions[index]?.id ?? '', test }],
    ),
    outOfRange: inState(OUT_OF_RANGE).filter((_, index) => hasLimits(questions[index] as Question)),
    unreadable: inState(State.rejected),
    checkFailed: checks,
  }
}

function ruleColumns(rule: Rule, world: ConditionWorld): RuleColumns {
  const tested = fold(rule.when.condition, conditions(world))
  const name = `r${rule.index + 1}_${rule.id.toLowerCase().replaceAll('-', '_')}`
  const comment = `${rule.id} (${rule.level}): ${commentText(rule.when.text)}`
  return { rule, tested, truth: world.plan.define(name, tested.truth, comment) }
}

/** Whether a more serious rule of its group is raised; nothing where it has no group. */
function coverOf({ rule }: RuleColumns, rules: readonly RuleColumns[]): readonly Sql[] {
  if (rule.group === undefined) return []
  const above = rules.filter((other) => other.rule.group === rule.group && rank(other.rule.level) > rank(rule.level))
  return above.length === 0 ? [] : [sql`COALESCE(${anyOf(above.map(({ truth }) => truth))}, FALSE)`]
}

/** A check is only judged when everything that it reads is given. */
function failedCheck(
  { id, check }: Question,
  standing: readonly StandingColumns[],
  world: ConditionWorld,
): readonly Listed[] {
  if (check === undefined) return []
  const { truth } = fold(check.that.condition, conditions(world))
  const given = check.that.reads.map(({ index }) => sql`${standing[index]?.state ?? SQL_FALSE} = ${State.given}`)
  const comment = `check of ${id}: ${commentText(check.that.text)}`
  return [{ id, test: world.plan.define(`${id}_f`, allOf([...given, fails(truth)]), comment) }]
}

function completeness({ questions, needed }: Questionnaire, standing: readonly StandingColumns[]): Sql {
  const open = Object.values(State).filter(lacksAnswer)
  const states = [...open, ...(open.some((state) => REJECTED.includes(state)) ? REJECTED : [])]
  const distinct = [...new Set<number>(states)].map(number)
  const missing = questions.flatMap((_, index) => {
    const own = standing[index] as StandingColumns
    if (needed[index] !== true) return []
    const isMissing = isAmong(own.state, distinct)
    return [own.isNotDue === undefined ? isMissing : allOf([isMissing, sql`NOT ${own.isNotDue}`])]
  })
  return sql`NOT (${anyOf([...missing, SQL_FALSE])})`
}

/** An answer to a question that is not due, or `none` together with something else. */
function conflict(
  { id }: Question,
  { state, isNotDue, cell }: StandingColumns,
  world: ConditionWorld,
): Sql | undefined {
  const isSaid = isAmong(state, [State.given, State.unsure, State.declined].map(number))
  const tests = [
    ...(isNotDue === undefined ? [] : [allOf([isSaid, isNotDue])]),
    ...(cell.isContradictory === undefined ? [] : [cell.isContradictory]),
  ]
  return tests.length === 0 ? undefined : world.plan.define(`${id}_x`, anyOf(tests))
}

function conflictFindings({ questionnaire, standing, rules, conflicts }: Rolled): readonly Serious[] {
  return conflicts.flatMap((test, index) => {
    if (test === undefined) return []
    const { isContradictory } = standing[index]?.cell ?? {}
    const reading = questionnaire.rulesReading[index] ?? []
    const matters = [
      ...(isContradictory === undefined ? [] : [isContradictory]),
      ...reading.map((rule) => sql`COALESCE(${rules[rule.index]?.truth ?? SQL_FALSE}, TRUE)`),
    ]
    return matters.length === 0 ? [] : [serious(allOf([test, anyOf(matters)]), levelFor.conflict())]
  })
}

/**
 * The number itself is not used, but the rules that it would make true say how serious the mistake behind it may be.
 */
function outOfRangeFindings({ questionnaire, standing, world }: Rolled): readonly Serious[] {
  const levelWith = (...made: readonly Rule[]) => levelFor['out-of-range'](made)
  return questionnaire.questions.flatMap((question, index) => {
    if (!hasLimits(question)) return []
    const own = standing[index] as StandingColumns
    const isOutside = sql`${own.state} = ${OUT_OF_RANGE}`
    const answersTo = (one: number) => (one === index ? asGiven(own) : (standing[one] as StandingColumns))
    const algebra = conditions({ ...world, answersTo })
    const raising = (questionnaire.rulesReading[index] ?? [])
      .filter((rule) => levelWith(rule) !== levelWith())
      .map((rule) => {
        const { truth } = fold(rule.when.condition, algebra)
        return serious(allOf([isOutside, truth]), levelWith(rule))
      })
    return [serious(isOutside, levelWith()), ...raising]
  })
}

function hasLimits({ type, hard }: Question): boolean {
  return type === 'integer' || hard !== undefined
}

/** Findings of questions without a value: at their own level, or at that of the rules that they leave undetermined. */
function missingFindings({ questionnaire, standing, rules }: Rolled, states: readonly number[]): readonly Serious[] {
  const found: Serious[] = []
  for (const [index, question] of questionnaire.questions.entries()) {
    const { state } = standing[index] as StandingColumns
    for (const [level, same] of byLevel(states, (one) => levelWithout(question, one, undefined)))
      found.push(serious(isAmong(state, same.map(number)), level))
  }
  for (const { rule, truth, tested } of rules) {
    const tests = new Map<Level, Sql[]>()
    for (const [index, because] of tested.because) {
      const question = questionnaire.questions[index] as Question
      const { state } = standing[index] as StandingColumns
      const raising = byLevel(states, (one) => {
        const level = levelWithout(question, one, rule.level)
        return level === levelWithout(question, one, undefined) ? undefined : level
      })
      for (const [level, same] of raising)
        tests.set(level, [...(tests.get(level) ?? []), allOf([isAmong(state, same.map(number)), because])])
    }
    for (const [level, because] of tests) found.push(serious(allOf([sql`${truth} IS NULL`, anyOf(because)]), level))
  }
  return found
}

function levelWithout(question: Question, state: number, worst: Level | undefined): Level | undefined {
  const kind = missingKind(state)
  return kind && levelFor[kind](question, worst)
}

function byLevel(
  states: readonly number[],
  levelOf: (state: number) => Level | undefined,
): ReadonlyMap<Level, readonly number[]> {
  const levels = new Map<Level, number[]>()
  for (const state of states) {
    const level = levelOf(state)
    if (level !== undefined) levels.set(level, [...(levels.get(level) ?? []), state])
  }
  return levels
}

/** A finding where `test` is true. Elsewhere `test` may be false or NULL. */
interface Serious {
  readonly test: Sql
  readonly level: Level
}

function serious(test: Sql, level: Level): Serious {
  return { test, level }
}

/** The most serious of all levels. A test that is NULL is not a finding. */
function levelOfAll(found: readonly Serious[], { plan, dialect }: ConditionWorld): Sql {
  const least = LEVELS.at(-1) as Level
  const branches = LEVELS.flatMap((level): [Sql, Sql][] => {
    const tests = found.filter((one) => one.level === level).map(({ test }) => test)
    return level === least || tests.length === 0 ? [] : [[joined(tests, '\n      OR '), dialect.text(level)]]
  })
  return plan.define('level', cases(branches, dialect.text(least)))
}
