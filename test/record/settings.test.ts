import { describe, expect, test } from 'vitest'
import { DEFAULTS, loadSettings } from '../../src/settings/index.ts'
import { told, yamlFile } from '../support/load.ts'

function settings(text: string) {
  const file = yamlFile(text, 'settings.yaml')
  if (!file.ok) return told(file.diagnostics)
  const read = loadSettings(file.value)
  return read.ok ? read.value : told(read.diagnostics)
}

describe('what a site sets', () => {
  test('a country brings its numbers, and says how sure they are', () => {
    expect(settings('country: uk')).toMatchObject({
      country: 'uk',
      contacts: { emergency: '999', checked: 'looked up in 2026; check before relying on it' },
      guardMs: 300,
    })
  })

  test('a site’s own words stand before those of the country', () => {
    expect(settings('country: us\ncrisis: Room 4, ask for the nurse')).toMatchObject({
      contacts: { emergency: '911', crisis: 'Room 4, ask for the nurse' },
    })
  })

  test('without a country nothing is guessed', () => {
    expect(settings('guard_time: 150')).toEqual({ ...DEFAULTS, guardMs: 150 })
    expect(DEFAULTS.contacts).toEqual({ emergency: 'your local emergency number', crisis: 'a local crisis line' })
  })

  test('minutes may have decimals, and 0 is never', () => {
    expect(settings('idle_minutes: 0.5\nleave_minutes: 0')).toEqual({ ...DEFAULTS, idleMinutes: 0.5, leaveMinutes: 0 })
    expect(DEFAULTS).toMatchObject({ idleMinutes: 5, leaveMinutes: 30 })
  })

  test.each([
    ['guard_time: 0', { guardMs: 0 }],
    ['guard_time: 2000', { guardMs: 2000 }],
    ['idle_minutes: 1440', { idleMinutes: 1440 }],
    ['ask_whose_after: 1440', { askWhoseAfter: 1440 }],
    ['draft_days: 0', { draftDays: 0 }],
    ['draft_days: 99999', { draftDays: 99_999 }],
    ['retention: 0d', { retentionDays: 0 }],
    ['retention: 90d', { retentionDays: 90 }],
    ['retention: 99999d', { retentionDays: 99_999 }],
  ])('%s is taken, the ends of what is allowed as well', (text, set) => {
    expect(settings(text)).toEqual({ ...DEFAULTS, ...set })
  })

  test.each([
    ['guard_time: 2001', '1:13 wrong-number `guard_time` is 0 to 2000 milliseconds'],
    ['draft_days: 100000', '1:13 wrong-number `draft_days` is 0 to 99999 days'],
    ['retention: 100000d', '1:12 wrong-number `retention` is a number of days, such as `90d`'],
    ['retention: 90', '1:12 wrong-number `retention` is a number of days, such as `90d`'],
    ['idle_minutes: -1', '1:15 wrong-number `idle_minutes` is 0 to 1440 minutes'],
    ['leave_minutes: 1441', '1:16 wrong-number `leave_minutes` is 0 to 1440 minutes'],
    ['country: england', '1:10 unknown-country `country` cannot be `england`'],
    ['guard_time: 5000', '1:13 wrong-number `guard_time` is 0 to 2000 milliseconds'],
    ['gard_time: 100', '1:1 unknown-key unknown key `gard_time` in the settings'],
    ['colours: green', '1:10 unknown-code `colours` cannot be `green`'],
    ['- us', '1:1 wrong-shape the settings is written as `key: value` lines'],
  ])('%s is refused with its place', (text, message) => {
    expect(settings(text)).toEqual([expect.stringContaining(message)])
  })
})
