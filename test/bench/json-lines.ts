import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse'
import { formIn } from './form-in.ts'
import { median } from './measure.ts'
import { ON } from './people.ts'
import { timed } from './processes.ts'
import { writeRecords } from './records.ts'

const ROUNDS = 5
const SEED = 20260731
const PARSES = fileURLToPath(new URL('./parse-lines.js', import.meta.url))

/** Lines of JSON in, beside `JSON.parse` of each line; lines of JSON out, by the person. */
export async function benchJsonLines(say: (line: string) => void, records: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-lines-'))
  const file = (name: string) => join(folder, name)
  const form = formIn('questionnaires/ketamine-intake.yaml')
  const score = (from: string, to: string, ...more: string[]) => [
    ...[process.execPath, 'bin/prescreen.js', 'score', 'ketamine-intake', file(from), '-o', file(to)],
    ...['--force', '--on', ON, '--threads', '1', ...more],
  ]
  try {
    say(`\nJSON Lines: ${records.toLocaleString('en')} messy records; CPU by that of JSON.parse of each line (aim: 2)`)
    writeRecords(form, { path: file('all.csv'), count: records, seed: SEED, messy: true })
    await pipeline(
      createReadStream(file('all.csv')),
      parse({ columns: true }),
      async function* (rows: AsyncIterable<Record<string, string>>) {
        for await (const row of rows) yield `${JSON.stringify(row)}\n`
      },
      createWriteStream(file('all.jsonl')),
    )
    const runs = Array.from({ length: ROUNDS }, () => ({
      lines: timed(score('all.jsonl', 'r.csv')).cpu,
      table: timed(score('all.csv', 'r.csv')).cpu,
      parsed: timed([process.execPath, PARSES, file('all.jsonl')]).cpu,
    }))
    const of = (part: 'lines' | 'table' | 'parsed') => median(runs.map((run) => run[part]))
    const ratio = median(runs.map(({ lines, parsed }) => lines / parsed))
    say(
      `${ratio.toFixed(2).padStart(9)}  lines in: ${seconds(of('lines'))}; parsed alone ${seconds(of('parsed'))}; the same as a table ${seconds(of('table'))}`,
    )

    // A part is the same for few and many: compiling what puts people into words.
    for (const count of new Set([10_000, 60_000].map((most) => Math.min(records, most)))) {
      writeRecords(form, { path: file('some.csv'), count, seed: SEED, messy: true })
      const base = median(Array.from({ length: 3 }, () => timed(score('some.csv', 'r.csv')).cpu))
      for (const [name, more] of [
        ['full (aim: 100)', []],
        ['--brief', ['--brief']],
      ] as const) {
        const spent = median(Array.from({ length: 3 }, () => timed(score('some.csv', 'r.jsonl', ...more)).cpu))
        const each = (1000 * (spent - base)) / count
        say(
          `${each.toFixed(0).padStart(9)}  microseconds a person more than a table, lines out, ${count.toLocaleString('en')} people, ${name}`,
        )
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
