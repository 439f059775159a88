import { codeOf } from './disk.ts'

/** What the file system refused, in its own terms. A fault of the program is not one: that is thrown on. */
export interface Fault {
  readonly reason: 'denied' | 'full' | 'missing-folder' | 'in-the-way' | 'gone' | 'failed'
  /** A folder or file of the record folder; names there say nothing about a person. */
  readonly path: string
  /** The system's own word, such as `EIO`. */
  readonly code: string
}

const REASONS: Readonly<Record<string, Fault['reason']>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'missing-folder',
  ENOTDIR: 'in-the-way',
  EEXIST: 'in-the-way',
  ELOOP: 'in-the-way',
  EISDIR: 'in-the-way',
  ESTALE: 'gone',
}

/** Throws what is no fault of the file system. */
export function faultOf(error: unknown, path: string): Fault {
  const code = codeOf(error)
  if (!/^E[A-Z0-9]+$/.test(code)) throw error
  return { reason: REASONS[code] ?? 'failed', path, code }
}

/** Why, and what can be done, after `…: `. */
export function faultInWords({ reason, code }: Fault): string {
  switch (reason) {
    case 'denied':
      return 'this user may not read or write it'
    case 'full':
      return 'the disk is full'
    case 'missing-folder':
      return 'there is no such folder'
    case 'in-the-way':
      return 'something else is in its place'
    case 'gone':
      return 'it was taken away while it was in use'
    case 'failed':
      return `the disk reports an error (${code})`
  }
}
