/*
 * How fast everything is, beside other ways to do the same. `npm run bench` compiles the program and this folder and runs
 * them as plain JavaScript, from the project's folder; `npm run bench -- NAME` runs one section. PRESCREEN_BENCH_RECORDS
 * says how many records a table has.
 *
 * Everything takes turns, and what counts are the ratios within a round: the machine is never quiet. Nothing fails when a
 * figure is bad; the tests are not timed.
 */
import { cpus } from 'node:os'

type Section = (say: (line: string) => void) => void | Promise<void>

const records = (usual: number): number => Number(process.env.PRESCREEN_BENCH_RECORDS ?? usual)

/** By name, in the order in which all are run. What only one needs is loaded for it. */
const SECTIONS: Readonly<Record<string, Section>> = {
  guidance: async (say) => (await import('./guidance.ts')).benchGuidance(say),
  start: async (say) => (await import('./start-up.ts')).benchStartUp(say),
  interview: async (say) => (await import('./interview.ts')).benchInterview(say),
  records: async (say) => (await import('./kept.ts')).benchKept(say),
  check: async () => (await import('./check.ts')).benchCheck(),
  hostile: async () => (await import('./hostile.ts')).benchHostile(),
  proofs: async () => (await import('./prove.ts')).benchProofs(),
  batch: async (say) => (await import('./batch.ts')).benchBatch(say),
  beside: async (say) => (await import('./beside-duckdb.ts')).benchBesideDuckdb(say, records(1_000_000)),
  lines: async (say) => (await import('./json-lines.ts')).benchJsonLines(say, records(100_000)),
  phases: async (say) => (await import('./phases.ts')).benchPhases(say, records(300_000)),
  memory: async (say) => (await import('./memory.ts')).benchMemory(say, records(1_000_000)),
}

/** Only when they are named: they take servers, or more than an hour. */
const NAMED: Readonly<Record<string, Section>> = {
  duckdb: async (say) => (await import('./sql-engines.ts')).benchDuckdb(say, records(10_000_000)),
  postgres: async (say) => (await import('./postgres.ts')).benchPostgres(say, records(1_000_000)),
  spark: async (say) => (await import('./spark-cluster.ts')).benchSpark(say, records(2_000_000)),
}

const named = process.argv[2]
const all = { ...SECTIONS, ...NAMED }
if (named !== undefined && !Object.hasOwn(all, named)) {
  say(`there is no section ${named}; there are ${Object.keys(all).join(', ')}`)
  process.exit(64)
}
say(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`)
for (const [name, section] of Object.entries(named === undefined ? SECTIONS : all))
  if (named === undefined || name === named) await section(say)
process.exit()

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
