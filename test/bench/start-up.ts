import { spawnSync } from 'node:child_process'
import { median } from './measure.ts'

interface Run {
  readonly cpu: number
  readonly wall: number
}

export interface StartUp {
  readonly name: string
  /** Milliseconds of one run. */
  readonly cpu: number
  readonly wall: number
  /** By those of the first command, within the same round. */
  readonly cpuRatio: number
  readonly wallRatio: number
}

const RUNS_IN_A_TURN = 4
const ROUNDS = 15

/** Whole processes, from their start to their end, in turns. Bash reads the times that the kernel kept of them. */
export function startUp(commands: readonly (readonly string[])[]): readonly StartUp[] {
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
  const script = `TIMEFORMAT='%R %U %S'; time for run in {1..${RUNS_IN_A_TURN}}; do "$@" > /dev/null || exit 1; done`
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...command], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr.trim().split(/\s+/).map(Number)
  if (status !== 0) throw new Error(`node ${command.join(' ')} failed: ${stderr}`)
  return { wall: (wall * 1000) / RUNS_IN_A_TURN, cpu: ((user + system) * 1000) / RUNS_IN_A_TURN }
}
