import { performance } from 'node:perf_hooks'

/** One pass over all people. */
export interface Contestant {
  readonly name: string
  readonly pass: () => void | Promise<void>
}

export interface Measured {
  readonly name: string
  /** Of one pass, in milliseconds. */
  readonly median: number
  /** The median, over the rounds, of this contestant's time by the first one's in the same round. */
  readonly ratio: number
}

/** A turn of a contestant repeats its pass for at least so long, in milliseconds. */
const TURN = 60

/**
 * Contestants take turns, so that what slows the machine down for a while slows all of them; the ratios are those
 * within a round. The first third of the rounds is warm-up and not counted.
 */
export async function race(contestants: readonly Contestant[], rounds: number): Promise<readonly Measured[]> {
  const times = contestants.map((): number[] => [])
  const warmUp = Math.ceil(rounds / 3)
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const time = await turn(contestant)
      if (round >= 0) times[index]?.push(time)
    }
  }
  const first = times[0] ?? []
  return contestants.map(({ name }, index) => {
    const own = times[index] ?? []
    return { name, median: median(own), ratio: median(own.map((time, round) => time / (first[round] ?? time))) }
  })
}

async function turn({ pass }: Contestant): Promise<number> {
  const start = performance.now()
  let passes = 0
  let elapsed = 0
  while (elapsed < TURN) {
    const running = pass()
    // Awaiting what is no promise would cost the synchronous ones a turn of the event loop.
    if (running !== undefined) await running
    passes += 1
    elapsed = performance.now() - start
  }
  return elapsed / passes
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
