import { type Dialect, MOST } from '../dialect.ts'
import { joined, raw, type Sql, sql } from '../sql.ts'
import { isShown } from './shown.ts'

/** DuckDB from 1.3 on, which has `lambda` as a keyword. The only escape in a literal is the doubled quotation mark. */
export const duckdb: Dialect = {
  name: 'duckdb',
  title: 'DuckDB',
  textType: 'VARCHAR',
  mostColumns: 20_000,
  longestName: 1_000,
  comparesLetters: true,
  fence: '',
  identifier: (name) => raw(`"${name.replaceAll('"', '""')}"`),
  text,
  matches: (value, pattern) => sql`regexp_full_match(${value}, '${raw(pattern)}')`,
  isPlain: (value) => sql`regexp_full_match(${value}, '[!-~]+( [!-~]+)*')`,
  composed: (value) => sql`nfc_normalize(${value})`,
  singleSpaced: (value) => sql`regexp_replace(${value}, ' +', ' ', 'g')`,
  trimmed: (value, signs) => sql`trim(${value}, ${signs})`,
  lowered: (value) => sql`lower(${value})`,
  isDecimal: (value) => sql`regexp_full_match(${value}, '-?([0-9]{1,9}([.][0-9]{1,6})?|[.][0-9]{1,6})')`,
  millionths: (value) => sql`CAST(CAST(TRY_CAST(${value} AS DECIMAL(15, 6)) AS DECIMAL(22, 6)) * 1000000 AS BIGINT)`,
  withoutZeros: (value) => sql`regexp_replace(${value}, '^(-?[0-9]+)[.]0+$', '\\1')`,
  holdsPoint: (value) => sql`contains(${value}, '.')`,
  withDecimalPoint: (value) => sql`regexp_replace(${value}, '^(-?[0-9]*),([0-9]+)$', '\\1.\\2')`,
  day: (value) =>
    sql`CASE WHEN regexp_full_match(${value}, '[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(${value} AS DATE) END`,
  withoutEnd: (value, pattern) => sql`regexp_replace(${value}, '(?s)${raw(pattern)}$', '')`,
  dayLiteral: (iso) => raw(`DATE '${iso}'`),
  dayAfter: (iso, days) => sql`(DATE '${raw(iso)}' + TRY_CAST(${days} AS INTEGER))`,
  daysBetween: (from, to) => sql`(${to} - ${from})`,
  part: (of, day) => sql`EXTRACT(${raw(of)} FROM ${day})`,
  dividedBy: (number, by) => sql`(${number} // ${by})`,
  quotient: ({ times: [a, b], by }) => {
    const product = sql`(CAST(${a} AS HUGEINT) * CAST(${b} AS HUGEINT))`
    const size = sql`((2 * abs(${product}) + abs(${by})) // (2 * abs(NULLIF(${by}, 0))))`
    const sign = sql`CASE WHEN (${product} < 0) = (${by} < 0) THEN 1 ELSE -1 END`
    return sql`CASE WHEN ${size} <= ${MOST} THEN CAST(${size} AS BIGINT) * ${sign} END`
  },
  parts: (value, divider) => sql`string_split(${value}, ${text(divider)})`,
  list: (column) => sql`COALESCE(CAST(${column} AS VARCHAR[]), CAST([] AS VARCHAR[]))`,
  each: (list, member) => sql`list_transform(${list}, lambda m: ${member(raw('m'))})`,
  joined: (list) => sql`array_to_string(${list}, '')`,
  holds: (value, part) => sql`contains(${value}, ${part})`,
  found: (value, pattern) => sql`regexp_extract_all(${value}, ${text(pattern)}, 1)`,
  today: raw('CURRENT_DATE'),
}

/**
 * Characters that an eye would not see are given by number. A single `concat` is used, since DuckDB takes a second to
 * plan hundreds of `||`.
 */
function text(value: string): Sql {
  const pieces: Sql[] = []
  let shown = ''
  const flush = () => {
    if (shown !== '') pieces.push(raw(`'${shown.replaceAll("'", "''")}'`))
    shown = ''
  }
  for (const sign of value) {
    if (isShown(sign)) shown += sign
    else {
      flush()
      pieces.push(raw(`chr(${sign.codePointAt(0)})`))
    }
  }
  flush()
  const [first = raw("''"), ...others] = pieces
  return others.length === 0 ? first : sql`concat(${joined(pieces, ', ')})`
}
