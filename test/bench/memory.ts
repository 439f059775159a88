import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formIn } from './form-in.ts'
import { ON } from './people.ts'
import { peakMemory } from './processes.ts'
import { writeRecords } from './records.ts'

const SEED = 20260731

/** The most memory that `score` takes at any time, of messy tables of this size and of four times as much. */
export async function benchMemory(say: (line: string) => void, records: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-memory-'))
  const path = join(folder, 'all.csv')
  try {
    say('\nMemory: MiB at most with one thread and with two (aims: 128 and 192, and 16 apart)')
    for (const count of [records, 4 * records]) {
      writeRecords(formIn('questionnaires/ketamine-intake.yaml'), { path, count, seed: SEED, messy: true })
      const peaks: string[] = []
      for (const threads of ['1', '2']) {
        const options = ['-o', join(folder, 'r.csv'), '--force', '--on', ON, '--threads', threads]
        const peak = await peakMemory([
          process.execPath,
          'bin/prescreen.js',
          'score',
          'ketamine-intake',
          path,
          ...options,
        ])
        peaks.push(peak.toFixed(0).padStart(9))
      }
      say(`${peaks.join('')}  ${count.toLocaleString('en')} records`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
