import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { duckdb, spark } from '../../src/exchange/index.ts'
import {
  type Bench,
  differing,
  figures,
  inDuckdb,
  statementOf,
  withRecords,
  writeParquet,
  writeText,
} from './sql-engines.ts'

const PARTS = 32
const TICKS_A_SECOND = 100

/**
 * Real Spark as a cluster on the loopback interface: a master and workers of their own, Parquet in many parts. With two
 * workers one is killed in the middle, and nothing may be missing.
 */
export async function benchSpark(say: (line: string) => void, records: number): Promise<void> {
  await withRecords(records, say, async (bench) => {
    const folder = await writeParquet(bench, PARTS)
    writeText(bench.file('spark.sql'), statementOf(bench.form, spark))
    await inDuckdb(async (connection) => {
      const start = performance.now()
      const before = process.cpuUsage()
      await connection.run(`CREATE VIEW answers AS SELECT * FROM '${folder}/*.parquet'`)
      await connection.run(
        `COPY (${statementOf(bench.form, duckdb)}) TO '${bench.file('duckdb.parquet')}' (FORMAT parquet)`,
      )
      const { user, system } = process.cpuUsage(before)
      say(figures('DuckDB over Parquet', { cpu: (user + system) / 1000, wall: performance.now() - start }))
      say(`           ${await differing(connection, bench, `'${bench.file('duckdb.parquet')}'`)}`)
    })
    for (const workers of [1, 2]) {
      const result = bench.file(`spark-${workers}`)
      const spent = await onCluster(bench, { workers, folder, result, kills: workers === 2 })
      const killed = `s, one killed when ${spent.partsAtKill} of ${PARTS} parts were written`
      say(figures(`Spark, ${workers} worker${workers === 1 ? '' : killed}`, spent))
      say(`           ${await inDuckdb((connection) => differing(connection, bench, `'${result}/*.parquet'`))}`)
    }
  })
}

interface Job {
  readonly workers: number
  readonly folder: string
  readonly result: string
  /** One worker is killed once a part in three is written. */
  readonly kills: boolean
}

interface Ran {
  /** Milliseconds of all processes, those of the killed worker included. */
  readonly cpu: number
  readonly wall: number
  readonly partsAtKill: number
}

async function onCluster({ file }: Bench, { workers, folder, result, kills }: Job): Promise<Ran> {
  const home = execFileSync('python3', ['-c', 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'], {
    encoding: 'utf8',
  }).trim()
  const env = { ...process.env, SPARK_LOCAL_IP: '127.0.0.1', SPARK_HOME: home, SPARK_NO_DAEMONIZE: '1' }
  const started: ChildProcess[] = []
  const start = (name: string, args: readonly string[]) => {
    const child = spawn(`${home}/bin/spark-class`, [`org.apache.spark.deploy.${name}`, ...args], {
      cwd: file('.'),
      env,
      stdio: 'ignore',
      detached: true,
    })
    started.push(child)
    return child
  }
  let cpu = 0
  let partsAtKill = 0
  let isOver = false
  const killInTheMiddle = async (worker: ChildProcess | undefined) => {
    while (!isOver && partsWritten(result) < PARTS / 3) await seconds(1)
    if (isOver || worker === undefined) return
    partsAtKill = partsWritten(result)
    cpu += cpuOfGroup(worker)
    kill(worker)
  }
  try {
    start('master.Master', ['--host', '127.0.0.1', '--port', '17077', '--webui-port', '0'])
    await seconds(15)
    const url = 'spark://127.0.0.1:17077'
    const options = ['--host', '127.0.0.1', '--cores', '1', '--memory', '2g', '--webui-port', '0']
    const helpers = Array.from({ length: workers }, () => start('worker.Worker', [...options, url]))
    await seconds(10)
    const began = performance.now()
    const job = spawn('python3', ['test/bench/spark-job.py', url, folder, file('spark.sql'), result], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    })
    started.push(job)
    for await (const line of createInterface({ input: job.stdout })) {
      if (line === 'planned' && kills) void killInTheMiddle(helpers[1])
      if (line === 'written') cpu += started.reduce((sum, child) => sum + cpuOfGroup(child), 0)
    }
    if (kills && partsAtKill === 0) throw new Error('no worker was killed: the job was over before')
    return { cpu, wall: performance.now() - began, partsAtKill }
  } finally {
    isOver = true
    for (const child of started) kill(child)
  }
}

/** Parts of a result that are whole, while the others are still being written. */
function partsWritten(result: string): number {
  const folder = join(result, '_temporary', '0')
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('task_')).length : 0
}

/** The whole group: a worker's executors are processes of its own. */
function kill(child: ChildProcess | undefined): void {
  try {
    if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

/** Milliseconds that the processes of a group have used so far, as the kernel counts them. */
function cpuOfGroup({ pid }: ChildProcess): number {
  const group = execFileSync('ps', ['-e', '-o', 'pid=,pgid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, pgid]) => Number(pgid) === pid)
  return group.reduce((sum, [one]) => {
    try {
      const fields = readFileSync(`/proc/${one}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return sum + ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND
    } catch {
      return sum
    }
  }, 0)
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000))
}
