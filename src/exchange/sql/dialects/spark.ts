import { type Dialect, MOST } from '../dialect.ts'
import { raw, type Sql, sql } from '../sql.ts'

/**
 * Spark SQL 3.4 and later, with or without its ANSI mode. Settings decide how a literal is read (backslashes), and
 * `${…}` is replaced before parsing, so everything that is not plain is given by its bytes.
 */
export const spark: Dialect = {
  name: 'spark',
  title: 'Spark',
  textType: 'STRING',
  mostColumns: 20_000,
  longestName: 255,
  replacedInNames: /\$\{[^}]*\}?/u,
  comparesLetters: false,
  fence: '',
  identifier: (name) => raw(`\`${name.replaceAll('`', '``')}\``),
  text,
  matches: (value, pattern) => sql`(${value} RLIKE '^(${raw(pattern)})${raw(END)}')`,
  isPlain: (value) => sql`(${value} RLIKE '^[!-~]+( [!-~]+)*${raw(END)}')`,
  // Spark cannot compose. Characters that become ASCII by composing are among those that are replaced.
  composed: (value) => value,
  singleSpaced: (value) => sql`regexp_replace(${value}, ' +', ' ')`,
  trimmed: (value, signs) => sql`trim(BOTH ${signs} FROM ${value})`,
  lowered: (value) => sql`lower(${value})`,
  isDecimal: (value) => sql`(${value} RLIKE '^-?([0-9]{1,9}([.][0-9]{1,6})?|[.][0-9]{1,6})${raw(END)}')`,
  millionths: (value) => sql`CAST(TRY_CAST(${value} AS DECIMAL(15, 6)) * 1000000 AS BIGINT)`,
  withoutZeros: (value) => sql`regexp_replace(${value}, '^(-?[0-9]+)[.]0+${raw(END)}', concat(char(36), '1'))`,
  holdsPoint: (value) => sql`(instr(${value}, '.') > 0)`,
  withDecimalPoint: (value) =>
    sql`regexp_replace(${value}, '^(-?[0-9]*),([0-9]+)${raw(END)}', concat(char(36), '1.', char(36), '2'))`,
  day: (value) =>
    sql`CASE WHEN ${value} RLIKE '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}${raw(END)}' THEN TRY_CAST(${value} AS DATE) END`,
  withoutEnd: (value, pattern) => sql`regexp_replace(${value}, '${raw(pattern)}${raw(END)}', '')`,
  dayLiteral: (iso) => raw(`DATE '${iso}'`),
  dayAfter: (iso, days) => sql`date_add(DATE '${raw(iso)}', TRY_CAST(${days} AS INT))`,
  daysBetween: (from, to) => sql`CAST(datediff(${to}, ${from}) AS BIGINT)`,
  part: (of, day) => sql`CAST(EXTRACT(${raw(of)} FROM ${day}) AS BIGINT)`,
  dividedBy: (number, by) => sql`(${number} div ${by})`,
  quotient: ({ times: [a, b], by }) => {
    const whole = (number: Sql) => sql`CAST(${number} AS DECIMAL(16, 0))`
    const product = sql`(${whole(a)} * ${whole(b)})`
    const above = sql`(CAST(2 AS DECIMAL(1, 0)) * abs(${product}) + abs(${whole(by)}))`
    const below = sql`(CAST(2 AS DECIMAL(1, 0)) * abs(${whole(by)}))`
    const sign = sql`CASE WHEN (${product} < 0) = (${by} < 0) THEN 1 ELSE -1 END`
    // `div` gives a BIGINT, so what is beyond that is found first.
    return sql`CASE WHEN ${by} <> 0 AND ${above} < ${below} * CAST(${MOST + 1} AS DECIMAL(16, 0)) THEN (${above} div ${below}) * ${sign} END`
  },
  parts: (value, divider) => sql`split(${value}, ${pattern(divider)})`,
  list: (column) => sql`COALESCE(CAST(${column} AS ARRAY<STRING>), CAST(array() AS ARRAY<STRING>))`,
  each: (list, member) => sql`transform(${list}, m -> ${member(raw('m'))})`,
  joined: (list) => sql`array_join(${list}, '')`,
  holds: (value, part) => sql`contains(${value}, ${part})`,
  found: (value, pattern) => sql`regexp_extract_all(${value}, ${text(pattern)}, 1)`,
  today: raw('current_date()'),
}

/** The very end of a text: Java's `$` also matches before a last line end. */
const END = '(?![a]|[^a])'

function text(value: string): Sql {
  if (/^[\p{L}\p{N} .,;:!?()/_+=<>-]*$/u.test(value)) return raw(`'${value}'`)
  const bytes = [...new TextEncoder().encode(value)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return raw(`decode(unhex('${bytes}'), 'UTF-8')`)
}

/** `split` takes a pattern, so each character gets brackets of its own. */
function pattern(divider: string): Sql {
  return text([...divider].map((sign) => (/[\p{L}\p{N} ,;/]/u.test(sign) ? sign : `[${sign}]`)).join(''))
}
