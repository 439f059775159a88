import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Spent {
  /** Milliseconds of all threads, those of the system included. */
  readonly cpu: number
  readonly wall: number
}

/** A whole process, from its start to its end. Bash reads the times that the kernel kept of it. */
export function timed(command: readonly string[], times = 1): Spent {
  const script = `TIMEFORMAT='%R %U %S'; time for run in {1..${times}}; do "$@" > /dev/null 2> /dev/null; done`
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr.trim().split(/\s+/).map(Number)
  return { wall: (wall * 1000) / times, cpu: ((user + system) * 1000) / times }
}

/** The most memory that a process had at any time, in MiB: what the kernel noted last, seen every few milliseconds. */
export async function peakMemory([program = '', ...args]: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'ignore' })
  let peak = 0
  const look = setInterval(() => {
    try {
      const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
      peak = Math.max(peak, Number(kib ?? 0) / 1024)
    } catch {
      // It is gone, or there is no such file system here.
    }
  }, 10)
  await new Promise((resolve) => child.on('close', resolve))
  clearInterval(look)
  return peak
}

export function isInstalled(program: string): boolean {
  return spawnSync('bash', ['-c', `command -v ${program}`]).status === 0
}
