import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { headOf, questionnaire } from '../support/load.ts'
import { type ScoredFiles, scoring } from '../support/scoring.ts'

const form = questionnaire(`${headOf('damage')}
sources: { s: { title: A source } }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: age, text: "Age?", type: integer, hard: { min: 0, max: 120 } }
      - { id: notes, text: "Notes?", type: text }
      - { id: signs, text: "Signs?", type: choices, none: None, options: { fever: Fever, rash: Rash } }
rules:
  - { id: R-PAIN, when: pain = yes, level: act-now, action: emergency, because: Pain., sources: [s] }
  - { id: R-OLD, when: age > 64, level: refer-before, because: Old., sources: [s] }
  - { id: R-SIGNS, when: signs has fever, level: refer-discuss, because: Fever., sources: [s] }
`)

const NAMES = ['id', 'pain', 'age', 'notes', 'signs'] as const
type Cells = readonly string[]
type Random = () => number

/** mulberry32: the same files in every run. */
function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const below = (random: Random, limit: number) => Math.floor(random() * limit)
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)] as T

/** Twelve letters that nothing else is made of. */
const mark = (random: Random) => Array.from({ length: 12 }, () => pick(random, [...'bcdfghjklmnpqrstvwxz'])).join('')

/** A person, with a mark in the text and now and then one in a cell that cannot be read. */
function person(index: number, random: Random, marks: string[]): Cells {
  const marked = () => {
    const made = mark(random)
    marks.push(made)
    return made
  }
  return [
    `no-${index}`,
    random() < 0.1 ? marked() : pick(random, ['yes', 'no', 'unsure']),
    random() < 0.1 ? marked() : pick(random, ['34', '70', '5', 'declined']),
    `${marked()}${pick(random, ['', ', two', ' "said"'])}`,
    pick(random, ['none', 'fever', 'rash', 'fever;rash']),
  ]
}

/** A way to write people: what stands before, between and after them, and what the whole is packed into. */
interface Format {
  readonly file: string
  readonly head: string
  readonly record: (cells: Cells, index: number) => string
  readonly between: string
  readonly tail: string
  readonly packed?: (text: string) => Uint8Array
}

