import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formIn } from './form-in.ts'
import { median } from './measure.ts'
import { ON } from './people.ts'
import { writeRecords } from './records.ts'

interface Run {
  readonly cpu: number
  readonly wall: number
}

interface StartUp {
  readonly name: string
  /** Milliseconds of one run. */
  readonly cpu: number
  readonly wall: number
  /** By those of the first command, within the same round. */
  readonly cpuRatio: number
  readonly wallRatio: number
}

const RUNS_IN_A_TURN = 3
const ROUNDS = 9

const EXAMPLE = 'questionnaires/examples/ketamine-intake.answers.yaml'

/** Whole commands beside a Node that does nothing. */
export function benchStartUp(say: (line: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-start-'))
  const ten = join(folder, 'ten.csv')
  try {
    writeRecords(formIn('questionnaires/ketamine-intake.yaml'), { path: ten, count: 10, seed: 1 })
    say(
      '\nStart-up: CPU and wall time by those of `node -e 0` (aims: 1.5 for --help, 3.5 for screen and score), milliseconds',
    )
    const program = 'bin/prescreen.js'
    const commands = [
      ['-e', '0'],
      [program, '--help'],
      [program, 'screen', 'ketamine-intake', '--answers', EXAMPLE],
      [program, 'score', 'ketamine-intake', ten, '--on', ON],
    ]
    for (const { name, cpu, wall, cpuRatio, wallRatio } of startUp(commands)) {
      const columns = [cpuRatio.toFixed(2), wallRatio.toFixed(2), cpu.toFixed(0), wall.toFixed(0)]
      say(`${columns.map((column) => column.padStart(9)).join('')}  node ${name.replace(`${folder}/`, '')}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whole processes, from their start to their end, in turns. Bash reads the times that the kernel kept of them. */
function startUp(commands: readonly (readonly string[])[]): readonly StartUp[] {
  const runs = commands.map((): Run[] => [])
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const [index, command] of commands.entries()) {
      const run = turn(command)
      if (round >= 0) runs[index]?.push(run)
    }
  }
  const bare = runs[0] ?? []
  return commands.map((command, index) => {
    const own = runs[index] ?? []
    const ratio = (part: keyof Run) => median(own.map((run, round) => run[part] / (bare[round]?.[part] ?? Number.NaN)))
    return {
      name: command.join(' '),
      cpu: median(own.map((run) => run.cpu)),
      wall: median(own.map((run) => run.wall)),
      cpuRatio: ratio('cpu'),
      wallRatio: ratio('wall'),
    }
  })
}

function turn(command: readonly string[]): Run {
  const script = `TIMEFORMAT='%R %U %S'; time for run in {1..${RUNS_IN_A_TURN}}; do "$@" > /dev/null 2> /dev/null || exit 1; done`
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...command], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr.trim().split(/\s+/).map(Number)
  if (status !== 0) throw new Error(`node ${command.join(' ')} failed: ${stderr}`)
  return { wall: (wall * 1000) / RUNS_IN_A_TURN, cpu: ((user + system) * 1000) / RUNS_IN_A_TURN }
}
