import { expect, test } from 'vitest'
import { LEVELS, type Questionnaire } from '../../src/questionnaire/index.ts'
import { type Guidance, guide } from '../../src/rules/index.ts'
import { firstEdition, shipped } from '../support/load.ts'
import { answersOf, inFirstEdition, type Person, somebody } from '../support/simulated-people.ts'

/** 3,000 with PRESCREEN_PEOPLE=3000. */
const PEOPLE = Number(process.env.PRESCREEN_PEOPLE ?? 300)
const ON = '2026-06-15'

/** mulberry32: the same people at every run. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} %`

/** Shares of levels, reasons a card, and the reasons that stand first most often. */
function reported(name: string, results: readonly Guidance[]): string {
  const levels = LEVELS.map(
    (level) => `${level} ${percent(results.filter((one) => one.level === level).length, results.length)}`,
  )
  const serious = results.map(
    ({ findings }) => findings.filter(({ level }) => level === 'act-now' || level === 'refer-before').length,
  )
  const all = results.map(({ findings }) => findings.length)
  const mean = (counts: readonly number[]) => (counts.reduce((sum, one) => sum + one, 0) / counts.length).toFixed(1)
  const first = new Map<string, number>()
  for (const { findings } of results) {
    const rule = findings[0]?.rule ?? findings[0]?.question ?? 'nothing'
    first.set(rule, (first.get(rule) ?? 0) + 1)
  }
  const often = [...first].sort(([, a], [, b]) => b - a).slice(0, 8)
  return [
    `${name}: ${levels.join(', ')}`,
    `  reasons a card ${mean(all)}, of them before anything or worse ${mean(serious)}; four or more of those on ${percent(serious.filter((count) => count >= 4).length, results.length)}`,
    `  first on the card: ${often.map(([rule, count]) => `${rule} ${percent(count, results.length)}`).join(', ')}`,
  ].join('\n')
}

test('simulated people at intake, before and after: reported, not asserted', () => {
  const next = numbersFrom(20_261_128)
  const people = Array.from({ length: PEOPLE }, () => somebody(next))
  const through = (form: Questionnaire, seen: (person: Person) => Person) =>
    people.map((person) => guide(form, answersOf(form, seen(person), ON), ON))
  const before = through(firstEdition('ketamine-intake'), inFirstEdition)
  const after = through(shipped('ketamine-intake'), (person) => person)
  process.stdout.write(
    `\n${PEOPLE} people\n${reported('first edition', before)}\n${reported('second edition', after)}\n`,
  )
  expect(after.filter(({ complete }) => !complete)).toEqual([])
})
