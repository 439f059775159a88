import {
  type Algebra,
  type ArithmeticOp,
  isoOf,
  type Measure,
  ONE,
  type Order,
  possiblePoints,
  type QuestionSubject,
  type ScoreItem,
  type ScoreSubject,
  State,
  type TimeUnit,
} from '../../expression/index.ts'
import { type Dialect, MOST } from './dialect.ts'
import type { SqlPlan } from './plan.ts'
import { allOf, anyOf, cases, isAmong, joined, raw, SQL_FALSE, SQL_TRUE, type Sql, sql } from './sql.ts'
import { holdsWord } from './word-list.ts'

/** How a statement sees the answers to one question. */
export interface AnswerColumns {
  /** A code of `State`, or `OUT_OF_RANGE`. */
  readonly state: Sql
  /** For a given answer: millionths, a day, or an option's code. NULL otherwise. */
  readonly value: Sql
  /** For several answers: what was read, as a list of words in a text. Empty otherwise. */
  readonly codes: Sql
  /** For several answers: all options. */
  readonly options: readonly string[]
  /** Whether its state can be `notAsked`. */
  readonly isSkippable: boolean
}

/** What all conditions of a statement share. */
export interface ConditionWorld {
  readonly dialect: Dialect
  readonly plan: SqlPlan
  readonly answersTo: (index: number) => AnswerColumns
  /** The day of the answers, and whether it can be NULL. */
  readonly today: Sql
  readonly isTodayKnown: boolean
}

/**
 * A condition in SQL: a truth that is NULL when unknown, and for each question whether it is unknown because of that
 * question.
 */
export interface Tested {
  readonly truth: Sql
  /** By question index. These truths are never NULL, but only mean something where `truth` is NULL. */
  readonly because: ReadonlyMap<number, Sql>
  /** Whenever one of `because` is true, `truth` is NULL. */
  readonly isSimple: boolean
  /**
   * Whether it can be unknown without a question being to blame: by a division by zero, an overflow, or an unknown day.
   */
  readonly alone: boolean
}

/** A number or day between a lowest and a highest value. Where one of `skipped` is true, every comparison is false. */
interface Ends {
  readonly low: Sql
  readonly high: Sql
  readonly isPoint: boolean
  /** Whether one end can be NULL where the other is not. */
  readonly isUneven: boolean
  readonly alone: boolean
  /** No value is greater than this, in millionths, whatever its sign. */
  readonly most: number
  readonly skipped: readonly Sql[]
  readonly reads: ReadonlySet<number>
}

/** Makes a sum of points as wide as the numbers of the program. */
const ZERO = raw('CAST(0 AS BIGINT)')

const NOBODY: ReadonlyMap<number, Sql> = new Map()
const NOTHING_READ: ReadonlySet<number> = new Set()
/** An answer has at most nine digits before the point. */
const MOST_ANSWERED = 1e9 * ONE
/** More days than there are between the years 1000 and 9999. */
const MOST_DAYS = 3_300_000 * ONE

