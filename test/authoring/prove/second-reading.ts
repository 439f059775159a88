/*
 * A second reading of what a questionnaire means, by the manual and by nothing else: no code of the program is used
 * here. A form is made at random as data, written down as YAML for the program, and judged here from the data.
 */

export type Truth = boolean | 'unknown'

export type Test =
  | { readonly is: 'all' | 'any'; readonly of: readonly Test[] }
  | { readonly is: 'not'; readonly of: Test }
  | { readonly is: 'one of'; readonly id: string; readonly codes: readonly string[] }
  | { readonly is: 'has'; readonly id: string; readonly code: string }
  | { readonly is: 'answered'; readonly id: string }
  | { readonly is: Order; readonly left: Amount; readonly right: Amount }

export type Order = '<' | '<=' | '>' | '>=' | '='

export type Amount =
  | { readonly is: 'number'; readonly value: bigint; readonly text: string }
  | { readonly is: 'answer' | 'count' | 'days' | 'months' | 'years' | 'score'; readonly id: string }
  | { readonly is: '+' | '-' | '*' | '/'; readonly left: Amount; readonly right: Amount }

export interface Asked {
  readonly id: string
  readonly type: 'yes_no' | 'choice' | 'choices' | 'integer' | 'decimal' | 'date'
  readonly codes: readonly string[]
  /** Of each code in millionths, where a score reads it. */
  readonly points?: readonly bigint[]
  /** Millionths, or days. */
  readonly min: bigint
  readonly max: bigint
  readonly askIf?: Test
  readonly check?: Test
  readonly ifUnknown?: number
  readonly ifUnanswered?: number
  readonly worse?: 'higher' | 'lower' | 'more' | readonly string[]
  readonly usual?: Given['value']
}

export interface Made {
  readonly questions: readonly Asked[]
  /** Ids of its items; empty: there is no score. */
  readonly score: readonly string[]
  readonly rules: readonly { readonly id: string; readonly when: Test; readonly level: number }[]
  readonly promises: readonly { readonly id: string; readonly when: Test; readonly atLeast: number }[]
}

/** Codes chosen, one code, millionths, or a day. */
interface Given {
  readonly kind: 'given'
  readonly value: bigint | string | readonly string[]
}

/**
 * An answer; `not sure` and `prefer not to say`, perhaps beside some codes; an answer that is none of the form, perhaps
 * beside codes that are, or a number outside the limits.
 */
export type Said =
  | Given
  | { readonly kind: 'unsure'; readonly codes?: readonly string[] }
  | { readonly kind: 'rejected'; readonly codes?: readonly string[]; readonly number?: bigint }

export type Sheet = ReadonlyMap<string, Said>

/** A number that can lie anywhere between two; none where a part was not asked, or is not known. */
type Range = readonly [low: bigint, high: bigint] | 'not asked' | 'not known'

const ONE = 1_000_000n
const LARGEST = 9_007_199_254_740_991n

export interface Judged {
  readonly rank: number
  /** No answer to what is not due, and no check that does not hold. */
  readonly clean: boolean
  readonly failed: boolean
  /** What was seen of the answers. */
  readonly sheet: Sheet
  readonly truths: ReadonlyMap<string, Truth>
  readonly promised: ReadonlyMap<string, Truth>
  readonly due: ReadonlyMap<string, 'yes' | 'pending' | 'no'>
  readonly asked: ReadonlyMap<string, Truth>
  /** Of each rule that is true: whether all else is less serious. */
  readonly decides: ReadonlySet<string>
  /** Questions whose check does not hold. */
  readonly failedChecks: ReadonlySet<string>
  /** Of any condition about the same sheet. */
  readonly truth: (test: Test) => Truth
}

/** What somebody answers who is asked in the order of the form. */
type Answering = (id: string) => Said | undefined

interface Reading {
  /** What was seen of the answers. */
  readonly sheet: Map<string, Said>
  readonly truth: (test: Test) => Truth
  /** Questions that keep a condition from being decided. */
  readonly blamed: (test: Test) => readonly string[]
  readonly stateOf: (id: string) => Said['kind'] | 'not asked' | 'pending' | 'unanswered'
  readonly due: Judged['due']
  readonly asked: Judged['asked']
}

