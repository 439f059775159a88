import { expect, test } from 'vitest'
import { compareLevels, type LevelChange } from '../../../src/authoring/diff/compare-levels.ts'
import { type Answers, type Rejected, rank } from '../../../src/questionnaire/index.ts'
import { load } from '../../support/load.ts'
import { diceFrom } from '../prove/random-forms.ts'
import { dayNumber, yamlOf } from '../prove/second-forms.ts'
import { judge, type Made, type Said, type Sheet } from '../prove/second-reading.ts'
import { type Everybody, everybody } from './every-person.ts'
import { edited, smallForm } from './random-pairs.ts'

/** More by one command: `PRESCREEN_PAIRS=2000 npx vitest run test/authoring/diff/oracle.test.ts`. */
const PAIRS = Number(process.env.PRESCREEN_PAIRS ?? 250)
const MOST_SHEETS = 4000
const ON = '2026-03-01'
const BUDGET = { cells: 2_000_000, steps: 20_000_000 }

/** A form, and what one to three edits make of it. */
function pairFor(seed: number): readonly [Made, Made] {
  const dice = diceFrom(seed)
  const old = smallForm(dice)
  let now = old
  for (let edits = 1 + dice(3); edits > 0; edits -= 1) now = edited(now, dice)
  return [old, now]
}

function keyOf({ reading, from, to, by }: LevelChange): string {
  const cause = by === undefined ? '' : ` ${by === 'unknown' ? by : by.id}`
  return `${reading === 'no-longer-asked' ? 'gone' : reading} ${rank(from)} ${rank(to)}${cause}`
}

/** All that was found, by the same names as in an enumeration. */
function expected({ loweredBy, goneBy, raised }: Everybody): readonly string[] {
  const up = raised.flatMap((row, from) =>
    row.flatMap((sheets, to) => (sheets > 0 && from < to ? [`raised ${from} ${to}`] : [])),
  )
  const gone = [...goneBy].filter((key) => !loweredBy.has(key)).map((key) => `gone ${key}`)
  return [...[...loweredBy].map((key) => `lowered ${key}`), ...gone, ...up].sort()
}

function rejectedSaid({ number, codes }: Rejected): Said {
  return {
    kind: 'rejected',
    ...(number === undefined ? {} : { number: BigInt(number) }),
    ...(codes === undefined ? {} : { codes }),
  }
}

/** Answers as the other reading has them. */
function sheetOf(answers: Answers): Sheet {
  return new Map(
    [...answers].map(([id, answer]): readonly [string, Said] => {
      if (answer.kind === 'rejected') return [id, rejectedSaid(answer)]
      if (answer.kind !== 'given') return [id, { ...answer, kind: 'unsure' }]
      const { value } = answer
      if (typeof value === 'number') return [id, { kind: 'given', value: BigInt(Math.round(value * 1_000_000)) }]
      const isDay = typeof value === 'string' && /^\d{4}-/.test(value)
      return [id, { kind: 'given', value: isDay ? dayNumber(value) : value }]
    }),
  )
}

test(`${PAIRS} pairs of forms: who is lowered and raised, by which rule, and how many, as looking at everybody finds`, {
  timeout: 7_200_000,
}, () => {
  const counts = {
    pairs: 0,
    same: 0,
    sheets: 0,
    lowered: 0,
    raised: 0,
    open: 0,
    nearest: 0,
    shown: 0,
    counted: 0,
    refused: 0,
  }
  for (let seed = 0; counts.pairs < PAIRS; seed += 1) {
    const [old, now] = pairFor(seed)
    const texts = [yamlOf(old), yamlOf(now)]
    const [before, after] = texts.map((text) => load(text))
    if (!before?.ok || !after?.ok) {
      counts.refused += 1
      continue
    }
    const all = everybody(old, now, { today: dayNumber(ON), most: MOST_SHEETS })
    if (all === undefined) continue
    counts.pairs += 1
    counts.sheets += all.sheets
    const where = `seed ${seed}\n${texts.join('\n--- now\n')}`
    const got = compareLevels(before.value, after.value, { on: ON, budget: BUDGET })
    const open = got.changes.filter(({ outcome }) => outcome === 'open')
    counts.open += open.length
    const found = got.changes.filter(({ outcome }) => outcome === 'somebody')
    const wanted = expected(all)
    const today = found.filter(({ person }) => person?.isOtherDay === undefined).map(keyOf)
    if (open.length === 0 && today.length === found.length) expect(today.sort(), where).toEqual(wanted)
    else expect(wanted, where).toEqual(expect.arrayContaining(today))
    if (open.length === 0) expect(found.map(keyOf), where).toEqual(expect.arrayContaining([...wanted]))
    counts.same += wanted.length === 0 ? 1 : 0
    for (const one of found) {
      counts[one.reading === 'raised' ? 'raised' : 'lowered'] += 1
      const { old: was, now: is, on } = one.person as NonNullable<typeof one.person>
      const ranks = [judge(old, sheetOf(was.answers), dayNumber(on)), judge(now, sheetOf(is.answers), dayNumber(on))]
      expect(
        ranks.map((judged) => judged.rank),
        `${keyOf(one)} ${where}`,
      ).toEqual([rank(one.from), rank(one.to)])
      const fewest = all.fewest.get(keyOf(one))
      if (fewest === undefined) continue
      counts.shown += 1
      counts.nearest += one.person?.changes.length === fewest ? 1 : 0
      expect(one.person?.changes.length, `${keyOf(one)} ${where}`).toBeGreaterThanOrEqual(fewest)
    }
    for (const reading of ['lowered', 'raised'] as const) {
      const own = got.counts[reading]
      if (own?.isByValue !== true) continue
      counts.counted += 1
      expect(
        own.sheets.map((row) => row.map(Number)),
        `${reading} ${where}`,
      ).toEqual(all[reading])
    }
  }
  process.stdout.write(`\n${JSON.stringify(counts)}\n`)
  expect(counts.open).toBeLessThan(counts.pairs / 20)
  expect(counts.nearest).toBeGreaterThan(counts.shown * 0.98)
})
