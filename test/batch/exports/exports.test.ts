import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inProject, questionnaire } from '../../support/load.ts'
import { scoring } from '../../support/scoring.ts'
import { MORE_TOOLS } from './more-tools.ts'
import { PEOPLE } from './people.ts'
import { edited, templateOf } from './template-of.ts'
import { TOOLS } from './tools.ts'

const form = questionnaire(readFileSync(inProject('test/batch/exports/clinic.yaml'), 'utf8'), 'clinic.yaml')

const ALL = [...TOOLS, ...MORE_TOOLS]

const inOrder = (ids = '', sign = ';') => ids.split(sign).sort().join(' ')

describe('an export is scored as its people are, through the map that the template writes', () => {
  test.each(ALL)('$name', async ({ file, text, edits }) => {
    const columns = edited(await templateOf(form, file, text), edits)
    const { rows, isClean, refused } = await scoring(form, { [file]: text }, { columns })
    expect(refused?.message).toBeUndefined()
    const found = rows
      .map((row) => row.split(','))
      .map(([, id, level, , raised, undetermined]) => [
        id?.replace('R_', ''),
        level,
        inOrder(raised),
        inOrder(undetermined),
      ])
    expect(found).toEqual(PEOPLE.map(({ id, expected }) => [id, ...expected]))
    expect(isClean).toBe(true)
  })

  test.each(ALL.filter(({ edits }) => edits.length > 0))(
    '$name: with a map that nobody looked at, nobody ends at `none-raised`, and it is told',
    async ({ file, text }) => {
      const columns = await templateOf(form, file, text)
      const { rows, isClean } = await scoring(form, { [file]: text }, { columns })
      expect(rows.filter((row) => row.includes(',none-raised,'))).toEqual([])
      expect(isClean).toBe(false)
    },
  )
})