function reading(form: Made, said: Sheet | Answering, today: bigint): Reading {
  const sheet = (typeof said === 'function' ? new Map() : said) as Map<string, Said>
  const due = new Map<string, 'yes' | 'pending' | 'no'>()
  const asked = new Map<string, Truth>()
  const byId = new Map(form.questions.map((one) => [one.id, one]))
  const stateOf = (id: string) => {
    const said = sheet.get(id)
    if (said !== undefined) return said.kind
    return due.get(id) === 'no' ? 'not asked' : due.get(id) === 'pending' ? 'pending' : 'unanswered'
  }
  const open = (id: string) => stateOf(id) !== 'given' && stateOf(id) !== 'not asked' && !namesAll(id)
  const namesAll = (id: string) => {
    const said = sheet.get(id)
    if (said === undefined || said.kind === 'given') return false
    return said.codes !== undefined && said.codes.length === byId.get(id)?.codes.length
  }

  function truth(test: Test): Truth {
    switch (test.is) {
      case 'all': {
        const all = test.of.map(truth)
        return all.includes(false) ? false : all.includes('unknown') ? 'unknown' : true
      }
      case 'any': {
        const all = test.of.map(truth)
        return all.includes(true) ? true : all.includes('unknown') ? 'unknown' : false
      }
      case 'not': {
        const one = truth(test.of)
        return one === 'unknown' ? one : !one
      }
      case 'answered':
        return stateOf(test.id) === 'given'
      case 'one of': {
        const said = sheet.get(test.id)
        if (said?.kind === 'given') return test.codes.includes(String(said.value))
        return stateOf(test.id) === 'not asked' ? false : 'unknown'
      }
      case 'has': {
        const said = sheet.get(test.id)
        if (codesOf(said).includes(test.code)) return true
        if (said?.kind === 'given') return false
        return stateOf(test.id) === 'not asked' ? false : 'unknown'
      }
      default:
        return compared(test.is, amount(test.left), amount(test.right))
    }
  }

  function amount(one: Amount): Range {
    if (one.is === 'number') return [one.value, one.value]
    if ('left' in one) return calculated(one.is, amount(one.left), amount(one.right))
    if (one.is === 'score') return scored()
    const said = sheet.get(one.id)
    if (one.is === 'count') {
      const named = BigInt(codesOf(said).length) * ONE
      if (said?.kind === 'given') return [named, named]
      if (said !== undefined && named > 0n) return [named, BigInt(byId.get(one.id)?.codes.length ?? 0) * ONE]
    } else if (said?.kind === 'given' && typeof said.value === 'bigint') {
      if (one.is === 'answer') return [said.value, said.value]
      const passed = one.is === 'days' ? today - said.value : wholeMonths(said.value, today, one.is)
      return [passed * ONE, passed * ONE]
    }
    return stateOf(one.id) === 'not asked' ? 'not asked' : 'not known'
  }

  function scored(): Range {
    let sum: Range = 'not asked' as Range
    for (const id of form.score) {
      const { type, codes, points = [] } = byId.get(id) as Asked
      const said = sheet.get(id)
      if (stateOf(id) === 'not asked') continue
      let own: [bigint, bigint] = [0n, 0n]
      if (type === 'choices') {
        for (const [at, code] of codes.entries()) {
          const point = points[at] as bigint
          if (codesOf(said).includes(code)) own = [own[0] + point, own[1] + point]
          else if (said?.kind !== 'given') own = point < 0n ? [own[0] + point, own[1]] : [own[0], own[1] + point]
        }
      } else if (said?.kind === 'given') {
        const point = points[codes.indexOf(String(said.value))] as bigint
        own = [point, point]
      } else own = [points.reduce((a, b) => (b < a ? b : a)), points.reduce((a, b) => (b > a ? b : a))]
      sum = typeof sum === 'string' ? own : [sum[0] + own[0], sum[1] + own[1]]
    }
    return sum
  }

  function blamed(test: Test): readonly string[] {
    if (truth(test) !== 'unknown') return []
    if (test.is === 'all' || test.is === 'any') return test.of.flatMap(blamed)
    if (test.is === 'not') return blamed(test.of)
    return readsOf(test, form).filter(open)
  }

  for (const { id, askIf } of form.questions) {
    const truthOfIt = askIf === undefined ? true : truth(askIf)
    asked.set(id, truthOfIt)
    if (truthOfIt !== 'unknown') due.set(id, truthOfIt ? 'yes' : 'no')
    else {
      const states = blamed(askIf as Test).map(stateOf)
      const isWaiting = states.some((one) => one === 'unanswered' || one === 'pending')
      const wasSaid = states.includes('unsure') || states.includes('rejected')
      due.set(id, isWaiting && !wasSaid ? 'pending' : 'yes')
    }
    const own = typeof said === 'function' && due.get(id) === 'yes' ? said(id) : undefined
    if (own !== undefined) sheet.set(id, own)
  }
  return { sheet, truth, blamed, stateOf, due, asked }
}

