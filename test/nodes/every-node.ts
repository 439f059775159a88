import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProject } from '../support/load.ts'
import { NODE_LINES, nodeBinary } from '../support/node-line.ts'

/**
 * `npm run test:nodes`: the main jobs on every line of Node that `engines` promises, equal byte for byte to the oldest,
 * and a part of the suite on each. Prints a line for each; exit 1 where one differs or fails.
 */

/** What somebody does with the program, as arguments; each file that a job writes is compared too. */
const JOBS: readonly (readonly string[])[] = [
  ['--help'],
  ['screen', 'ketamine-intake', '--answers', inProject('questionnaires/examples/ketamine-intake.answers.yaml')],
  [
    'screen',
    'ketamine-intake',
    '--answers',
    inProject('questionnaires/examples/ketamine-intake.answers.yaml'),
    '--json',
  ],
  ['check', 'bladder-follow-up'],
  ['show', 'bladder-follow-up', '--as', 'html'],
  ['score', inProject('questionnaires/examples/health-survey.yaml'), 'survey.csv', '-o', 'results.csv', '--id', 'SEQN'],
  ['new', 'my-form'],
]

/** Folders and files of the suite that touch what may differ between versions: files, processes, text, numbers. */
const SUITE = [
  'test/expression',
  'test/rules',
  'test/questionnaire',
  'test/tables',
  'test/disk',
  'test/commands/screen.test.ts',
  'test/commands/new.test.ts',
  'test/terminal/interview.test.ts',
]

function jobsOn(node: string): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-nodes-'))
  try {
    const survey = readdirSync(inProject('questionnaires/examples')).find((name) => /survey.*\.csv$/.test(name))
    if (survey !== undefined)
      writeFileSync(join(folder, 'survey.csv'), readFileSync(inProject(`questionnaires/examples/${survey}`)))
    const results = new Map<string, string>()
    for (const args of JOBS) {
      const { status, stdout, stderr } = spawnSync(node, [inProject('bin/prescreen.js'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', HOME: folder, PRESCREEN_HOME: join(folder, 'home') },
      })
      results.set(args.slice(0, 2).join(' '), withoutTimes(`${status}\n${stdout}\n${stderr}`))
    }
    for (const name of readdirSync(folder).filter((one) => /\.(csv|yaml)$/.test(one)))
      results.set(name, readFileSync(join(folder, name), 'utf8'))
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function withoutTimes(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\d(T| )\d\d:\d\d[\d:.Z]*/g, '…').replaceAll(/\d+\.\d s/g, '… s')
}

function suiteOn(node: string): { readonly passed: boolean; readonly words: string } {
  const { status, stdout } = spawnSync(node, [inProject('node_modules/vitest/vitest.mjs'), 'run', ...SUITE], {
    cwd: inProject('.'),
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 1 << 28,
  })
  const tests = /Tests +(.+)/.exec(stdout ?? '')?.[1] ?? 'no tests'
  return { passed: status === 0, words: tests }
}

let failed = 0
let oldest: ReadonlyMap<string, string> | undefined
for (const version of NODE_LINES) {
  const node = nodeBinary('linux-x64', version)
  if (node === undefined) {
    console.log(`Node ${version}: skipped, it cannot be fetched here`)
    continue
  }
  const jobs = jobsOn(node)
  oldest ??= jobs
  const different = [...jobs].filter(([name, result]) => oldest?.get(name) !== result).map(([name]) => name)
  const suite = suiteOn(node)
  if (different.length > 0 || !suite.passed) failed += 1
  const said =
    different.length === 0 ? `${jobs.size} results as on the oldest line` : `differs: ${different.join(', ')}`
  console.log(`Node ${version}: ${said}; suite: ${suite.words}`)
}
process.exitCode = failed === 0 ? 0 : 1
