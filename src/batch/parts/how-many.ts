import type { ScoreOptions } from '../options.ts'
import type { Input } from '../reading/inputs.ts'
import type { Surroundings } from '../surroundings.ts'

/** In bytes. A smaller file is done before a second thread has read the questionnaire and warmed up. */
const LARGE = 64 * 1024 * 1024
/** Threads when nobody says how many. The thread that reads records is one of them, and can feed about three. */
const USUAL = 2
export const MOST_THREADS = 64

/** How many threads score a file, and why it is only one. */
export interface HowMany {
  readonly threads: number
  readonly why?: string
}

/** Known once the first bytes are read. */
export function howManyThreads(
  { size, found }: Pick<Input, 'size' | 'found'>,
  { threads, to }: Pick<ScoreOptions, 'threads' | 'to'>,
  { cores }: Pick<Surroundings, 'cores'>,
): HowMany {
  if (threads === 1) return one('as was asked')
  if (size === undefined) return one('it comes through a pipe')
  if (found().isPacked) return one('it is packed')
  if (found().isWorkbook) return one('it is a workbook')
  if (to === 'xlsx') return one('it becomes a workbook')
  if (cores < 2) return one('this computer has one processor')
  if (threads !== undefined) return { threads }
  if (to === 'lines') return one('--lines answers one line after the other')
  return size < LARGE ? one('it is small') : { threads: Math.min(USUAL, cores) }
}

function one(why: string): HowMany {
  return { threads: 1, why }
}
