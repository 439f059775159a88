import { withoutUndefined } from '../diagnostics/index.ts'

/**
 * What the file system refused, in its own terms. A fault of the program is never turned into this: it is thrown on.
 */
export interface Fault {
  readonly reason: Reason
  readonly path: string
  /** The system's own code, such as `EIO`. */
  readonly code: string
  /** What else is known, as a sentence without its end: who holds a lock, and what can be done. */
  readonly detail?: string
}

export type Reason =
  | 'missing'
  | 'exists'
  | 'not-a-folder'
  | 'folder'
  | 'link'
  | 'not-regular'
  | 'denied'
  | 'full'
  | 'gone'
  | 'busy'
  | 'name'
  | 'no-links'
  | 'no-flush'
  | 'closed'
  | 'failed'

/** What somebody was doing when it was refused, because the same reason needs different words. */
export type Doing = 'reading' | 'writing' | 'keeping'

/** The words for each reason, to follow `…: `. `keeping` is about a file or folder of the record folder. */
const WORDS: Readonly<Record<Reason, Readonly<Record<Doing, string>>>> = {
  missing: {
    reading: 'there is no such file',
    writing: 'there is no such folder',
    keeping: 'there is no such folder',
  },
  exists: {
    reading: 'it cannot be read',
    writing: 'there is a file of that name already, and it was left alone',
    keeping: 'something else is in its place',
  },
  'not-a-folder': {
    reading: 'there is no such file',
    writing: 'there is no such folder',
    keeping: 'something else is in its place',
  },
  folder: {
    reading: 'it is a folder',
    writing: 'it is a folder',
    keeping: 'something else is in its place',
  },
  link: {
    reading: 'it is a link that leads nowhere',
    writing: 'it is a link, which is never written through',
    keeping: 'something else is in its place',
  },
  'not-regular': {
    reading: 'it is not a regular file',
    writing: 'it is not a regular file',
    keeping: 'it is not a regular file',
  },
  denied: {
    reading: 'it may not be read',
    writing: 'it may not be written',
    keeping: 'this user may not read or write it',
  },
  full: {
    reading: 'the disk is full',
    writing: 'the disk is full',
    keeping: 'the disk is full',
  },
  gone: {
    reading: 'it was taken away while it was in use',
    writing: 'it was taken away while it was in use',
    keeping: 'it was taken away while it was in use',
  },
  busy: {
    reading: 'another program has it open',
    writing: 'another program has it open; close it there',
    keeping: 'another program has it open; close it there',
  },
  name: {
    reading: 'no file can have that name',
    writing: 'no file can have that name',
    keeping: 'no file can have that name',
  },
  'no-links': {
    reading: 'its disk has no hard links',
    writing: 'its disk has no hard links',
    keeping:
      'its disk has no hard links (as FAT and exFAT sticks and some network shares), which records need to be written whole or not at all; choose a folder on another disk',
  },
  'no-flush': {
    reading: 'its disk cannot flush a folder',
    writing: 'its disk cannot flush a folder',
    keeping:
      'its disk cannot flush a folder, so that a record could be lost when the power fails; choose a folder on another disk',
  },
  closed: {
    reading: 'it cannot be read',
    writing: 'the reader closed the pipe',
    keeping: 'the reader closed the pipe',
  },
  failed: {
    reading: 'it cannot be read',
    writing: 'it could not be written',
    keeping: 'the disk reports an error',
  },
}

const REASONS: Readonly<Record<string, Reason>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  ENOENT: 'missing',
  ENOTDIR: 'not-a-folder',
  EEXIST: 'exists',
  ELOOP: 'link',
  EISDIR: 'folder',
  ENOTSUP: 'not-regular',
  ENXIO: 'not-regular',
  ESTALE: 'gone',
  EBUSY: 'busy',
  EPIPE: 'closed',
  ERR_STREAM_DESTROYED: 'closed',
}

/** Thrown where this program itself refuses something, in the same place as errors of the file system. */
export class Refusal extends Error {
  readonly reason: Reason
  readonly path: string
  readonly code: string
  readonly detail: string | undefined

  constructor(reason: Reason, path: string, more: { readonly code?: string; readonly detail?: string } = {}) {
    super(reason)
    this.reason = reason
    this.path = path
    this.code = more.code ?? Object.entries(REASONS).find(([, one]) => one === reason)?.[0] ?? 'EIO'
    this.detail = more.detail
  }
}

/**
 * `path` is used where the error names no path that may be shown. Throws on what does not come from the file system.
 */
export function faultOf(error: unknown, path: string): Fault {
  if (error instanceof Refusal) {
    const { reason, code, detail } = error
    return { reason, code, path: error.path, ...withoutUndefined({ detail }) }
  }
  const code = codeOf(error)
  if (!isFromSystem(error)) throw error
  return { reason: REASONS[code] ?? 'failed', path, code }
}

/** Why a file could not be read. An unknown error is one more reason, and never ends the program. */
export function readingReason(error: unknown): Reason {
  const reason = REASONS[codeOf(error)] ?? 'failed'
  return reason === 'not-a-folder' ? 'missing' : reason
}

/**
 * Whether the file system refused something, or this program did in its place. Windows has errors for which Node has no
 * name, such as a file of OneDrive without a network or a stick that was pulled out: those are all `UNKNOWN`.
 */
export function isFromSystem(error: unknown): boolean {
  const code = codeOf(error)
  return error instanceof Refusal || /^E[A-Z0-9]+$|^UNKNOWN$|^ERR_STREAM_DESTROYED$/.test(code)
}

/** Why, and what can be done, to follow `…: `. */
export function faultInWords({ reason, code, detail }: Fault, doing: Doing = 'keeping'): string {
  if (detail !== undefined) return detail
  const words = WORDS[reason][doing]
  return reason === 'failed' && doing === 'keeping' ? `${words} (${code})` : words
}

export function reasonInWords(reason: Reason, doing: Doing): string {
  return WORDS[reason][doing]
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? ''
}
