import { type Dialect, MOST } from '../dialect.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { capitalsOf } from './capitals.ts'
import { isShown } from './shown.ts'

/**
 * PostgreSQL 15 and later, in a database in UTF-8. Stages are fenced: otherwise the planner merges them and never ends.
 * Casting what cannot be cast is an error here, so each cast is guarded by a CASE.
 */
export const postgres: Dialect = {
  name: 'postgres',
  title: 'PostgreSQL',
  textType: 'text',
  mostColumns: 1_600,
  longestName: 63,
  comparesLetters: true,
  fence: '\n  OFFSET 0',
  identifier: (name) => raw(`"${name.replaceAll('"', '""')}"`),
  text,
  matches: (value, pattern) => sql`(${value} ~ '^(${raw(pattern)})$')`,
  isPlain: (value) => sql`(${value} ~ '^[!-~]+( [!-~]+)*$')`,
  composed: (value) => sql`normalize(${value}, NFC)`,
  singleSpaced: (value) => sql`regexp_replace(${value}, ' +', ' ', 'g')`,
  trimmed: (value, signs) => sql`btrim(${value}, ${signs})`,
  // `lower` follows the language of the database; in "C" it knows A to Z only.
  lowered: (value, letters) => {
    const [from, to] = capitalsOf(letters)
    return sql`translate(lower(${value} COLLATE "C"), ${text(from)}, ${text(to)})`
  },
  isDecimal: (value) => sql`(${value} ~ '^-?([0-9]{1,9}([.][0-9]{1,6})?|[.][0-9]{1,6})$')`,
  millionths: (value) => sql`CAST(CAST(${value} AS numeric) * 1000000 AS bigint)`,
  withoutZeros: (value) => sql`regexp_replace(${value}, '^(-?[0-9]+)[.]0+$', E'\\\\1')`,
  holdsPoint: (value) => sql`(strpos(${value}, '.') > 0)`,
  withDecimalPoint: (value) => sql`regexp_replace(${value}, '^(-?[0-9]*),([0-9]+)$', E'\\\\1.\\\\2')`,
  day: (value) => {
    const year = sql`CAST(left(${value}, 4) AS integer)`
    const isLeap = sql`(${year} % 4 = 0 AND (${year} % 100 <> 0 OR ${year} % 400 = 0))`
    return sql`CASE WHEN ${value} ~ '${raw(DAY)}' THEN CAST(${value} AS date) WHEN ${value} ~ '^[1-9][0-9]{3}-02-29$' THEN CASE WHEN ${isLeap} THEN CAST(${value} AS date) END END`
  },
  withoutEnd: (value, pattern) => sql`regexp_replace(${value}, '${raw(pattern)}$', '')`,
  dayLiteral: (iso) => raw(`DATE '${iso}'`),
  dayAfter: (iso, days) => sql`(DATE '${raw(iso)}' + CAST(${days} AS integer))`,
  daysBetween: (from, to) => sql`CAST(${to} - ${from} AS bigint)`,
  part: (of, day) => sql`CAST(EXTRACT(${raw(of)} FROM ${day}) AS bigint)`,
  dividedBy: (number, by) => sql`(${number} / ${by})`,
  quotient: ({ times: [a, b], by }) => {
    const product = sql`(CAST(${a} AS numeric) * CAST(${b} AS numeric))`
    const size = sql`div(2 * abs(${product}) + abs(${by}), 2 * abs(NULLIF(${by}, 0)))`
    const sign = sql`CASE WHEN (${product} < 0) = (${by} < 0) THEN 1 ELSE -1 END`
    return sql`CASE WHEN ${size} <= ${MOST} THEN CAST(${size} AS bigint) * ${sign} END`
  },
  parts: (value, divider) => sql`string_to_array(${value}, ${text(divider)})`,
  list: (column) => sql`COALESCE(CAST(${column} AS text[]), CAST(ARRAY[] AS text[]))`,
  each: (list, member) => sql`ARRAY(SELECT ${member(raw('m'))} FROM unnest(${list}) AS members (m))`,
  joined: (list) => sql`array_to_string(${list}, '')`,
  holds: (value, part) => sql`(strpos(${value}, ${part}) > 0)`,
  found: (value, pattern) =>
    sql`ARRAY(SELECT matched.parts[1] FROM regexp_matches(${value}, ${text(pattern)}, 'g') AS matched (parts))`,
  today: raw('CURRENT_DATE'),
}

/** Every day of the calendar except the 29th of February. */
const DAY =
  '^[1-9][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))$'

/**
 * `E'…'` where something needs an escape, because the server's settings decide what a backslash means in a plain
 * literal.
 */
function text(value: string): Sql {
  const signs = [...value]
  if (signs.every((sign) => isShown(sign) && sign !== '\\')) return raw(`'${value.replaceAll("'", "''")}'`)
  const escaped = signs.map((sign) => {
    if (sign === "'") return "''"
    if (sign === '\\') return '\\\\'
    if (isShown(sign)) return sign
    const number = (sign.codePointAt(0) ?? 0).toString(16)
    return number.length > 4 ? `\\U${number.padStart(8, '0')}` : `\\u${number.padStart(4, '0')}`
  })
  return raw(`E'${escaped.join('')}'`)
}