/** What must be said of a sheet, or of somebody, on a day, in days since 1970-01-01. */
export function judge(form: Made, said: Sheet | Answering, today: bigint): Judged {
  const { sheet, truth, blamed, stateOf, due, asked } = reading(form, said, today)
  const truths = new Map(form.rules.map(({ id, when }) => [id, truth(when)]))
  const found: { readonly rank: number; readonly rule?: string }[] = []
  const capped = (rank: number) => Math.min(rank, 2)
  const openBy = new Map<string, number>()
  for (const { id, when, level } of form.rules) {
    if (truths.get(id) === true) found.push({ rank: level, rule: id })
    if (truths.get(id) !== 'unknown') continue
    const because = blamed(when)
    if (because.length === 0) found.push({ rank: capped(level) })
    for (const one of because) openBy.set(one, Math.max(openBy.get(one) ?? 0, level))
  }
  let clean = true
  const failedChecks = new Set<string>()
  /** The rules that a number outside the limits would make true. */
  const levelsWith = (id: string, number: bigint) => {
    const before = sheet.get(id) as Said
    sheet.set(id, { kind: 'given', value: number })
    const levels = form.rules.filter(({ when }) => readsOf(when, form).includes(id) && truth(when) === true)
    sheet.set(id, before)
    return levels.map(({ level }) => level)
  }
  for (const { id, check, ifUnknown, ifUnanswered } of form.questions) {
    const state = stateOf(id)
    const worst = openBy.get(id)
    const unsaid = ifUnknown ?? worst
    const own =
      state === 'unsure'
        ? (ifUnknown ?? (worst === undefined ? undefined : capped(worst)))
        : state === 'unanswered'
          ? (ifUnanswered ?? (unsaid === undefined ? undefined : capped(unsaid)))
          : undefined
    if (own !== undefined) found.push({ rank: own })
    const answer = sheet.get(id)
    if (answer?.kind === 'rejected') {
      found.push({ rank: 2 })
      if (answer.number === undefined) found.push({ rank: ifUnknown ?? 0 }, { rank: ifUnanswered ?? 0 })
      else for (const level of levelsWith(id, answer.number)) found.push({ rank: level })
    }
    if (sheet.has(id) && due.get(id) === 'no') {
      clean = false
      const matters = form.rules.some((rule) => readsOf(rule.when, form).includes(id) && truths.get(rule.id) !== false)
      if (matters && own === undefined) found.push({ rank: 1 })
    }
    const isNeeded = form.score.includes(id) || form.rules.some(({ when }) => readsOf(when, form).includes(id))
    if (isNeeded && (state === 'unanswered' || state === 'pending')) found.push({ rank: 2 })
    if (check === undefined || readsOf(check, form).some((one) => stateOf(one) !== 'given')) continue
    if (truth(check) === false) {
      clean = false
      failedChecks.add(id)
      found.push({ rank: 2 })
    }
  }
  const rank = Math.max(0, ...found.map((one) => one.rank))
  const decides = form.rules.filter(
    ({ id, level }) => truths.get(id) === true && found.every((one) => one.rule === id || one.rank < level),
  )
  return {
    rank,
    clean,
    failed: failedChecks.size > 0,
    sheet,
    truths,
    promised: new Map(form.promises.map(({ id, when }) => [id, truth(when)])),
    due,
    asked,
    decides: new Set(decides.map(({ id }) => id)),
    failedChecks,
    truth,
  }
}

/**
 * Answers to a number or date question between which a comparison of the form turns, all other answers being those of
 * the sheet: the last before it turns and the first after it. Comparisons that turn twice are found where their ends
 * differ.
 */
export function turningPoints(
  form: Made,
  sheet: Sheet,
  today: bigint,
  { id, type, min, max }: Asked,
): readonly bigint[] {
  const step = type === 'integer' ? ONE : 1n
  const changed = new Map(sheet)
  const { truth } = reading(form, changed, today)
  const at = (place: bigint, test: Test) => {
    changed.set(id, { kind: 'given', value: min + place * step })
    return truth(test)
  }
  const last = (max - min) / step
  return comparisonsIn(form)
    .filter((test) => readsOf(test, form).includes(id))
    .flatMap((test) => {
      let [low, high] = [0n, last]
      const first = at(low, test)
      if (first === at(high, test)) return []
      while (high - low > 1n) {
        const middle = (low + high) / 2n
        if (at(middle, test) === first) low = middle
        else high = middle
      }
      return [min + low * step, min + high * step]
    })
}

