import { describe, expect, test } from 'vitest'
import { type Dialect, duckdb, postgres, spark } from '../../src/exchange/index.ts'
import { hostileForm } from '../support/hostile.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { connected } from './duckdb.ts'
import { statement } from './statements.ts'

/** Names that a table or a column can have, each of which would end a carelessly quoted name. */
const NAMES: readonly string[] = [
  'a"b',
  "a'b",
  'a`b',
  'a; DROP TABLE victims; --',
  'a"; DROP TABLE victims; --',
  "a'); DROP TABLE victims; --",
  'a /* b',
  'a */ b',
  'a -- b',
  'a\\',
  'a\\"b',
  `$${'{env:HOME}'}`,
  '$1',
  '{{ x }}',
  '?',
  ':x',
  'Größe 体 🙂',
  'select',
  ' a ',
  'a.b',
]

const SMALL = questionnaire(`${headOf('small')}sections:
  - id: all
    title: All
    questions:
      - { id: smokes, text: Smokes?, type: yes_no }
rules:
  - { id: R, when: smokes = yes, level: refer-before, because: B }
`)

function about(name: string, dialect: Dialect): string {
  return statement(SMALL, dialect, {
    several: 'text',
    table: [name],
    id: `${name}id`,
    dateColumn: `${name}day`,
    sources: [{ kind: 'cell', column: name }],
  })
}

test('tables and columns of any name are read in DuckDB, and nothing else happens', async () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  await connected(async (connection) => {
    await connection.run('CREATE TABLE victims AS SELECT 1 AS one')
    for (const name of NAMES) {
      await connection.run(
        `CREATE TABLE ${quoted(name)} AS SELECT 'p1' AS ${quoted(`${name}id`)}, '2026-02-28' AS ${quoted(`${name}day`)}, 'yes' AS ${quoted(name)}`,
      )
      const rows = (await connection.runAndReadAll(about(name, duckdb))).getRowsJson()
      expect(
        rows.map((row) => row.slice(0, 4)),
        name,
      ).toEqual([['p1', 'refer-before', true, 'R']])
      await connection.run('SELECT one FROM victims')
    }
  })
})

describe.each([duckdb, postgres, spark])('$title', (dialect) => {
  const sign = dialect.identifier('x').text.charAt(0)

  test.each(NAMES)('keeps %j inside its quotation marks', (name) => {
    const { text } = dialect.identifier(name)
    expect(text.slice(1, -1).replaceAll(sign + sign, '')).not.toContain(sign)
    expect(about(name, dialect)).toContain(`FROM ${text} AS answers`)
  })

  test.each([...NAMES, '{{ 1 / 0 }}', '{% x %}', 'a\nb', "\\' OR 1 = 1 --", "''", '\u2028', 'K'])(
    'reads the literal of %j as one',
    (value) => {
      const { text } = dialect.text(value)
      expect(text).not.toMatch(/[\n\r\u2028{]/)
      // Without its escapes and doubled quotation marks nothing in it can end it.
      const inside = text
        .replace(/^E?'|'$/g, '')
        .replaceAll("''", '')
        .replace(/\\./g, '')
      if (!text.startsWith('concat') && !text.startsWith('decode') && !text.startsWith('chr'))
        expect(inside).not.toContain("'")
      if (dialect.name === 'spark') expect(text).not.toMatch(/[\\$`"]/)
    },
  )

  test('nothing in the texts of a questionnaire ends a comment, goes on in the next line or is replaced', () => {
    const text = statement(hostileForm(), dialect, { several: 'text', labels: false })
    const comments = text.split('\n').filter((line) => line.trimStart().startsWith('--'))
    expect(comments.length).toBeGreaterThan(20)
    for (const comment of comments) expect(comment).not.toMatch(/[\\'"`;${}\r\u2028\u0085]|\*\/|\/\*/)
  })
})

test('names that an engine would cut, and signs that nobody sees, are refused', () => {
  expect(() => about('n'.repeat(62), postgres)).toThrow('has 64 bytes; PostgreSQL would cut it at 63')
  expect(() => about('a\u0000', duckdb)).toThrow('characters that nobody sees')
  expect(() => about('', spark)).toThrow('cannot be empty')
  expect(() => about('prescreen_cells_1', duckdb)).toThrow('a step of the statement is called so')
})
