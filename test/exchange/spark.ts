import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { spark } from '../../src/exchange/index.ts'
import { inProject } from '../support/load.ts'
import type { Engine } from './engine.ts'
import type { HostileTable } from './rows.ts'
import { type Result, record } from './scored.ts'

/** What Spark needs and is not here. */
function lacking(): string | undefined {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' })
  const version = /version "(\d+)/.exec(status === 0 ? stderr : '')?.[1]
  if (version === undefined) return 'no java (apt-get install openjdk-17-jre-headless)'
  if (Number(version) < 17) return `only Java ${version} (apt-get install openjdk-17-jre-headless)`
  return spawnSync('python3', ['-c', 'import pyspark']).status === 0
    ? undefined
    : 'no pyspark for python3 (pip install pyspark==4.3.0)'
}

const lacks: string | undefined = lacking()
if (lacks !== undefined) console.warn(`the tests with Spark itself are skipped: there is ${lacks}`)

export const hasSpark: boolean = lacks === undefined

export interface SparkSession extends Engine {
  close(): Promise<void>
}

/** One session of Spark on this computer, in a process of its own. */
export async function sparkSession(): Promise<SparkSession> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-spark-'))
  const child = spawn('python3', [inProject('test/exchange/spark.py')], {
    cwd: folder,
    env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1', PYTHONIOENCODING: 'utf-8' },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const said = async () => String((await lines.next()).value)
  if ((await said()) !== 'ready') throw new Error('Spark did not start')
  const run = async (table: HostileTable, statement: string): Promise<readonly Result[]> => {
    const [rows, result] = [join(folder, 'rows.json'), join(folder, 'result.json')]
    writeFileSync(rows, table.rows.map((row) => JSON.stringify(record(table.names, row))).join('\n'))
    const isList = (index: number) => table.rows.some((row) => Array.isArray(row[index]))
    const types = Object.fromEntries(
      table.names.map((name, index) => [name, isList(index) ? 'ARRAY<STRING>' : 'STRING']),
    )
    child.stdin.write(`${JSON.stringify({ rows, types, called: table.called ?? 'answers', statement, result })}\n`)
    const answer = await said()
    if (answer !== 'done') throw new Error(answer)
    return readFileSync(result, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as readonly (string | null)[]).map((cell) => textOf(cell)))
  }
  return {
    dialect: spark,
    run,
    close: async () => {
      child.stdin.end()
      await new Promise((resolve) => child.on('close', resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Python writes truths with a capital. */
function textOf(cell: string | null): string {
  return cell === 'True' ? 'true' : cell === 'False' ? 'false' : (cell ?? '')
}
