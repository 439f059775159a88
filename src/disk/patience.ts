import { platform } from 'node:os'
import type { Disk } from './disk.ts'
import { codeOf, Refusal } from './fault.ts'

/** Milliseconds between two tries. A virus scanner or a viewer is usually done with a file after the first pause. */
const PAUSES_MS = [10, 20, 40, 80, 160, 320, 640]

/**
 * Gives a file its name. On Windows that fails while another program has the old or the new file open, as a virus
 * scanner does for a moment with each new file. It is tried again for about a second before it is reported. A file that
 * is marked as read-only gives the same error, and then waiting does not help.
 */
export function renamePatiently(
  disk: Disk,
  { from, to }: { readonly from: string; readonly to: string },
  system: NodeJS.Platform = platform(),
): void {
  for (let turn = 0; ; turn += 1) {
    try {
      disk.renameSync(from, to)
      return
    } catch (error) {
      const code = codeOf(error)
      if (system !== 'win32' || !HELD_OPEN.includes(code)) throw error
      if (isReadOnly(disk, to)) throw new Refusal('denied', to, { code, detail: READ_ONLY })
      const pause = PAUSES_MS[turn]
      if (pause === undefined) throw new Refusal('busy', to, { code })
      Atomics.wait(STILL, 0, 0, pause)
    }
  }
}

const READ_ONLY = 'it is marked as read-only; take the mark away in its properties'

/** On Windows, this mark is all that the mode of a file says. */
function isReadOnly(disk: Disk, path: string): boolean {
  const there = disk.lstatSync(path, { throwIfNoEntry: false })
  return there !== undefined && (there.mode & 0o200) === 0
}

/** What Windows says about a file that another program has open. */
const HELD_OPEN: readonly string[] = ['EPERM', 'EACCES', 'EBUSY']
/** Waited on and never woken. Everything here is synchronous, so that nothing can come in between. */
const STILL = new Int32Array(new SharedArrayBuffer(4))
