import { describe, expect, test } from 'vitest'
import { headOf, questionnaire } from '../support/load.ts'
import { type ScoredFiles, scoring } from '../support/scoring.ts'

const form = questionnaire(`${headOf('damage')}
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
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const HEADER = 'record,pain,age,weight,notes,signs'

function goodRow(record: number, random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  const note = pick(['', 'walks daily', '"a, b"', '"said ""fine"" twice"', 'naïve 😀', '"one\ntwo"', '""'])
  const signs = pick(['none', 'fever', 'rash', 'fever;rash', '"fever; rash"', '', 'unsure'])
  return `${record},${pick(['yes', 'no', 'unsure', 'Yes', ''])},${pick(['34', '70', '5', '', 'declined'])},${pick(['70.5', '81', ''])},${note},${signs}`
}

/** Ways to spoil one row; each makes every line of it malformed, and nothing else. */
const DAMAGES: Readonly<Record<string, (row: string, random: () => number) => string>> = {
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
function bytesOf(text: string): Uint8Array {
  return Buffer.from(Buffer.from(text, 'utf8').toString('latin1').replaceAll('\u00ef\u00bf\u00bd', '\u00ff'), 'latin1')
}

async function damagedFile(seed: number): Promise<void> {
  const random = seeded(seed)
  const size = 1 + Math.floor(random() * 30)
  const clean = Array.from({ length: size }, (_, index) => goodRow(index + 1, random))
  const names = Object.keys(DAMAGES)
  const damages = clean.map(() => (random() < 0.25 ? (names[Math.floor(random() * names.length)] ?? '') : ''))
  const rows = clean.map(
    (row, index) => DAMAGES[damages[index] ?? '']?.(row.replaceAll(/"[^"]*\n[^"]*"/g, 'flat'), random) ?? row,
  )
  const end = random() < 0.5 ? '\n' : '\r\n'
  const text = [HEADER, ...rows].join(end) + (random() < 0.5 ? end : '')
  const result = await scoring(form, bytesOf(text))
  const good = clean.filter((_, index) => damages[index] === '')
  const alone = good.length === 0 ? [] : (await scoring(form, [HEADER, ...good].join('\n'))).rows
  const told = `seed ${seed}: ${JSON.stringify(text)}`
  accountHolds(result, told)
  expect(withoutRecord(result.rows.filter((row) => !row.includes(',not-scored,'))), told).toEqual(withoutRecord(alone))
  expect(result.rows, told).toHaveLength(size)
}

function withoutRecord(rows: readonly string[]): readonly string[] {
  return rows.map((row) => row.replace(/^\d+,/, ''))
}

function accountHolds({ rows, summary, err }: ScoredFiles, told: string): void {
  const records = summary?.records
  expect(records?.in, told).toBe((records?.scored ?? 0) + (records?.not_scored ?? 0))
  expect(rows, told).toHaveLength(records?.in ?? -1)
  expect(
    rows.filter((row) => row.includes(',not-scored,')),
    told,
  ).toHaveLength(records?.not_scored ?? -1)
  expect(err.trimEnd().split('\n').at(-1), told).toMatch(/ records? = .* scored \+ .* not scored$/)
}

const FILES = Number(process.env.PRESCREEN_DAMAGED ?? 200)

describe('damaged files', () => {
  test(`of ${FILES} files only malformed lines are not scored, and the rest is scored as without them`, async () => {
    for (let seed = 1; seed <= FILES; seed += 1) await damagedFile(seed)
  })
})
