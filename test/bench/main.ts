/*
 * How fast guidance and start-up are, beside other ways to do the same. `npm run bench` compiles the program and this
 * folder with the compiler of the build and runs them as plain JavaScript, from the project's folder.
 *
 * Guidance: all of `guide` (states, findings in words, level, completeness) for the ketamine intake, over seeded random
 * people, one at a time, on one thread. Beside it, on the same people:
 * - the same form written by hand in TypeScript, whose results are equal in every field;
 * - two rule engines with the same rules, which say only which rules are true. Their input is made beforehand; on
 *   complete forms the rules that they raise are those of `guide`.
 * That all agree is checked on all people before the clock starts.
 *
 * Start-up: whole processes, beside `node -e 0`.
 *
 * SQL: `npm run bench -- duckdb`, `postgres` and `spark`, see `sql-engines.ts`, `postgres.ts` and `spark-cluster.ts`; never with the others.
 *
 * Batch: see `batch.ts`; `npm run bench -- batch` prints that alone. Records: see `kept.ts`; `npm run bench -- records`.
 *
 * Everything takes turns, and what counts are the ratios within a round: the machine is never quiet. Nothing fails
 * when a figure is bad; the tests are not timed.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { cpus } from 'node:os'
import type { Answers } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { benchBatch } from './batch.ts'
import { benchCheck } from './check.ts'
import { type Facts, factsOf, jsonRulesEngine, type Raised, zenExpression, zenTable } from './engines.ts'
import { formIn } from './form-in.ts'
import { handWrittenIntake } from './hand-written-intake.ts'
import { benchHostile } from './hostile.ts'
import { benchInterview } from './interview.ts'
import { benchKept } from './kept.ts'
import { type Contestant, type Measured, race } from './measure.ts'
import { ON, randomPeople } from './people.ts'
import { benchProofs } from './prove.ts'
import { startUp } from './start-up.ts'

if (process.argv[2] === 'records') {
  await benchKept(say)
  process.exit()
}

if (process.argv[2] === 'duckdb') {
  const { benchDuckdb } = await import('./sql-engines.ts')
  await benchDuckdb(say, Number(process.env.PRESCREEN_BENCH_RECORDS ?? 10_000_000))
  process.exit()
}

if (process.argv[2] === 'postgres') {
  const { benchPostgres } = await import('./postgres.ts')
  await benchPostgres(say, Number(process.env.PRESCREEN_BENCH_RECORDS ?? 1_000_000))
  process.exit()
}

if (process.argv[2] === 'spark') {
  const { benchSpark } = await import('./spark-cluster.ts')
  await benchSpark(say, Number(process.env.PRESCREEN_BENCH_RECORDS ?? 2_000_000))
  process.exit()
}

if (process.argv[2] === 'batch') {
  await benchBatch(say)
  process.exit()
}

/** What was worked out last. Without it the compiler leaves out making results that nobody looks at. */
const kept: { last?: unknown } = {}

const PEOPLE = 1000
const SEED = 20260228

const intake = formIn('questionnaires/ketamine-intake.yaml')
const people = randomPeople(intake, PEOPLE, SEED)
const facts = people.map((answers) => factsOf(intake, answers))
const handWritten = handWrittenIntake(intake)
const engines: Readonly<Record<string, Raised>> = {
  'zen-engine, one expression': zenExpression(intake),
  'zen-engine, decision table': zenTable(intake),
  'json-rules-engine': jsonRulesEngine(intake),
}

say(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`)
const complete = await checkThatAllAgree()
say(
  `${PEOPLE} seeded people (${complete} complete forms), ${intake.questions.length} questions, ${intake.rules.length} rules`,
)

const guidance = { name: 'prescreen guide()', pass: () => each(people, (answers) => guide(intake, answers, ON)) }
const byHand = { name: 'written by hand', pass: () => each(people, (answers) => handWritten(answers, ON)) }
const rival = ([name, raised]: [string, Raised]): Contestant => ({ name, pass: () => eachInTurn(facts, raised) })

say('\nGuidance: time by that of prescreen (above 1 is slower), microseconds a person, people a second')
const [ours, hand] = await race([guidance, byHand], 45)
const [, ...others] = await race([guidance, ...Object.entries(engines).map(rival)], 9)
for (const one of [ours, hand, ...others]) if (one !== undefined) say(guidanceLine(one))
const fastest = Math.min(...others.map((one) => one.ratio))
say(`  prescreen is ${fastest.toFixed(1)} times as fast as the faster engine (aim: at least 30)`)
say(`  prescreen has ${(hand?.ratio ?? 0).toFixed(2)} of the speed of the form written by hand (aim: at least 0.35)`)

say('\nStart-up: CPU and wall time by those of `node -e 0` (aims: 2 for --help, 6 for screen), milliseconds')
const example = 'questionnaires/examples/ketamine-intake.answers.yaml'
const commands = [
  ['-e', '0'],
  ['bin/prescreen.js', '--help'],
  ['bin/prescreen.js', 'screen', 'ketamine-intake', '--answers', example],
]
for (const { name, cpu, wall, cpuRatio, wallRatio } of startUp(commands)) {
  const columns = [cpuRatio.toFixed(2), wallRatio.toFixed(2), cpu.toFixed(0), wall.toFixed(0)]
  say(`${columns.map((column) => column.padStart(9)).join('')}  node ${name}`)
}

const { firstPaint, bare, keyToPaint } = await benchInterview()
say(
  '\nThe interview on a real terminal, milliseconds (on an idle machine: first paint under 500, key to paint under 50)',
)
say(
  `  first paint ${firstPaint.toFixed(0)}, ${(firstPaint / bare).toFixed(1)} times \`node -e 0\` (${bare.toFixed(0)})`,
)
say(
  `  key to paint ${keyToPaint.median.toFixed(1)}, 95th percentile ${keyToPaint.p95.toFixed(1)}, over ${keyToPaint.keys} keys`,
)

await benchKept(say)
benchCheck()
benchHostile()
await benchProofs()

await benchBatch(say)

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function guidanceLine({ name, median, ratio }: Measured): string {
  const perPerson = (median * 1000) / PEOPLE
  const columns = [ratio.toFixed(2), perPerson.toFixed(1), (1e6 / perPerson).toFixed(0)]
  return `${columns.map((column) => column.padStart(9)).join('')}  ${name}`
}

/** Throws at the first difference; returns how many forms are complete. */
async function checkThatAllAgree(): Promise<number> {
  let complete = 0
  for (const [index, answers] of people.entries()) {
    const expected = guide(intake, answers, ON)
    deepStrictEqual(handWritten(answers, ON), expected)
    if (!expected.complete) continue
    complete += 1
    const raised = expected.findings.flatMap(({ kind, rule }) => (kind === 'rule' && rule !== undefined ? [rule] : []))
    const ids = [...raised, ...expected.covered].sort()
    for (const [name, engine] of Object.entries(engines)) {
      deepStrictEqual([...(await engine(facts[index] as Facts))].sort(), ids, name)
    }
  }
  return complete
}

function each(all: readonly Answers[], call: (answers: Answers) => unknown): void {
  for (const one of all) kept.last = call(one)
}

async function eachInTurn(all: readonly Facts[], call: Raised): Promise<void> {
  for (const one of all) {
    const result = call(one)
    kept.last = result instanceof Promise ? await result : result
  }
}