/** Conditions as SQL over columns of answers. SQL has Kleene's logic built in: AND, OR and NOT need nothing else. */
export function conditions(world: ConditionWorld): Algebra<Tested, Ends> {
  const { dialect, plan, answersTo } = world

  function leaf(truth: Sql, reads: ReadonlySet<number>, { isSimple = false, alone = false }): Tested {
    const because = new Map([...reads].map((index) => [index, lacksValue(answersTo(index), dialect)] as const))
    return { truth, because, isSimple, alone }
  }

  function unlessSkipped(skipped: readonly Sql[], truth: Sql): Sql {
    return skipped.length === 0 ? truth : cases([[anyOf(skipped), SQL_FALSE]], truth)
  }

  /** An operand that is already true or false is not to blame for anything. */
  function connected(operands: readonly Tested[], truth: Sql): Tested {
    const because = new Map<number, Sql>()
    for (const operand of operands)
      for (const [index, test] of operand.because) {
        const own = operand.isSimple ? test : allOf([sql`${plain(operand.truth)} IS NULL`, test])
        const other = because.get(index)
        because.set(index, other === undefined ? own : anyOf([other, own]))
      }
    return { truth, because, isSimple: false, alone: operands.some(({ alone }) => alone) }
  }

  /** Gives a long expression a column of its own before it is used again. */
  function plain(truth: Sql): Sql {
    return /^\w+$/.test(truth.text) ? truth : plan.define('test', truth)
  }

  return {
    and: (operands) => connected(operands, allOf(operands.map(({ truth }) => truth))),
    or: (operands) => connected(operands, anyOf(operands.map(({ truth }) => truth))),
    not: (operand) => ({ ...operand, truth: sql`(NOT ${operand.truth})` }),
    compare: (op, left, right) => {
      const skipped = [...left.skipped, ...right.skipped]
      const reads = new Set([...left.reads, ...right.reads])
      const alone = left.alone || right.alone
      const arePoints = left.isPoint && right.isPoint
      const isSimple = arePoints && !alone && (reads.size < 2 || skipped.length === 0)
      return leaf(unlessSkipped(skipped, comparison(op, left, right)), reads, { isSimple, alone })
    },
    oneOf: (question, codes) => {
      const { value } = answersTo(question.index)
      const chosen = isAmong(value, codes.map(dialect.text))
      return leaf(unlessSkipped(skippedOf(question), chosen), new Set([question.index]), { isSimple: true })
    },
    hasAny: (question, wanted) => {
      const { state, codes } = answersTo(question.index)
      const has = anyOf(wanted.map((code) => holdsWord(codes, code, dialect)))
      const hasNot = anyOf([...skippedOf(question), sql`(${state} = ${State.given})`])
      return leaf(
        cases([
          [has, SQL_TRUE],
          [hasNot, SQL_FALSE],
        ]),
        new Set([question.index]),
        {},
      )
    },
    answered: ({ index }) => ({
      truth: sql`(${answersTo(index).state} = ${State.given})`,
      because: NOBODY,
      isSimple: true,
      alone: false,
    }),
    literal: (value, type) => ({
      ...point(LITERAL[type](value, dialect), []),
      most: Math.abs(value),
    }),
    answer: (question) => ({
      ...point(answersTo(question.index).value, skippedOf(question)),
      reads: new Set([question.index]),
    }),
    score: (score) => scoreEnds(score),
    count: (question) => countEnds(question),
    since: (unit, question) => ({
      ...point(sinceSql(unit, question), skippedOf(question)),
      reads: new Set([question.index]),
      alone: !world.isTodayKnown,
      most: MOST_DAYS,
    }),
    arithmetic,
    negate: (operand) => ({
      ...operand,
      low: sql`(- ${operand.high})`,
      high: sql`(- ${operand.low})`,
    }),
  }

  function skippedOf({ index }: QuestionSubject): readonly Sql[] {
    const { state, isSkippable } = answersTo(index)
    return isSkippable ? [sql`(${state} = ${State.notAsked})`] : []
  }

  /** A list that is known in part contains at least its codes and at most all options. */
  function countEnds(question: QuestionSubject): Ends {
    const { state, codes } = answersTo(question.index)
    const one = (code: string) => sql`CASE WHEN ${holdsWord(codes, code, dialect)} THEN 1 ELSE 0 END`
    const known = plan.define(`${question.id}_n`, sql`(${joined(question.codes.map(one), ' + ')})`)
    const isGiven = sql`${state} = ${State.given}`
    const low = plan.define(`${question.id}_l`, sql`CASE WHEN ${isGiven} OR ${known} > 0 THEN ${known} * ${ONE} END`)
    const all = question.codes.length * ONE
    const high = plan.define(
      `${question.id}_h`,
      sql`CASE WHEN ${isGiven} THEN ${known} * ${ONE} WHEN ${known} > 0 THEN ${all} END`,
    )
    const ends = point(low, skippedOf(question))
    return { ...ends, high, isPoint: false, most: all, reads: new Set([question.index]) }
  }

  function scoreEnds({ id, items }: ScoreSubject): Ends {
    const end = (which: 'low' | 'high') =>
      plan.define(
        `${id}_${which}`,
        sql`(${ZERO} + ${joined(
          items.map((item) => pointsOf(item, which)),
          '\n      + ',
        )})`,
      )
    const isSkippable = items.every(({ question }) => answersTo(question.index).isSkippable)
    const skipped = isSkippable ? [allOf(items.flatMap(({ question }) => skippedOf(question)))] : []
    const most = items.reduce((sum, item) => sum + largest(item), 0)
    const reads = new Set(items.map(({ question }) => question.index))
    return { ...point(end('low'), skipped), high: end('high'), isPoint: false, most, reads }
  }

  /**
   * What one item adds: its points when given, nothing when not asked, and otherwise the least or most that it could
   * add.
   */
  function pointsOf(item: ScoreItem, which: 'low' | 'high'): Sql {
    const { question, points } = item
    const { state, value, codes } = answersTo(question.index)
    const skipped = skippedOf(question).map((test): [Sql, Sql] => [test, raw('0')])
    if (question.type !== 'choices') {
      const own = question.codes.map((code, option): [Sql, Sql] => [
        sql`${value} = ${dialect.text(code)}`,
        raw(numberText(points[option] ?? 0)),
      ])
      return cases([...skipped, ...own], raw(numberText(possiblePoints(item, which))))
    }
    const pick = which === 'low' ? Math.min : Math.max
    const parts = question.codes.map((code, option) => {
      const one = points[option] ?? 0
      const has: [Sql, Sql] = [holdsWord(codes, code, dialect), raw(numberText(one))]
      const isGiven: [Sql, Sql] = [sql`${state} = ${State.given}`, raw('0')]
      return cases([...skipped, has, isGiven], raw(numberText(pick(0, one))))
    })
    return parts.length === 0 ? ZERO : sql`(${ZERO} + ${joined(parts, ' + ')})`
  }

  function sinceSql(unit: TimeUnit, { id, index }: QuestionSubject): Sql {
    const { value } = answersTo(index)
    const { today } = world
    if (unit === 'days') return sql`(${dialect.daysBetween(value, today)} * ${ONE})`
    const month = (day: Sql) => sql`(${dialect.part('YEAR', day)} * 12 + ${dialect.part('MONTH', day)})`
    const months = plan.define(`${id}_months`, sql`(${month(today)} - ${month(value)})`)
    const [now, then] = [dialect.part('DAY', today), dialect.part('DAY', value)]
    const notWhole = cases(
      [
        [sql`${months} > 0 AND ${now} < ${then}`, raw('1')],
        [sql`${months} < 0 AND ${now} > ${then}`, raw('-1')],
      ],
      raw('0'),
    )
    const whole = sql`(${months} - ${notWhole})`
    return unit === 'months'
      ? sql`(${whole} * ${ONE})`
      : sql`(${dialect.dividedBy(plan.define(`${id}_whole_months`, whole), 12)} * ${ONE})`
  }

  function arithmetic(op: ArithmeticOp, left: Ends, right: Ends): Ends {
    const skipped = [...left.skipped, ...right.skipped]
    const reads = new Set([...left.reads, ...right.reads])
    const alone = left.alone || right.alone
    const isPoint = left.isPoint && right.isPoint
    const base = { isPoint, skipped, reads }
    if (op === '+' || op === '-') {
      const most = left.most + right.most
      const [least, greatest] = op === '+' ? [right.low, right.high] : [right.high, right.low]
      const low = bounded(op, [left.low, least], most)
      const high = isPoint ? low : bounded(op, [left.high, greatest], most)
      const mayOverflow = most > MOST
      const isUneven = !isPoint && (mayOverflow || left.isUneven || right.isUneven)
      return { ...base, low, high, isUneven, alone: alone || mayOverflow, most: Math.min(most, MOST) }
    }
    const calculated = (a: Sql, b: Sql) =>
      plan.define(
        'number',
        dialect.quotient(
          op === '*' ? { times: [a, b], by: raw(String(ONE)) } : { times: [a, raw(String(ONE))], by: b },
        ),
      )
    const ends = { ...base, isUneven: false, alone: true, most: MOST }
    if (isPoint) {
      const value = calculated(left.low, right.low)
      return { ...ends, low: value, high: value }
    }
    const corners = [left.low, left.high].flatMap((a) => [right.low, right.high].map((b) => calculated(a, b)))
    const isKnown = sql`(${joined(corners, ' + ')}) IS NOT NULL`
    const holdsZero = sql`${right.low} <= 0 AND ${right.high} >= 0`
    const test = op === '*' ? isKnown : sql`${isKnown} AND NOT (${holdsZero})`
    // GREATEST and LEAST ignore NULL, so all of them must be known.
    const end = (which: string) => plan.define('number', cases([[test, sql`${raw(which)}(${joined(corners, ', ')})`]]))
    return { ...ends, low: end('LEAST'), high: end('GREATEST') }
  }

  /** A sum or difference. Beyond the numbers of the program it is unknown. */
  function bounded(op: '+' | '-', [left, right]: readonly [Sql, Sql], most: number): Sql {
    const sum = sql`(${left} ${raw(op)} ${right})`
    if (most <= MOST) return sum
    const value = plan.define('number', sum)
    return plan.define('number', sql`CASE WHEN ${value} BETWEEN -${MOST} AND ${MOST} THEN ${value} END`)
  }
}

