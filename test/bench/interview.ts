import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { spawn } from '@lydell/node-pty'
import { median } from './measure.ts'

interface Interview {
  /** Milliseconds from the start of the process to the first whole screen; the same for `node -e 0` to its end. */
  readonly firstPaint: number
  readonly bare: number
  /** Milliseconds from a key to the first bytes of the screen that answers it. */
  readonly keyToPaint: { readonly median: number; readonly p95: number; readonly keys: number }
}

const STARTS = 9
const KEYS = 200

/** The interview on a real pseudo-terminal: how long the first screen takes, and each one after it. */
export async function benchInterview(say: (line: string) => void): Promise<void> {
  const { firstPaint, bare, keyToPaint } = await measured()
  say(
    '\nThe interview on a real terminal, milliseconds (on an idle machine: first paint under 500, key to paint under 50)',
  )
  say(
    `  first paint ${firstPaint.toFixed(0)}, ${(firstPaint / bare).toFixed(1)} times \`node -e 0\` (${bare.toFixed(0)})`,
  )
  say(
    `  key to paint ${keyToPaint.median.toFixed(1)}, 95th percentile ${keyToPaint.p95.toFixed(1)}, over ${keyToPaint.keys} keys`,
  )
}

async function measured(): Promise<Interview> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-bench-'))
  writeFileSync(join(folder, 'settings.yaml'), 'guard_time: 0\n')
  try {
    const starts: number[] = []
    const bares: number[] = []
    for (let round = 0; round < STARTS; round += 1) {
      bares.push(await bareStart())
      const desk = opened(folder)
      starts.push(await desk.painted('Local reference'))
      desk.kill()
    }
    const times = await keyTimes(opened(folder))
    const sorted = [...times].sort((a, b) => a - b)
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
    return {
      firstPaint: median(starts),
      bare: median(bares),
      keyToPaint: { median: median(times), p95, keys: times.length },
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Back and forth between two questions: each press draws a whole screen, and none answers anything new. */
async function keyTimes(desk: ReturnType<typeof opened>): Promise<readonly number[]> {
  await desk.painted('Local reference')
  await desk.answered('\r')
  await desk.answered('0')
  const times: number[] = []
  for (let key = 0; key < KEYS; key += 1) times.push(await desk.answered(key % 2 === 0 ? '\u001b[D' : '\u001b[C'))
  desk.kill()
  return times
}

function opened(folder: string) {
  const start = performance.now()
  const env = { ...process.env, PRESCREEN_CONFIG: folder, LANG: 'C.UTF-8', TERM: 'xterm-256color' }
  const pty = spawn(process.execPath, ['bin/prescreen.js', 'screen', 'ketamine-intake'], { cols: 80, rows: 24, env })
  let seen = ''
  let heard: () => void = () => undefined
  pty.onData((text) => {
    seen += text
    heard()
  })
  const until = async (holds: () => boolean) => {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        heard = resolve
      })
    }
  }
  return {
    painted: async (text: string) => {
      await until(() => seen.includes(text))
      return performance.now() - start
    },
    answered: async (key: string) => {
      await new Promise((resolve) => setTimeout(resolve, 15))
      const [before, pressed] = [seen.length, performance.now()]
      pty.write(key)
      await until(() => seen.length > before)
      return performance.now() - pressed
    },
    kill: () => pty.kill('SIGKILL'),
  }
}

async function bareStart(): Promise<number> {
  const start = performance.now()
  const pty = spawn(process.execPath, ['-e', '0'], { cols: 80, rows: 24 })
  await new Promise<void>((resolve) => pty.onExit(() => resolve()))
  return performance.now() - start
}
