import { type Fault, faultInWords, faultOf } from '../disk/index.ts'

/** Why a run ends without a result, in terms from which a command can derive an exit code. */
export type Cause =
  | 'bad-data'
  | 'usage'
  | 'thread'
  | (Pick<Fault, 'reason'> & { readonly doing: 'reading' | 'writing' })

/** Thrown where a run cannot continue and nothing of it is kept. Its message is for the person at the command line. */
export class CannotScore extends Error {
  override readonly cause: Cause
  readonly help: string | undefined

  constructor(cause: Cause, message: string, help?: string) {
    super(message)
    this.cause = cause
    this.help = help
  }
}

/** Puts into words what the file system or an unpacker said about reading. */
export function readingFailed(name: string, error: unknown): CannotScore {
  const code = String((error as NodeJS.ErrnoException).code)
  if (code.startsWith('Z_'))
    return new CannotScore('bad-data', `${name}: the packed file is damaged or cut short; nothing of it is kept`)
  const { reason } = faultOf(error, name)
  const words =
    reason === 'failed'
      ? `reading stopped (${code}); nothing is kept`
      : faultInWords({ reason, path: name, code }, 'reading')
  return new CannotScore({ reason, doing: 'reading' }, `${name}: ${words}`)
}

/** A thread that ended: its own fault is a fault of the program, everything else comes from this computer. */
export function threadFailed(error: unknown): unknown {
  const isFull = (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (error !== undefined && !isFull) return error
  const why = isFull ? 'a thread that scores ran out of memory' : 'a thread that scores ended before its work was done'
  return new CannotScore('thread', `${why}; nothing is kept`, '--threads 1 does without it')
}

/** Puts into words what the file system said about writing. */
export function writingFailed(name: string, error: unknown): CannotScore {
  const fault = faultOf(error, name)
  const { reason } = fault
  const lost = ['full', 'closed', 'failed'].includes(reason) ? '; nothing is kept' : ''
  const words = reason === 'failed' ? 'writing stopped' : faultInWords(fault, 'writing')
  const help =
    reason === 'exists'
      ? '--force replaces it'
      : reason === 'not-regular'
        ? 'leave -o out to write to standard output'
        : undefined
  return new CannotScore({ reason, doing: 'writing' }, `${name}: ${words}${lost}`, help)
}
