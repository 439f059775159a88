import { type ByteWriter, putBytes } from '../../tables/index.ts'
import type { PartRead } from '../writing/row-problems.ts'
import type { PartScored, TablePart } from './part.ts'
import type { PartThreads } from './part-threads.ts'
import type { PartScoring } from './score-part.ts'

/** The most parts that may wait for an earlier one, because all of them are held in memory. */
const MOST_WAITING = 64

/** A part that is being scored elsewhere, or waits for one that is. */
interface Waiting {
  readonly read: PartRead
  scored?: PartScored
  /** Its result rows. */
  results: Uint8Array
  /** Called when they are not needed any more. */
  release: () => void
}

/** Parts that are scored here or in other threads. Their results are taken in the order of the parts. */
export interface PartQueue {
  /** `threads`: those that may take it. */
  score(part: TablePart, read: PartRead, threads: PartThreads | undefined): Promise<void>
  /** Resolves when all results are taken. */
  settled(): Promise<void>
}

export interface QueueOptions {
  readonly scoring: PartScoring
  /** Where `scoring` writes result rows. */
  readonly out: ByteWriter
  /** Called for each part when its rows are in `out`. */
  readonly take: (read: PartRead, scored: PartScored) => void
}

export function partQueue({ scoring, out, take }: QueueOptions): PartQueue {
  const waiting: Waiting[] = []
  let using: PartThreads | undefined

  function takeScored(): void {
    for (let first = waiting[0]; first?.scored !== undefined; first = waiting[0]) {
      waiting.shift()
      putBytes(out, first.results, 0, first.results.length)
      first.release()
      try {
        take(first.read, first.scored)
      } catch (error) {
        // The run ends here: nothing later is reported.
        waiting.length = 0
        throw error
      }
    }
  }

  async function wait(most: number): Promise<void> {
    while (waiting.length > most) {
      await using?.answered()
      takeScored()
    }
  }

  function sent(part: TablePart, read: PartRead, threads: PartThreads): boolean {
    const one: Waiting = { read: kept(read), results: NOTHING, release: () => undefined }
    const isSent = threads.send(part, (answer) => {
      one.scored = answer.scored
      one.results = new Uint8Array(answer.buffers.results, 0, answer.size)
      one.release = () => threads.done(answer)
    })
    if (isSent) waiting.push(one)
    return isSent
  }

  function scoredHere(part: TablePart, read: PartRead): void {
    const before = out.length
    const scored = scoring.score(part)
    if (waiting.length === 0) {
      take(read, scored)
      return
    }
    // Its rows come after those of a part that another thread still has.
    const results = out.bytes.slice(before, out.length)
    out.length = before
    waiting.push({ read: kept(read), scored, results, release: () => undefined })
  }

  return {
    async score(part, read, threads) {
      using = threads ?? using
      if (threads === undefined || !sent(part, read, threads)) scoredHere(part, read)
      if (using === undefined) return
      await using.look()
      takeScored()
      await wait(MOST_WAITING)
    },
    settled: () => wait(0),
  }
}

const NOTHING = new Uint8Array(0)

/** Copies the arrays, which are reused for the next rows. */
function kept({ numbers, lines, ...read }: PartRead): PartRead {
  const count = read.records
  return { ...read, numbers: numbers.slice(0, count), lines: lines.slice(0, count) }
}
