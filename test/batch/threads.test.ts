import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FromThread, type PartThread, partServer, type ToThread } from '../../src/batch/index.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { prescreen } from '../support/program.ts'
import { type Given, type ScoredFiles, scoring } from '../support/scoring.ts'
import { bytesOf, DAMAGES, form, goodRow, HEADER, seeded } from './damaged-table.ts'

type Options = Parameters<typeof scoring>[2]

/**
 * Threads in this one: everything that they get and answer is copied as it is between threads, and each answer comes after
 * so many turns of the event loop as chance has it, so that they overtake each other.
 */
function threads(random: () => number, seen: { parts: number }): () => PartThread {
  return () => {
    let answered: (message: FromThread) => void = () => undefined
    let before = Promise.resolve()
    const serve = partServer((message) => {
      const turns = Math.floor(random() * 12)
      const copy = structuredClone(message)
      before = before.then(async () => {
        for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
        answered(copy)
      })
    })
    return {
      send: (message: ToThread) => {
        if (message.kind === 'part') seen.parts += 1
        serve(structuredClone(message))
      },
      onAnswer: (tell) => {
        answered = tell
      },
      end: () => undefined,
    }
  }
}

/** All that a run leaves, without the folder in which it was. */
function leftBy({ refused, ...run }: ScoredFiles): unknown {
  const text = JSON.stringify({ ...run, refused: refused?.message })
  return JSON.parse(text.replaceAll(/[^" ,]*prescreen-score-\w+\//g, ''))
}

function damagedTable(random: () => number): readonly string[] {
  const names = Object.keys(DAMAGES)
  return Array.from({ length: 1 + Math.floor(random() * 90) }, (_, index) => {
    // Some ids come twice.
    const row = goodRow(random() < 0.1 ? 1 : index + 1, random)
    if (random() > 0.15) return row
    const damage = DAMAGES[names[Math.floor(random() * names.length)] ?? '']
    return damage?.(row, random) ?? row
  })
}

function inJson(random: () => number): string {
  const records = Array.from({ length: 1 + Math.floor(random() * 60) }, (_, index) => ({
    record: `r${index}`,
    ...(random() < 0.8 ? { pain: random() < 0.5 ? 'yes' : 'no' } : {}),
    ...(random() < 0.3 ? { age: Math.floor(random() * 150) } : {}),
    ...(random() < 0.2 ? { signs: random() < 0.5 ? ['fever', 'rash'] : 'fever;?!' } : {}),
    ...(random() < 0.1 ? { [`more${index}`]: 1 } : {}),
  }))
  return records.map((record) => (random() < 0.05 ? '{"pain"' : JSON.stringify(record))).join('\n')
}

const FILES = Number(process.env.PRESCREEN_DAMAGED ?? 120)

describe('several threads leave what one leaves, byte for byte', () => {
  test(`of ${FILES} damaged files, whatever the parts are and whichever thread is done first`, async () => {
    const seen = { parts: 0, records: 0, inWholeFile: 0 }
    for (let seed = 1; seed <= FILES; seed += 1) {
      const random = seeded(seed)
      const end = random() < 0.5 ? '\n' : '\r\n'
      const table = () => bytesOf([HEADER, ...damagedTable(random)].join(end))
      const given: Given =
        random() < 0.3
          ? { 'a.jsonl': inJson(random) }
          : random() < 0.3
            ? { 'a.csv': table(), 'b.csv': table() }
            : table()
      const options: Options = {
        ...(random() < 0.3 ? { to: 'jsonl' as const } : {}),
        ...(random() < 0.2 ? { shard: { index: 2, of: 3 } } : {}),
        ...(random() < 0.1 ? { failFast: true } : {}),
        ...(random() < 0.3 ? { showValues: true } : {}),
        ...(random() < 0.3 ? { columns: MAP } : {}),
        id: 'record',
        together: [1, 2, 5, 16][Math.floor(random() * 4)] as number,
      }
      const alone = await scoring(form, given, options)
      const count = 2 + Math.floor(random() * 3)
      const divided = await scoring(form, given, {
        ...options,
        threads: count,
        beginThread: threads(random, seen),
      })
      seen.records += alone.rows.length
      expect(leftBy(divided), `seed ${seed}`).toEqual(leftBy(alone))
    }
    // Most of the work was done elsewhere.
    expect(seen.parts).toBeGreaterThan(FILES * 3)
  })
})

const MAP = `format: prescreen-columns/1
missing: { "5": declined }
columns:
  pain: { question: pain, codes: { "Yes": "yes", "yes": "yes", "no": "no" } }
`

describe('what is told comes in the order of the file, and no more of it', () => {
  test.each<readonly [string, Given, Options]>([
    [
      'of several wrong records the run ends at the first',
      [HEADER, ...Array.from({ length: 140 }, (_, index) => `${index},yes,${index < 100 ? 34 : 'old'},70,,fever`)].join(
        '\n',
      ),
      { failFast: true },
    ],
    [
      'a key that comes late is told after the lines before it that are no record',
      Array.from({ length: 40 }, (_, index) =>
        index % 7 === 5 ? '{"pain"' : `{"record":"r${index}","pain":"yes"${index < 24 ? '' : ',"age":34'}}`,
      ).join('\n'),
      { from: 'jsonl' },
    ],
  ])('%s', async (_, text, options) => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const given = { ...options, id: 'record', together: 1 + (seed % 3) }
      const alone = leftBy(await scoring(form, text, given))
      const seen = { parts: 0 }
      const divided = { ...given, threads: 3, beginThread: threads(seeded(seed), seen) }
      expect(leftBy(await scoring(form, text, divided)), `seed ${seed}`).toEqual(alone)
      expect(seen.parts).toBeGreaterThan(2)
    }
  })
})

const DATED = questionnaire(`${headOf('dated')}sections:
  - id: one
    title: One
    questions:
      - { id: visit, text: Visit?, type: date }
      - { id: pain, text: Pain?, type: yes_no }
      - { id: amount, text: How much?, type: decimal }
rules:
  - { id: PAIN, when: pain = yes or amount > 1.3 or days_since(visit) < 9, level: refer-before, because: Pain. }
`)

test('columns with an offset are told once each, in the order of the table', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = seeded(seed)
    const cell = () => (random() < 0.1 ? '2026-11-20T08:00:00Z' : '2026-11-20')
    const rows = Array.from({ length: 60 }, () => [cell(), cell(), random() < 0.5 ? 'yes' : 'no'].join(','))
    const text = ['day,visit,pain', ...rows].join('\n')
    const alone = await scoring(DATED, text, { dateColumn: 'day' })
    const options = { dateColumn: 'day', together: 3, threads: 3, beginThread: threads(random, { parts: 0 }) }
    expect(leftBy(await scoring(DATED, text, options)), `seed ${seed}`).toEqual(leftBy(alone))
  }
})

