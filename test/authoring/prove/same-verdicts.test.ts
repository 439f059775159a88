import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inProject } from '../../support/load.ts'
import { LARGE_FORMS } from './large-forms.ts'

/** All forms by one command: `PRESCREEN_VERDICTS=all npx vitest run test/authoring/prove/same-verdicts.test.ts`. */
const IS_ALL = process.env.PRESCREEN_VERDICTS === 'all'

const folder = mkdtempSync(join(tmpdir(), 'verdicts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SOME = ['test/fixtures/proofs/exit0.yaml']

function formsBelow(path: string): readonly string[] {
  const names = readdirSync(inProject(path), { recursive: true, encoding: 'utf8' }).sort()
  return names
    .filter((name) => /^[^.]+\.yaml$/.test(name) && !/^(schema|examples)/.test(name))
    .map((name) => `${path}/${name}`)
}

function large(names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const path = join(folder, `${name}.yaml`)
    writeFileSync(path, LARGE_FORMS[name] ?? '')
    return path
  })
}

interface Checked {
  readonly says: string
  /** Seconds of the processor, and MB at most. */
  readonly cost: string
}

/** What `check --json` says of one form, and what it cost. */
async function checked(path: string, { busy }: { readonly busy: boolean }): Promise<Checked> {
  const args = ['--import', `data:text/javascript,${encodeURIComponent(TELL_COST)}`, inProject('bin/prescreen.js')]
  const command = [process.execPath, ...args, 'check', '--json', path]
  const [program = '', ...rest] = busy && process.platform !== 'win32' ? ['nice', '-n', '5', ...command] : command
  const child = spawn(program, rest, { cwd: inProject('.'), env: { ...process.env, PRESCREEN_HOME: folder } })
  let [says, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    says += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const exit = await new Promise((resolve) => child.on('close', resolve))
  const [, user = '', most = ''] = /cost (\d+) (\d+)/.exec(err) ?? []
  return {
    says: `${says}${err.replace(/cost \d+ \d+\n/, '')}exit ${exit}`,
    cost: `${(Number(user) / 1e6).toFixed(1)} s ${Math.round(Number(most) / 1024)} MB`,
  }
}

const TELL_COST =
  "process.on('exit', () => { const { userCPUTime, maxRSS } = process.resourceUsage(); process.stderr.write('cost ' + userCPUTime + ' ' + maxRSS + '\\n') })"

/** Two processes that leave a machine of two cores no rest. */
async function besideBusyLoops<T>(what: () => Promise<T>): Promise<T> {
  const loops: readonly ChildProcess[] = [0, 1].map(() => spawn(process.execPath, ['-e', 'for (;;);']))
  try {
    return await what()
  } finally {
    for (const loop of loops) loop.kill('SIGKILL')
  }
}

async function inTurn(paths: readonly string[], busy: boolean): Promise<readonly Checked[]> {
  const all: Checked[] = []
  for (const path of paths) all.push(await checked(path, { busy }))
  return all
}

test('a busy machine changes no verdict, no person who is shown and no count', { timeout: 3_600_000 }, async () => {
  const paths = IS_ALL
    ? [...formsBelow('questionnaires'), ...formsBelow('test/fixtures/proofs'), ...large(Object.keys(LARGE_FORMS))]
    : [...SOME, ...large(['pairs-far-apart'])]
  const alone = await inTurn(paths, false)
  for (let time = 0; time < (IS_ALL ? 2 : 1); time += 1) {
    const beside = await besideBusyLoops(() => inTurn(paths, true))
    paths.forEach((path, at) => {
      expect(beside[at]?.says, path).toBe(alone[at]?.says)
    })
  }
  expect(alone.every(({ says }) => says.includes('"prescreen/check/1"'))).toBe(true)
  const costs = paths.map((path, at) => `${path.replace(folder, 'large')}: ${alone[at]?.cost}`)
  if (IS_ALL) process.stdout.write(`\n${paths.length} forms, each the same three times\n${costs.join('\n')}\n`)
})
