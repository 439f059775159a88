import { visible } from '../../diagnostics/index.ts'
import { faultInWords, faultOf } from '../../disk/index.ts'
import { logAccess, type RecordFolder } from '../../record/index.ts'
import { sittingOf } from '../desk/record-folder.ts'
import { type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'

interface Access {
  readonly by: string | undefined
  /** `-` for several records. */
  readonly record?: string
  /** The command, or how many records. */
  readonly why: string
}

/**
 * Logs that somebody is about to see stored answers. If it cannot be logged, as in a read-only copy or on a full disk,
 * they are shown all the same, and the user is told.
 */
export function logRead(folder: RecordFolder, { by, ...access }: Access, io: Io): void {
  try {
    logAccess(sittingOf(io, folder, by), { what: 'read', ...access })
  } catch (error) {
    io.err(`not logged: ${visible(folder.path)}: ${visible(faultInWords(faultOf(error, folder.path)))}\n`)
  }
}

/**
 * Logs that answers are about to leave the folder. If the folder is writable but this cannot be logged, they do not
 * leave.
 */
export function logLeaving(
  folder: RecordFolder,
  { by, ...access }: Access & { readonly what: 'exported' | 'backed-up' },
  io: Io,
): ExitCode | undefined {
  try {
    logAccess(sittingOf(io, folder, by), access)
    return undefined
  } catch (error) {
    const fault = faultOf(error, folder.path)
    const why = visible(faultInWords(fault))
    if (fault.reason === 'denied') {
      io.err(`not logged: ${visible(folder.path)}: ${why}\n`)
      return undefined
    }
    io.err(`prescreen: nothing was written, since it cannot be logged: ${why}\n`)
    return exitFor(fault, 'writing')
  }
}