test.each<readonly [string, Options]>([
  ['the column of ids', { id: 'case' }],
  ['the column of days', { dateColumn: 'seen' }],
  ['the day', { on: '2026-11-19' }],
  ['that numbers have a comma', { decimalComma: true }],
])('a thread is told %s', async (_, options) => {
  const rows = Array.from({ length: 40 }, (_, at) => `c${at},2026-11-${10 + (at % 20)},2026-11-15,no,"1,${at}"`)
  const text = ['case,seen,visit,pain,amount', ...rows].join('\n')
  const alone = await scoring(DATED, text, options)
  const seen = { parts: 0 }
  const divided = { ...options, together: 3, threads: 3, beginThread: threads(seeded(1), seen) }
  expect(leftBy(await scoring(DATED, text, divided))).toEqual(leftBy(alone))
  expect([alone.rows.length, seen.parts > 2]).toEqual([40, true])
})

test('a thread that fails ends the run, and nothing is left', async () => {
  const rows = Array.from({ length: 400 }, (_, index) => `${index},yes,34,70,,fever`)
  const failing = (): PartThread => ({
    send: () => undefined,
    onAnswer: (_, failed) => void setImmediate(() => failed(new Error('out of memory'))),
    end: () => undefined,
  })
  await expect(
    scoring(form, [HEADER, ...rows].join('\n'), { together: 8, threads: 2, beginThread: failing }),
  ).rejects.toThrow('out of memory')
})

describe('the program itself', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'prescreen-threads-'))
    const random = seeded(7)
    const rows = Array.from({ length: 3000 }, (_, index) => {
      const row = `p${index % 2900},${random() < 0.5 ? 'yes' : 'no'},${Math.floor(random() * 150)}`
      return random() < 0.02 ? `${row},"` : row
    })
    const table = ['id,bladder_symptoms,bladder_emergency', ...rows].join('\n')
    writeFileSync(join(folder, 'a.csv'), table)
    writeFileSync(join(folder, 'a.csv.gz'), gzipSync(table))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  async function scored(file: string, threads: string) {
    const outputs = ['results.csv', 'errors.csv'].map((name) => join(folder, `${threads}-${name}`))
    const args = ['-o', outputs[0] ?? '', '--errors', outputs[1] ?? '', '--on', '2026-02-28', '--progress', '--force']
    const { exit, err } = await prescreen([
      'score',
      'bladder-follow-up',
      join(folder, file),
      ...args,
      '--threads',
      threads,
    ])
    return { exit, err, files: outputs.map((path) => readFileSync(path, 'utf8')) }
  }

  test('writes the same and ends the same with a second thread, and says that there is one', async () => {
    const [one, two] = [await scored('a.csv', '1'), await scored('a.csv', '2')]
    expect(two.files).toEqual(one.files)
    expect(two.exit).toBe(one.exit)
    const told = (err: string) => err.split('\n').filter((line) => !/scored by|records, .*\/s/.test(line))
    expect(told(two.err)).toEqual(told(one.err))
    expect(one.err).toContain('a.csv: scored by one thread: as was asked')
    expect(two.err).toMatch(cpus().length > 1 ? /a\.csv: scored by 2 threads/ : /one thread: this computer has one/)
  })

  test('has one thread for a packed file, and says so', async () => {
    expect((await scored('a.csv.gz', '2')).err).toContain('a.csv.gz: scored by one thread: it is packed')
  })
})
