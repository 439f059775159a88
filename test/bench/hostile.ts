import { existsSync } from 'node:fs'
import { measuredFiles } from '../yaml/measured-files.ts'

const NEIGHBOURS = '../shared/badinput'

/** What the worst of the hostile files costs before it is refused or read. */
export function benchHostile(): void {
  const files = measuredFiles(existsSync(NEIGHBOURS) ? [NEIGHBOURS] : [])
  const slowest = files.reduce((worst, file) => (file.ms > worst.ms ? file : worst))
  const largest = files.reduce((worst, file) => (file.mb > worst.mb ? file : worst))
  process.stdout.write(
    `\nHostile files: ${files.length}, all in one process with a heap of 200 MB (limits: 2 s and 300 MB each)
  slowest ${(slowest.ms / 1000).toFixed(2)} s of processor time (${slowest.name}), most memory ${largest.mb} MB\n`,
  )
}
