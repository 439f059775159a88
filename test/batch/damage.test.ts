import { describe, expect, test } from 'vitest'
import { type ScoredFiles, scoring } from '../support/scoring.ts'
import { bytesOf, DAMAGES, form, goodRow, HEADER, seeded } from './damaged-table.ts'

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
