import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { HOSTILE } from '../support/hostile.ts'
import { headOf, inProject, questionnaire, shipped } from '../support/load.ts'
import { anyForm, sampleOf } from '../support/random-conditions.ts'
import { type Compared, compared, type Engine, SEVERAL } from './engine.ts'
import { CLINIC, mappedTable } from './mapped-rows.ts'

export const SHIPPED: readonly string[] = readdirSync(inProject('questionnaires')).flatMap(
  (name) => /^([a-z0-9-]+)\.yaml$/.exec(name)?.[1] ?? [],
)

/** `PRESCREEN_SQL_ROWS=20000` is the figure that is published; the others stand in the suite as they are published. */
const ROWS = Number(process.env.PRESCREEN_SQL_ROWS ?? 100)
/** More than a whole suite may last. */
export const LONG = 7_200_000

/** An engine says of every hostile row of shipped forms what `score` says. */
export function comparesShipped(engine: () => Engine, forms: readonly string[], ways: typeof SEVERAL = SEVERAL): void {
  const each = forms.flatMap((id) => ways.map((several) => ({ id, several })))
  test.each(each)(
    'says of every hostile row of $id what score says, several answers as $several',
    async ({ id, several }) => {
      const found = await compared(shipped(id), engine(), { rows: ROWS, seed: 19, several })
      expectSame(found, ROWS)
      expect(found.levels.size).toBeGreaterThan(1)
    },
    LONG,
  )
}

/** Labels that would end a text, a comment or a statement. */
export const ENDING: readonly string[] = [
  ...HOSTILE,
  "'; DROP TABLE answers; --",
  "\\'; DROP TABLE answers; /*",
  "*/ it's a \\",
  `$$ $${'{env:HOME}'} {{ 7 * 7 }} :x $1 ?`,
]

function labelledBy(texts: readonly string[]): Questionnaire {
  const options = texts.map((text, index) => `          o${index}: ${JSON.stringify(text)}\n`).join('')
  return questionnaire(`${headOf('labelled')}sections:
  - id: all
    title: ${JSON.stringify(texts[0])}
    questions:
      - id: several
        text: ${JSON.stringify(texts.at(-1))}
        type: choices
        none: ${JSON.stringify(`none ${texts.at(-2)}`)}
        options:
${options}      - id: one
        text: One?
        type: choice
        options:
${options}rules:
${texts.map((_, index) => `  - { id: S-${index}, when: several has o${index}, level: refer-discuss, because: B }\n  - { id: O-${index}, when: one = o${index}, level: refer-before, because: B }\n`).join('')}`)
}

/** An engine reads labels that would end a carelessly quoted text, and nothing in them ends the statement. */
export function comparesHostileTexts(engine: () => Engine, texts: readonly string[] = ENDING): void {
  test.each(SEVERAL)(
    'reads labels that mean something to SQL as score does, several answers as %s',
    async (several) => {
      const found = await compared(labelledBy(texts), engine(), { rows: 40, seed: 7, several })
      expectSame(found, 40)
    },
    LONG,
  )
}

export interface RandomForms {
  readonly forms: number
  readonly rows: number
  readonly maps: number
}

/** An engine says of rows of random questionnaires, with and without random column maps, what `score` says. */
export function comparesRandom(engine: () => Engine, usual: RandomForms): void {
  const forms = Number(process.env.PRESCREEN_SQL_FORMS ?? usual.forms)
  const rows = Number(process.env.PRESCREEN_SQL_FORM_ROWS ?? usual.rows)
  const maps = Number(process.env.PRESCREEN_SQL_MAPS ?? usual.maps)

  test(
    `says of every row of ${forms} random questionnaires what score says`,
    async () => {
      const levels = new Set<string>()
      for (const [index, form] of sampleOf(anyForm, forms).entries()) {
        const several = SEVERAL[index % SEVERAL.length] ?? 'text'
        const found = await compared(form, engine(), { rows, seed: index, several })
        expectSame(found, rows, `questionnaire ${index}, several answers as ${several}`)
        for (const level of found.levels) levels.add(level)
      }
      expect(levels.size).toBeGreaterThan(2)
    },
    LONG,
  )

  test(
    `reads tables by ${maps} random column maps as score does`,
    async () => {
      const others: readonly Questionnaire[] = sampleOf(anyForm, maps)
      for (let index = 0; index < maps; index += 1) {
        const several = SEVERAL[Math.floor(index / 2) % SEVERAL.length] ?? 'text'
        const form = index % 2 === 0 ? CLINIC : (others[index] as Questionnaire)
        const { map, table } = mappedTable(form, rows, { seed: index, several })
        const found = await compared(form, engine(), { rows, seed: index, several, map, table })
        expectSame(found, rows, `${several}, ${map}`)
      }
    },
    LONG,
  )
}

function expectSame({ rows, differences }: Compared, wanted: number, what = ''): void {
  expect(differences, what).toEqual([])
  expect(rows, what).toBe(wanted)
}
