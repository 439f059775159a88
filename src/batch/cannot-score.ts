/** Why a run ends without a result, in terms that a command can make an exit code of. */
export type Cause = 'bad-data' | 'no-input' | 'denied' | 'cannot-create' | 'io' | 'usage'

/** Thrown where a run cannot go on and nothing of it is kept; its message is for the person at the command line. */
export class CannotScore extends Error {
  readonly reason: Cause
  readonly help: string | undefined

  constructor(reason: Cause, message: string, help?: string) {
    super(message)
    this.reason = reason
    this.help = help
  }
}

/** What the file system or an unpacker said about reading. */
export function readingFailed(name: string, error: unknown): CannotScore {
  const code = String((error as NodeJS.ErrnoException).code)
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CannotScore('no-input', `${name}: there is no such file`)
    case 'EACCES':
    case 'EPERM':
      return new CannotScore('denied', `${name}: it may not be read`)
    case 'EISDIR':
      return new CannotScore('no-input', `${name}: it is a folder`)
  }
  if (code.startsWith('Z_'))
    return new CannotScore('bad-data', `${name}: the packed file is damaged or cut short; nothing of it is kept`)
  return new CannotScore('io', `${name}: reading stopped (${code}); nothing is kept`)
}

/** What the file system said about writing. */
export function writingFailed(name: string, error: unknown): CannotScore {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EEXIST':
      return new CannotScore('cannot-create', `${name}: there is a file of that name already`, '--force replaces it')
    case 'ELOOP':
      return new CannotScore('cannot-create', `${name}: it is a link, which is never written through`)
    case 'ENOTSUP':
      return new CannotScore(
        'cannot-create',
        `${name}: it is not a regular file`,
        'leave -o out to write to standard output',
      )
    case 'EISDIR':
    case 'ENOENT':
    case 'ENOTDIR':
      return new CannotScore('cannot-create', `${name}: there is no such folder`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new CannotScore('denied', `${name}: it may not be written`)
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new CannotScore('io', `${name}: the disk is full; nothing is kept`)
    case 'EPIPE':
    case 'ERR_STREAM_DESTROYED':
      return new CannotScore('io', `${name}: the reader closed the pipe; nothing is kept`)
    default:
      return new CannotScore('io', `${name}: writing stopped; nothing is kept`)
  }
}
