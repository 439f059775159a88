import { setImmediate } from 'node:timers/promises'
import { threadFailed } from '../cannot-score.ts'
import type { Counts } from '../columns/sets.ts'
import type { ScoreOptions } from '../options.ts'
import type { Surroundings } from '../surroundings.ts'
import type { FromThread, PartAnswered, PartBuffers, PartThread, ToThread } from './messages.ts'
import type { TablePart } from './part.ts'
import { noBuffers, packed } from './part-buffers.ts'

/** Parts that one thread has at once: it never waits for the next while this one scores a part itself. */
const MOST_SENT = 6

/** Threads that score parts for this one. What they answer is called back when the event loop turns. */
export interface PartThreads {
  /** Says of what table the next parts are. */
  table(table: Omit<Extract<ToThread, { kind: 'table' }>, 'kind'>): void
  /** Sends a part to a thread that has room for it; false when none has. */
  send(part: TablePart, answered: (answer: PartAnswered) => void): boolean
  /** Gives back what an answer came in. */
  done(answer: PartAnswered): void
  /** Lets what was answered come in; throws when a thread failed. */
  look(): Promise<void>
  /** The same, and waits until something has come. */
  answered(): Promise<void>
  /** Of all that they scored; they have to be done with it. */
  counts(): Promise<readonly Counts[]>
  end(): void
}

interface Busy {
  readonly thread: PartThread
  readonly sent: ((answer: PartAnswered) => void)[]
  isReady: boolean
  counts: Counts | undefined
}

export function partThreads(
  count: number,
  { options, world }: { readonly options: ScoreOptions; readonly world: Surroundings },
): PartThreads {
  const spare: PartBuffers[] = []
  const { news, fail, look, answered } = newsOfThreads()
  const threads = Array.from({ length: count }, (): Busy => {
    const busy: Busy = { thread: world.beginThread(), sent: [], isReady: false, counts: undefined }
    busy.thread.onAnswer((message) => {
      take(busy, message)
      news()
    }, fail)
    busy.thread.send(beginOf(options, world.today))
    return busy
  })

  function take(busy: Busy, message: FromThread): void {
    if (message.kind === 'ready') busy.isReady = true
    else if (message.kind === 'counts') busy.counts = message.counts
    else busy.sent.shift()?.(message)
  }

  return {
    table(table) {
      for (const { thread } of threads) thread.send({ kind: 'table', ...table })
    },
    send(part, done) {
      const free = threads.find(({ isReady, sent }) => isReady && sent.length < MOST_SENT)
      if (free === undefined) return false
      const sent = packed(part, spare.pop() ?? noBuffers())
      free.sent.push(done)
      free.thread.send({ kind: 'part', part: sent })
      return true
    },
    done: ({ buffers }) => void spare.push(buffers),
    look,
    answered,
    async counts() {
      for (const { thread } of threads) thread.send({ kind: 'counts' })
      while (threads.some((one) => one.counts === undefined)) await answered()
      return threads.flatMap((one) => one.counts ?? [])
    },
    end() {
      for (const { thread } of threads) thread.end()
    },
  }
}

/** That something came from a thread, or that one failed. */
function newsOfThreads() {
  let failure: { readonly error: unknown } | undefined
  let wake: () => void = () => undefined
  let isNews = false
  const news = (): void => {
    isNews = true
    wake()
  }
  const look = async (): Promise<void> => {
    await setImmediate()
    isNews = false
    throwFailure()
  }
  const throwFailure = (): void => {
    if (failure !== undefined) throw failure.error
  }
  const come = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  return {
    news,
    look,
    fail(error: unknown): void {
      failure ??= { error: threadFailed(error) }
      news()
    },
    async answered(): Promise<void> {
      // Of a thread that is gone nothing comes any more, also for whoever asks a second time.
      throwFailure()
      if (!isNews) await come()
      await look()
    },
  }
}

function beginOf(options: ScoreOptions, today: string): ToThread {
  const { to, on, id, dateColumn, decimalComma, showValues, brief, filesRead } = options
  if (filesRead === undefined) throw new Error('another thread needs the files as they were read')
  return {
    kind: 'begin',
    filesRead,
    today,
    options: {
      to,
      decimalComma,
      showValues,
      ...(brief === undefined ? {} : { brief }),
      ...(on === undefined ? {} : { on }),
      ...(id === undefined ? {} : { id }),
      ...(dateColumn === undefined ? {} : { dateColumn }),
    },
  }
}
