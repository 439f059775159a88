import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formIn } from './form-in.ts'
import { median } from './measure.ts'
import { ON } from './people.ts'
import { isInstalled, timed } from './processes.ts'
import { writeRecords } from './records.ts'

const RECORDS = Number(process.env.PRESCREEN_BENCH_RECORDS ?? 1_000_000)
/** One person at a time is slow: a part of the records, and its time is scaled. */
const SLOW_PART = 10
const ROUNDS = 3
const SEED = 20260731
const PATH = 'questionnaires/ketamine-intake.yaml'

const script = (name: string) => fileURLToPath(new URL(`./${name}.js`, import.meta.url))

/**
 * `prescreen score` beside others on seeded records of the intake. CPU time of whole processes, in turns; what counts
 * are the ratios within a round.
 */
export async function benchBatch(say: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-bench-'))
  const file = (name: string) => join(folder, name)
  try {
    const questionnaire = formIn(PATH)
    const make = (name: string, count: number, damaged = 0, messy = false) =>
      writeRecords(questionnaire, { path: file(name), count, seed: SEED, damaged, messy })
    make('all.csv', RECORDS)
    make('part.csv', RECORDS / SLOW_PART)
    make('few.csv', 1000)
    const megabytes = Math.round(statSync(file('all.csv')).size / 1e6)
    say(
      `\nBatch: ${RECORDS.toLocaleString('en')} records × ${questionnaire.questions.length + 1} columns, ${megabytes} MB`,
    )

    const score = (name: string) => [
      process.execPath,
      'bin/prescreen.js',
      'score',
      'ketamine-intake',
      file(name),
      ...['-o', file('results.csv'), '--force', '--on', ON],
    ]
    const others: { readonly name: string; readonly command: readonly string[]; readonly scale: number }[] = [
      { name: 'csv-parse reads it', command: [process.execPath, script('read-csv'), file('all.csv')], scale: 1 },
      {
        name: 'csv-parse, objects and closures',
        command: [process.execPath, script('score-by-objects'), PATH, file('part.csv')],
        scale: SLOW_PART,
      },
      { name: 'cp', command: ['cp', file('all.csv'), file('copy.csv')], scale: 1 },
    ]
    if (isInstalled('duckdb')) {
      const sql = `select count(*) from (select distinct * from read_csv('${file('all.csv')}', all_varchar = true))`
      others.push({ name: 'DuckDB reads it', command: ['duckdb', '-c', sql], scale: 1 })
    }
    if (isInstalled('mlr'))
      others.push({ name: 'Miller copies it', command: ['mlr', '--csv', 'cat', file('all.csv')], scale: 1 })

    const ours: number[] = []
    const theirs = others.map((): number[] => [])
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(timed(score('all.csv')).cpu)
      for (const [index, { command, scale }] of others.entries()) theirs[index]?.push(timed(command).cpu * scale)
    }
    say('CPU time of `prescreen score` by that of others (aims: 0.5 and 0.12), and theirs in seconds')
    for (const [index, { name }] of others.entries()) {
      const own = theirs[index] ?? []
      const ratio = median(own.map((cpu, round) => (ours[round] ?? Number.NaN) / cpu))
      say(`${ratio.toFixed(3).padStart(9)}${(median(own) / 1000).toFixed(1).padStart(9)}  ${name}`)
    }
    say(`${''.padStart(9)}${(median(ours) / 1000).toFixed(1).padStart(9)}  prescreen score`)

    make('messy.csv', RECORDS, 0, true)
    say('One thread by csv-parse reading (aims: 0.4 clean, 0.6 messy); two by one, wall and CPU (aims: 0.62 and 1.15)')
    for (const name of ['all.csv', 'messy.csv']) {
      const runs = Array.from({ length: ROUNDS }, () => ({
        one: timed([...score(name), '--threads', '1']),
        two: timed([...score(name), '--threads', '2']),
        reads: timed([process.execPath, script('read-csv'), file(name)]),
      }))
      const ratios = [
        median(runs.map(({ one, reads }) => one.cpu / reads.cpu)),
        median(runs.map(({ one, two }) => two.wall / one.wall)),
        median(runs.map(({ one, two }) => two.cpu / one.cpu)),
      ]
      say(`${ratios.map((ratio) => ratio.toFixed(2).padStart(9)).join('')}  ${name === 'all.csv' ? 'clean' : 'messy'}`)
    }

    const few: number[] = []
    for (let round = 0; round < 9; round += 1)
      few.push(timed(score('few.csv'), 3).cpu / timed([process.execPath, '-e', '0'], 3).cpu)
    say(`${median(few).toFixed(2).padStart(9)}  1,000 records, by bare \`node -e 0\` (aim: 6)`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
