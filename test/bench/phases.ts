import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formIn } from './form-in.ts'
import { ON } from './people.ts'
import { writeRecords } from './records.ts'

const SEED = 20260731
/** Files that are named; the others are added up. */
const MOST = 14

interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface Frame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
  readonly columnNumber: number
}

/** Where the time of `score` on one thread goes, by source file, of clean and messy tables side by side. */
export function benchPhases(say: (line: string) => void, records: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-phases-'))
  try {
    say(
      `\nWhere the time goes: ${records.toLocaleString('en')} records, one thread, per cent of samples, clean and messy`,
    )
    const [clean, messy] = ['clean', 'messy'].map((kind) => {
      const path = join(folder, `${kind}.csv`)
      writeRecords(formIn('questionnaires/ketamine-intake.yaml'), {
        path,
        count: records,
        seed: SEED,
        messy: kind === 'messy',
      })
      return sharesOf(path, join(folder, kind))
    })
    const names = [...new Set([...(clean?.keys() ?? []), ...(messy?.keys() ?? [])])]
    const most = (name: string) => Math.max(clean?.get(name) ?? 0, messy?.get(name) ?? 0)
    for (const name of names.sort((a, b) => most(b) - most(a)).slice(0, MOST)) {
      const columns = [clean, messy].map((shares) => (shares?.get(name) ?? 0).toFixed(1).padStart(9))
      say(`${columns.join('')}  ${name}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Per cent of the samples by file of our source; what is none is called as the profiler calls it, or `node`. */
function sharesOf(table: string, profiles: string): ReadonlyMap<string, number> {
  const profiled = ['--cpu-prof', '--cpu-prof-dir', profiles]
  const score = ['bin/prescreen.js', 'score', 'ketamine-intake', table, '-o', `${table}.results`, '--on', ON]
  spawnSync(process.execPath, [...profiled, ...score, '--threads', '1'], { stdio: 'ignore' })
  const [name = ''] = readdirSync(profiles)
  const profile = JSON.parse(readFileSync(join(profiles, name), 'utf8')) as Profile
  const maps = new Map<string, SourceMap | undefined>()
  const files = new Map(profile.nodes.map(({ id, callFrame }) => [id, fileOf(callFrame, maps)]))
  const shares = new Map<string, number>()
  let all = 0
  for (const [at, sample] of profile.samples.entries()) {
    const file = files.get(sample) ?? 'node'
    if (file === '(idle)') continue
    const time = profile.timeDeltas[at] ?? 0
    all += time
    shares.set(file, (shares.get(file) ?? 0) + time)
  }
  return new Map([...shares].map(([file, time]) => [file, (100 * time) / all]))
}

function fileOf(
  { functionName, url, lineNumber, columnNumber }: Frame,
  maps: Map<string, SourceMap | undefined>,
): string {
  if (functionName.startsWith('(')) return functionName
  if (!url.startsWith('file:')) return 'node'
  if (!maps.has(url)) maps.set(url, mapOf(fileURLToPath(url)))
  const origin: { readonly originalSource?: string } | undefined = maps.get(url)?.findEntry(lineNumber, columnNumber)
  return origin?.originalSource?.replace(/^(?:\.\.\/)+/, '') ?? 'node'
}

function mapOf(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
  } catch {
    return undefined
  }
}
