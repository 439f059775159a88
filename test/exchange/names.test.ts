import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { duckdb, postgres, spark } from '../../src/exchange/index.ts'
import { hostileForm } from '../support/hostile.ts'
import { comparesHostileTexts } from './compares.ts'
import { connected, type DuckdbEngine, duckdbEngine } from './duckdb.ts'
import { about, NAMES, REPLACED_BY_SPARK, readsAnyName, refusalOf } from './hostile-names.ts'
import { statement } from './statements.ts'

describe('DuckDB', () => {
  let engine: DuckdbEngine
  beforeAll(async () => {
    engine = await duckdbEngine()
  })
  afterAll(() => engine.close())

  readsAnyName(() => engine, NAMES)
  comparesHostileTexts(() => engine)
})

test('nothing else happens in DuckDB, which runs several statements of one text', async () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  await connected(async (connection) => {
    await connection.run('CREATE TABLE victims AS SELECT 1 AS one')
    for (const name of NAMES) {
      await connection.run(
        `CREATE TABLE ${quoted(name)} AS SELECT 'p1' AS ${quoted(`${name}id`)}, '2026-02-28' AS ${quoted(`${name}day`)}, 'yes' AS ${quoted(name)}`,
      )
      await connection.run(about(name, duckdb))
      await connection.run('SELECT one FROM victims')
    }
  })
})

describe.each([duckdb, postgres, spark])('$title', (dialect) => {
  const sign = dialect.identifier('x').text.charAt(0)

  test.each(NAMES)('keeps %j inside its quotation marks, or refuses it', (name) => {
    if (dialect === spark && name === REPLACED_BY_SPARK) {
      expect(refusalOf(name, spark)).toContain('Spark would replace')
      return
    }
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

test('names that an engine would cut or replace, and signs that nobody sees, are refused', () => {
  expect(refusalOf('n'.repeat(62), postgres)).toContain('has 64 bytes; PostgreSQL would cut it at 63')
  expect(refusalOf('a\u0000', duckdb)).toContain('characters that nobody sees')
  expect(refusalOf('', spark)).toContain('cannot be empty')
  expect(refusalOf('prescreen_cells_1', duckdb)).toContain('a step of the statement is called so')
  expect(refusalOf(`a$${'{x}'}`, spark)).toContain('Spark would replace')
})