/**
 * Whether the question leaves a comparison open: neither given nor not asked, and, for a list, without every option
 * named.
 */
function lacksValue({ state, isSkippable, codes, options }: AnswerColumns, dialect: Dialect): Sql {
  const lacks = isSkippable
    ? sql`(${state} NOT IN (${State.given}, ${State.notAsked}))`
    : sql`(${state} <> ${State.given})`
  if (options.length === 0) return lacks
  const named = allOf(options.map((code) => holdsWord(codes, code, dialect)))
  return allOf([lacks, sql`NOT ${named}`])
}

function point(value: Sql, skipped: readonly Sql[]): Ends {
  return {
    low: value,
    high: value,
    isPoint: true,
    isUneven: false,
    alone: false,
    most: MOST_ANSWERED,
    skipped,
    reads: NOTHING_READ,
  }
}

/** A comparison of two numbers that each lie between two ends. It is decided when every pair of values agrees. */
function comparison(op: Order, left: Ends, right: Ends): Sql {
  if (left.isPoint && right.isPoint) return sql`(${left.low} ${raw(op)} ${right.low})`
  const { yes, no } = decided(op, left, right)
  const ends = [left, right].flatMap(({ low, high, isUneven }) => (isUneven ? [low, high] : []))
  const unknown = ends.map((end): [Sql, Sql] => [sql`${end} IS NULL`, raw('CAST(NULL AS BOOLEAN)')])
  return cases([...unknown, [yes, SQL_TRUE], [no, SQL_FALSE]])
}

