import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { check, type Report } from '../../src/authoring/index.ts'
import { inProject, yamlFile } from '../support/load.ts'

/** Questionnaires of which a wrong verdict was once given, or a wrong word said. */
const FOLDER = inProject('test/fixtures/proofs')
const BUDGET = { cells: 12_000_000, steps: 60_000_000 }

function checked(name: string, on = '2026-11-28'): Report {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  return check({ path: name, form: yamlFile(text, name), cases: undefined, translations: [] }, on, BUDGET)
}

function stateOf({ sections }: Report, name: string): string | undefined {
  return sections.find((section) => section.name === name)?.state
}

/** `code words` of each finding about meaning. */
function told({ diagnostics }: Report): readonly string[] {
  return diagnostics
    .filter(({ code }) => code !== 'missing-basis' && code !== 'missing-source')
    .map(({ code, message, help }) => `${code} ${message} ${help}`)
}

describe('what was said wrongly once is said rightly', () => {
  test.each(['exit0.yaml', 'exit0d.yaml', 'bmi.yaml', 'worse-two.yaml', 'worse-int.yaml'])(
    '%s: the answer declared worse lowers the level, and a pair of persons shows it',
    (name) => {
      const report = checked(name)
      expect(stateOf(report, 'worse')).toBe('found')
      expect(told(report).filter((line) => line.startsWith('worse-lowers')).length).toBe(1)
      expect(told(report).join()).toContain('; the level is none-raised')
    },
  )

  test.each(['2026-11-28', '2027-05-28', '2024-02-29'])(
    'one-day.yaml is broken on every day that it is checked: %s',
    (on) => {
      const report = checked('one-day.yaml', on)
      expect(stateOf(report, 'promises')).toBe('found')
      expect(told(report).join()).toMatch(
        /promise-broken .*at least `refer-before`, and this person ends at `none-raised`/,
      )
    },
  )

  test('since.yaml: every rule about time is decided for every day', () => {
    const { sections } = checked('since.yaml')
    expect(sections.filter(({ state }) => state === 'unproved')).toEqual([])
  })

  test('parts.yaml: the rules of the other question are named', () => {
    expect(told(checked('parts.yaml')).join()).toContain('one of `B`, `C` is too')
  })

  test('partial-count.yaml: a product of a list known in part may be what none of its numbers is', () => {
    const report = checked('partial-count.yaml')
    expect(stateOf(report, 'worse')).toBe('found')
    expect(told(report).join()).toContain('Fever, and not sure about the others')
  })

  test('partial-score.yaml: the promise holds, also for lists known in part', () => {
    const report = checked('partial-score.yaml')
    expect(stateOf(report, 'promises')).toBe('ok')
    expect(report.sections.find((section) => section.name === 'promises')?.says).toContain('lists known in part')
  })

  test('forgot.yaml: the question and the answer that nothing reads are told', () => {
    expect(told(checked('forgot.yaml')).map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining([
        'unread-question nothing reads `shrapnel`',
        'unread-answer nothing reads `pump` of `implants`',
      ]),
    )
  })

  test('usual-fails-check.yaml: the comparison that is the wrong way round is told', () => {
    expect(told(checked('usual-fails-check.yaml')).join()).toContain('usual-fails-check')
  })

  test('31-group-hides: the reason that the group takes away is told', () => {
    expect(told(checked('31-group-hides/bladder-follow-up.yaml')).join()).toContain('the group hides `F-UTI`')
  })

  test('38-worse-skips-code: the codes that the order leaves out are named', () => {
    expect(told(checked('38-worse-skips-code/bladder-follow-up.yaml')).join()).toContain('leaves out `first`, `new`')
  })

  test('33-division: a body mass index leaves all other rules their proofs', () => {
    const { proof } = checked('33-division/bladder-follow-up.yaml')
    const open = proof?.claims.filter(({ outcome }) => outcome === 'open').map(({ about }) => about.id)
    expect(open?.filter((id) => id !== 'heavy')).toEqual([])
  })

  test('note.yaml: what is divided by months is not in months', () => {
    expect(told(checked('note.yaml')).join()).not.toContain('unit-mismatch')
  })
})

const FOUND = inProject('../shared/findings/inputs/proofs')

test.runIf(existsSync(FOUND))('each file that showed a fault is among them', () => {
  const names = readdirSync(FOUND).filter((name) => name.endsWith('.yaml'))
  expect(names.filter((name) => !existsSync(join(FOLDER, name)))).toEqual([])
})
