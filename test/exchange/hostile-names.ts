import { expect, test } from 'vitest'
import { type Dialect, statementFor } from '../../src/exchange/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { LONG } from './compares.ts'
import type { Engine } from './engine.ts'
import type { HostileTable } from './rows.ts'
import { statement } from './statements.ts'

/** Names that a table or a column can have, each of which would end a carelessly quoted name. */
export const NAMES: readonly string[] = [
  'a"b',
  "a'b",
  'a`b',
  'a; DROP TABLE victims; --',
  'a"; DROP TABLE victims; --',
  'a" FROM victims; DROP TABLE victims; --',
  "a'); DROP TABLE victims; --",
  'a` FROM victims; DROP TABLE victims; --',
  'a /* b',
  'a */ b',
  'a -- b',
  'a\\',
  'a\\"b',
  `$${'{env:HOME}'}`,
  '$1',
  '$$',
  '{{ x }}',
  '?',
  ':x',
  'Größe 体 🙂',
  'select',
  ' a ',
  'a.b',
  '*',
  // What the statement itself calls a column.
  'blanks',
  'record_id',
  'answers',
]

/** A name that Spark replaces by something else before it reads the statement. */
export const REPLACED_BY_SPARK: string = `$${'{env:HOME}'}`

export const SMALL: Questionnaire = questionnaire(`${headOf('small')}sections:
  - id: all
    title: All
    questions:
      - { id: smokes, text: Smokes?, type: yes_no }
rules:
  - { id: R, when: smokes = yes, level: refer-before, because: B }
`)

/** The statement where the table and all its columns have such names. */
export function about(name: string, dialect: Dialect): string {
  return statement(SMALL, dialect, { several: 'text', table: [name], ...columnsCalled(name) })
}

/** Why there is none. */
export function refusalOf(name: string, dialect: Dialect): string | undefined {
  const made = statementFor(SMALL, dialect, {
    table: [name],
    labels: false,
    version: '0.0.0',
    ...columnsCalled(name),
  })
  return made.ok ? undefined : made.why
}

function columnsCalled(name: string) {
  return { id: `${name}id`, dateColumn: `${name}day`, sources: [{ kind: 'cell', column: name }] } as const
}

/** A table for it. */
export function tableCalled(name: string): HostileTable {
  const rows = [
    ['p1', '2026-02-28', 'yes'],
    ['p2', '2026-02-28', 'no'],
  ]
  return { names: [`${name}id`, `${name}day`, name], rows, several: 'text', called: name }
}

/** Of the people of `tableCalled`: id, level, complete, raised. */
export const SAID: readonly (readonly string[])[] = [
  ['p1', 'refer-before', 'true', 'R'],
  ['p2', 'none-raised', 'true', ''],
]

/** An engine reads tables and columns of any name, and takes nothing else for a column that is not there. */
export function readsAnyName(engine: () => Engine, names: readonly string[], tables: readonly string[] = names): void {
  test(
    'reads tables and columns of any name',
    async () => {
      for (const name of tables) {
        const found = await engine().run(tableCalled(name), about(name, engine().dialect))
        expect(
          found.map((row) => row.slice(0, 4)),
          name,
        ).toEqual(SAID)
      }
    },
    LONG,
  )

  test(
    'reads columns of all these names at once',
    async () => {
      const ids = names.map((_, index) => `q${index}`)
      const form = questionnaire(`${headOf('many')}sections:
  - id: all
    title: All
    questions:
${ids.map((id) => `      - { id: ${id}, text: T?, type: yes_no }\n`).join('')}rules:
${ids.map((id) => `  - { id: R-${id}, when: ${id} = yes, level: refer-before, because: B }\n`).join('')}`)
      const odd = (index: number) => index % 2 === 1
      const table = {
        names: ['the id', ...names],
        rows: [['p1', ...names.map((_, index) => (odd(index) ? 'yes' : 'no'))]],
        several: 'text',
        called: names[5] ?? '',
      } as const
      const sources = names.map((column) => ({ kind: 'cell', column }) as const)
      const asked = { several: 'text', table: [table.called], id: 'the id', on: '2026-02-28', sources } as const
      const [row = []] = await engine().run(table, statement(form, engine().dialect, asked))
      expect(row[3]).toBe(
        ids
          .filter((_, index) => odd(index))
          .map((id) => `R-${id}`)
          .join(';'),
      )
    },
    LONG,
  )

  test.each(['blanks', 'seen', 'answers', 'record_id'])(
    'says that there is no column %s, instead of taking what is called so in the statement',
    async (name) => {
      const table = { names: ['one'], rows: [['1']], several: 'text' } as const
      const asked = statement(SMALL, engine().dialect, {
        several: 'text',
        id: name,
        on: '2026-02-28',
        sources: [{ kind: 'none' }],
      })
      await expect(engine().run(table, asked)).rejects.toThrow(name)
    },
    LONG,
  )
}
