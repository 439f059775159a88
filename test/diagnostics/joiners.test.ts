import { describe, expect, test } from 'vitest'
import { strayJoiner, visible } from '../../src/diagnostics/index.ts'
import { yamlFile } from '../support/load.ts'

const NEEDED: readonly (readonly [what: string, text: string])[] = [
  ['Persian, between parts of a word', 'می\u200cخواهم'],
  ['Persian, over a vowel sign', 'مِ\u200cخ'],
  ['an Arabic letter in the shape that it has at the beginning', 'سال ۱۳۵۷ ه\u200d.'],
  ['Hindi, a half letter', 'क्\u200dष'],
  ['Hindi, no ligature', 'क्\u200cष'],
  ['Malayalam, at the end of a word', 'അവന്\u200d'],
  ['Bengali, before the sign', 'র\u200d্য'],
  ['Sinhala', 'ශ්\u200dරී'],
  ['a family', '👨\u200d👩\u200d👧'],
  ['a health worker, with a colour and as a picture', '👩🏽\u200d⚕️'],
  ['a flag', '🏳️\u200d🌈'],
]

const STRAY: readonly (readonly [what: string, text: string])[] = [
  ['between Latin letters', 'heart\u200cattack'],
  ['between Latin letters, the other one', 'heart\u200dattack'],
  ['alone', '\u200d'],
  ['at the beginning', '\u200cخواهم'],
  ['between digits', '1\u200d4'],
  ['twice', 'می\u200c\u200cخواهم'],
  ['before a blank', 'می\u200c خواهم'],
  ['after an emoji, before a letter', '👨\u200da'],
  ['between a Latin letter and a Persian one', 'a\u200cخ'],
  ['after a letter of Devanagari that no sign has silenced', 'क\u200d x'],
]

describe('joiners that a script or an emoji needs are kept at every door', () => {
  test.each(NEEDED)('%s', (_, text) => {
    expect(strayJoiner(text)).toBeUndefined()
    expect(visible(text)).toBe(text)
    expect(yamlFile(`a: ${text}\n`, 'a.yaml').ok).toBe(true)
  })
})

describe('joiners with nothing to join are refused and shown', () => {
  test.each(STRAY)('%s', (_, text) => {
    expect(strayJoiner(text)).toEqual(expect.any(Number))
    expect(visible(text)).toMatch(/\\u\{200[cd]\}/)
    expect(yamlFile(`a: ${text}\n`, 'a.yaml').ok).toBe(false)
  })
})