const comparisonsOf = new WeakMap<Made, readonly Test[]>()

function comparisonsIn(form: Made): readonly Test[] {
  const within = (test: Test): readonly Test[] => {
    if (test.is === 'all' || test.is === 'any') return test.of.flatMap(within)
    if (test.is === 'not') return within(test.of)
    return 'left' in test ? [test] : []
  }
  const known = comparisonsOf.get(form) ?? [...form.rules, ...form.promises].flatMap(({ when }) => within(when))
  comparisonsOf.set(form, known)
  return known
}

export function codesOf(said: Said | undefined): readonly string[] {
  if (said !== undefined && said.kind !== 'given') return said.codes ?? []
  return Array.isArray(said?.value) ? said.value.filter((code: string) => code !== 'none') : []
}

/** What each test reads, since every sheet asks for it. */
const readBy = new WeakMap<Test, readonly string[]>()

export function readsOf(test: Test, form: Made): readonly string[] {
  const known = readBy.get(test) ?? [...new Set(readIn(test, form))]
  readBy.set(test, known)
  return known
}

function readIn(test: Test, form: Made): readonly string[] {
  if ('of' in test)
    return Array.isArray(test.of) ? test.of.flatMap((one: Test) => readIn(one, form)) : readIn(test.of as Test, form)
  if (test.is === 'one of' || test.is === 'has' || test.is === 'answered') return [test.id]
  const of = (one: Amount): readonly string[] => {
    if (one.is === 'number') return []
    if ('left' in one) return [...of(one.left), ...of(one.right)]
    return one.is === 'score' ? form.score : [one.id]
  }
  return [...of(test.left), ...of(test.right)]
}

function compared(op: Order, a: Range, b: Range): Truth {
  if (a === 'not asked' || b === 'not asked') return false
  if (a === 'not known' || b === 'not known') return 'unknown'
  const holds = (x: bigint, y: bigint) =>
    op === '<' ? x < y : op === '<=' ? x <= y : op === '>' ? x > y : op === '>=' ? x >= y : x === y
  if (op === '=') {
    if (a[1] < b[0] || b[1] < a[0]) return false
    return a[0] === a[1] && b[0] === b[1] ? true : 'unknown'
  }
  const ends = [holds(a[0], b[0]), holds(a[0], b[1]), holds(a[1], b[0]), holds(a[1], b[1])]
  return ends.every((one) => one) ? true : ends.some((one) => one) ? 'unknown' : false
}

function calculated(op: '+' | '-' | '*' | '/', a: Range, b: Range): Range {
  if (a === 'not asked' || b === 'not asked') return 'not asked'
  if (a === 'not known' || b === 'not known') return 'not known'
  if (op === '/' && b[0] <= 0n && b[1] >= 0n) return 'not known'
  const results = a.flatMap((x) => b.map((y) => exactly(op, x, y)))
  const [low, high] = [results.reduce((x, y) => (y < x ? y : x)), results.reduce((x, y) => (y > x ? y : x))]
  return low < -LARGEST || high > LARGEST ? 'not known' : [low, high]
}

/** Sums are exact; products and quotients have six places, halves away from zero. */
function exactly(op: '+' | '-' | '*' | '/', x: bigint, y: bigint): bigint {
  if (op === '+') return x + y
  if (op === '-') return x - y
  const [above, below] = op === '*' ? [x * y, ONE] : [x * ONE, y]
  const sign = above < 0n === below < 0n ? 1n : -1n
  const size = (value: bigint) => (value < 0n ? -value : value)
  return sign * ((size(above) * 2n + size(below)) / (size(below) * 2n))
}

/** Whole months or years from one day to another, towards zero. */
function wholeMonths(from: bigint, to: bigint, unit: 'months' | 'years'): bigint {
  const [start, end] = [from, to].map((day) => new Date(Number(day) * 86_400_000)) as [Date, Date]
  let months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
  const days = end.getUTCDate() - start.getUTCDate()
  if (months > 0 && days < 0) months -= 1
  else if (months < 0 && days > 0) months += 1
  return BigInt(unit === 'months' ? months : Math.trunc(months / 12))
}