const quoted = (cells: Cells, sign: string) =>
  cells.map((cell) => (/[",\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(sign)
const json = (cells: Cells) => JSON.stringify(Object.fromEntries(NAMES.map((name, at) => [name, cells[at]])))
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const sheetRow = (cells: Cells, row: number) =>
  `<row r="${row}">${cells.map((cell, at) => `<c r="${'ABCDE'[at]}${row}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`

/** The least that a workbook is made of. */
function workbook(sheet: string): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const rels = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${rels}"><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="b"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${rels}"><Relationship Id="b" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

const FORMATS: Readonly<Record<string, Format>> = {
  CSV: {
    file: 'a.csv',
    head: `${NAMES.join(',')}\n`,
    record: (cells) => quoted(cells, ','),
    between: '\n',
    tail: '\n',
  },
  TSV: {
    file: 'a.tsv',
    head: `${NAMES.join('\t')}\r\n`,
    record: (cells) => quoted(cells, '\t'),
    between: '\r\n',
    tail: '',
  },
  'JSON Lines': { file: 'a.jsonl', head: '', record: json, between: '\n', tail: '\n' },
  JSON: { file: 'a.json', head: '[\n', record: json, between: ',\n', tail: '\n]\n' },
  'packed CSV': {
    file: 'a.csv.gz',
    head: `${NAMES.join(',')}\n`,
    record: (cells) => quoted(cells, ','),
    between: '\n',
    tail: '\n',
    packed: (text) => gzipSync(text, { level: 1 }),
  },
  'a workbook': {
    file: 'a.xlsx',
    head: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheetRow(NAMES, 1)}`,
    record: (cells, index) => sheetRow(cells, index + 2),
    between: '',
    tail: '</sheetData></worksheet>',
    packed: workbook,
  },
}

interface Damaged {
  readonly bytes: Uint8Array
  /** Records of which nothing was touched, nor a sign beside them. */
  readonly untouched: readonly number[]
}

const SPOILT = ['', '"', ',', '\t', '\n', '{', '}', ':', '<', '>', '\\', 'x', '\0', '""', ';']

/** One to three slips in the records, or now and then one in the bytes of what is packed. */
function damaged(format: Format, people: readonly Cells[], random: Random): Damaged {
  const pack = format.packed ?? strToU8
  const records = people.map(format.record)
  const text = format.head + records.join(format.between) + format.tail
  if (format.packed !== undefined && random() < 0.3) {
    const bytes = pack(text)
    const at = below(random, bytes.length)
    return {
      bytes:
        random() < 0.5
          ? bytes.slice(0, at)
          : bytes.map((byte, place) => (place === at ? byte ^ (1 + below(random, 255)) : byte)),
      untouched: [],
    }
  }
  const from = format.head.length
  const places = Array.from({ length: 1 + below(random, 3) }, () => from + below(random, text.length - from))
  let spoilt = text
  for (const at of [...places].sort((a, b) => b - a))
    spoilt = spoilt.slice(0, at) + pick(random, SPOILT) + spoilt.slice(at + below(random, 2))
  let start = from
  const untouched = records.flatMap((record, index) => {
    const [first, after] = [start - format.between.length, start + record.length + format.between.length]
    start += record.length + format.between.length
    return places.some((at) => at >= first && at <= after) ? [] : [index]
  })
  return { bytes: pack(spoilt), untouched }
}

function accountHolds({ rows, summary, err }: ScoredFiles, told: string): void {
  const records = summary?.records
  const notScored = rows.filter((row) => row.includes(',not-scored,')).length
  expect([records?.in, records?.not_scored], told).toEqual([rows.length, notScored])
  expect(records?.in, told).toBe((records?.scored ?? 0) + (records?.not_scored ?? 0))
  expect(err, told).toMatch(/ records? = .* scored \+ .* not scored/)
}

const withoutPlace = (row: string) => row.replace(/^\d+,/, '')

async function holds(format: Format, seed: number): Promise<'scored' | 'refused'> {
  const random = seeded(seed)
  const marks: string[] = []
  const people = Array.from({ length: 2 + below(random, 20) }, (_, index) => person(index, random, marks))
  const { bytes, untouched } = damaged(format, people, random)
  const told = `${format.file}, seed ${seed}: ${format.packed === undefined ? JSON.stringify(Buffer.from(bytes).toString()) : ''}`
  const result = await scoring(form, { [format.file]: bytes })
  const outputs = [result.err, ...result.rows, ...result.errors, JSON.stringify(result.summary ?? {})].join('\n')
  expect(
    marks.filter((one) => outputs.includes(one)),
    `${told}\n${outputs}`,
  ).toEqual([])
  if (result.refused !== undefined) {
    expect(result.err, told).toMatch(/^a\./m)
    expect(result.left, told).toEqual([])
    return 'refused'
  }
  accountHolds(result, told)
  const { head, record, between, tail, packed = strToU8 } = format
  const clean = await scoring(form, { [format.file]: packed(head + people.map(record).join(between) + tail) })
  const rows = result.rows.map(withoutPlace)
  const lost = untouched.filter((index) => !rows.includes(withoutPlace(clean.rows[index] ?? '')))
  expect(lost, `${told}\n${result.rows.join('\n')}`).toEqual([])
  return 'scored'
}

const FILES = Math.ceil(Number(process.env.PRESCREEN_DAMAGED ?? 240) / Object.keys(FORMATS).length)

describe(`${FILES} damaged files of each format: all is counted, nothing whole is lost, nothing private is shown`, () => {
  test.each(Object.entries(FORMATS))('%s', async (name, format) => {
    const ends: string[] = []
    for (let seed = 1; seed <= FILES; seed += 1) ends.push(await holds(format, seed))
    // Only what is packed or has an end may be refused as a whole.
    if (['CSV', 'TSV', 'JSON Lines'].includes(name)) expect(ends).not.toContain('refused')
    expect(ends.filter((end) => end === 'scored').length).toBeGreaterThan(FILES / 5)
  })
})