function decided(op: Order, left: Ends, right: Ends): { readonly yes: Sql; readonly no: Sql } {
  switch (op) {
    case '=':
      return {
        yes: sql`${left.low} = ${left.high} AND ${right.low} = ${right.high} AND ${left.low} = ${right.low}`,
        no: sql`${left.high} < ${right.low} OR ${left.low} > ${right.high}`,
      }
    case '<':
      return { yes: sql`${left.high} < ${right.low}`, no: sql`${left.low} >= ${right.high}` }
    case '<=':
      return { yes: sql`${left.high} <= ${right.low}`, no: sql`${left.low} > ${right.high}` }
    case '>':
      return { yes: sql`${left.low} > ${right.high}`, no: sql`${left.high} <= ${right.low}` }
    case '>=':
      return { yes: sql`${left.low} >= ${right.high}`, no: sql`${left.high} < ${right.low}` }
  }
}

function largest(item: ScoreItem): number {
  return Math.max(Math.abs(possiblePoints(item, 'low')), Math.abs(possiblePoints(item, 'high')))
}

/** Negative numbers get brackets, because two minus signs in a row would begin a comment. */
function numberText(value: number): string {
  return value < 0 ? `(${value})` : String(value)
}

/** How each measure is written in SQL. */
const LITERAL: Readonly<Record<Measure, (value: number, dialect: Dialect) => Sql>> = {
  number: (value) => raw(numberText(value)),
  date: (value, dialect) => dialect.dayLiteral(isoOf(value)),
}
