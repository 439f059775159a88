import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { headOf, questionnaire } from '../support/load.ts'

/** A form with a question of each kind that a table can spoil. */
export const form: Questionnaire = questionnaire(`${headOf('damage')}
sources:
  s: { title: A source }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: age, text: "Age?", type: integer, hard: { min: 0, max: 120 } }
      - { id: weight, text: "Weight?", type: decimal }
      - { id: notes, text: "Notes?", type: text }
      - id: signs
        text: Signs?
        type: choices
        none: None of these
        options:
          fever: Fever
          rash: Rash
rules:
  - { id: R-PAIN, when: pain = yes, level: act-now, action: emergency, because: Pain., sources: [s] }
  - { id: R-OLD, when: age > 64, level: refer-before, because: Old., sources: [s] }
  - { id: R-SIGNS, when: signs has fever, level: refer-discuss, because: Fever., sources: [s] }
`)

/** mulberry32: the same files in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const HEADER = 'record,pain,age,weight,notes,signs'

export function goodRow(record: number, random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  const note = pick(['', 'walks daily', '"a, b"', '"said ""fine"" twice"', 'naïve 😀', '"one\ntwo"', '""'])
  const signs = pick(['none', 'fever', 'rash', 'fever;rash', '"fever; rash"', '', 'unsure'])
  return `${record},${pick(['yes', 'no', 'unsure', 'Yes', ''])},${pick(['34', '70', '5', '', 'declined'])},${pick(['70.5', '81', ''])},${note},${signs}`
}

/** Ways to spoil one row; each makes every line of it malformed, and nothing else. */
export const DAMAGES: Readonly<Record<string, (row: string, random: () => number) => string>> = {
  'a cell too few': (row) => row.replace(/^[^,]*,/, ''),
  'a cell too many': (row) => `${row},more`,
  'a quotation mark left open': (row) => row.replace(/^(\d+),/, '$1,"'),
  'a stray quotation mark': (row) => row.replace(/^(\d+),/, '$1x"y,'),
  'text after a quoted cell': (row) => row.replace(/^(\d+),/, '"$1"z,'),
  'a NUL': (row) => row.replace(/^(\d+)/, '$1\0'),
  'no UTF-8': (row) => row.replace(/^(\d+)/, '$1\udcff'),
  'cut short': (row, random) =>
    row.replace(/^(\d+,[^,]*).*$/s, (_, start: string) => start.slice(0, 1 + Math.floor(random() * start.length))),
}

/** Lone surrogates stand for bytes that are no UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return Buffer.from(Buffer.from(text, 'utf8').toString('latin1').replaceAll('\u00ef\u00bf\u00bd', '\u00ff'), 'latin1')
}
