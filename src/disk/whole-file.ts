import * as fs from 'node:fs'
import { platform } from 'node:os'
import { dirname, join } from 'node:path'
import { type Disk, removeIfThere, syncFolder, writeAll } from './disk.ts'
import { codeOf, Refusal } from './fault.ts'
import { isOfTheDead, SELF, temporaryName } from './owner.ts'
import { renamePatiently } from './patience.ts'
import { windowsNameProblem } from './windows-names.ts'

/**
 * What happens to a file that already has the name. `new`: it is left alone, and nothing is written. `replace`: it is
 * replaced. `keep-link`: it is replaced and keeps its mode; for a link, the file that it points to is replaced.
 */
export type Naming = 'new' | 'replace' | 'keep-link'

/** A file that has no name yet. Each call throws what the file system says. */
export interface WholeFile {
  /** Takes every byte before it returns. */
  write(bytes: Uint8Array): void
  /** Everything is on the disk, but still under a temporary name. */
  finish(): void
  /** Gives the file its name, and flushes the folder. */
  publish(): void
  /** Removes the file, if it has no name yet. Never throws. */
  abandon(): void
}

interface Writing {
  readonly disk?: Disk
  /** Path of the half-written file; next to the target where none is given. */
  readonly temporary?: string
  /**
   * Who may read it: only its owner, for anything that may contain answers; or whoever may usually read this user's
   * files.
   */
  readonly rights?: 'own' | 'usual'
}

const MODE = 0o600
const USUAL_MODE = 0o666

/**
 * The only way in which files are written: a temporary file on the same disk (readable for its owner unless asked
 * otherwise, never through a link), every byte, a flush, then the name, then a flush of the folder. A kill at any
 * moment leaves the whole file or none.
 */
export function beginWhole(
  path: string,
  naming: Naming,
  { disk = fs, temporary, rights = 'own' }: Writing = {},
): WholeFile {
  if (naming !== 'keep-link') refuseName(path)
  const target = naming === 'keep-link' ? fs.realpathSync(path) : path
  const mode = naming === 'keep-link' ? fs.statSync(target).mode & 0o777 : MODE
  const folder = dirname(target)
  const half = temporary ?? temporaryBeside(target)
  let file: number | undefined = disk.openSync(half, 'wx', rights === 'own' ? MODE : USUAL_MODE)
  let isHalf = true
  let size = 0
  const close = () => {
    const open = file
    file = undefined
    if (open !== undefined) disk.closeSync(open)
  }
  const abandon = () => {
    try {
      close()
    } catch {
      // It is removed in any case.
    }
    if (isHalf) removeIfThere(disk, half)
    isHalf = false
  }
  const orAbandon = <T>(step: () => T): T => {
    try {
      return step()
    } catch (error) {
      abandon()
      throw error
    }
  }
  // Set explicitly, because the umask may have changed it, which is only right for the usual rights.
  if (rights === 'own') orAbandon(() => disk.fchmodSync(file as number, mode))
  return {
    write: (bytes) => {
      writeAll(disk, { file: file as number, position: size }, bytes)
      size += bytes.length
    },
    finish: () => {
      disk.fsyncSync(file as number)
      close()
    },
    publish: () => {
      orAbandon(() => named(disk, { half, target }, naming))
      // After a link the first name still exists, after a rename it does not.
      if (naming === 'new') removeIfThere(disk, half)
      isHalf = false
      try {
        syncFolder(disk, folder)
      } catch (error) {
        if (naming === 'new') removeIfThere(disk, target)
        throw error
      }
    },
    abandon,
  }
}

/** Writes everything at once. Throws what the file system says; then there is no new file. */
export function writeWhole(
  path: string,
  bytes: Uint8Array,
  { naming, ...writing }: Writing & { readonly naming: Naming },
): void {
  const file = beginWhole(path, naming, writing)
  try {
    file.write(bytes)
    file.finish()
    file.publish()
  } finally {
    file.abandon()
  }
}

function named(disk: Disk, { half, target }: { readonly half: string; readonly target: string }, naming: Naming): void {
  if (naming !== 'new') renamePatiently(disk, { from: half, to: target })
  else {
    try {
      // A link fails where a rename would replace.
      disk.linkSync(half, target)
    } catch (error) {
      if (!hasNoLinks(error)) throw error
      reserved(disk, half, target)
    }
  }
}

/** Without hard links, an empty file takes the name first, and then the whole file replaces it. */
function reserved(disk: Disk, half: string, target: string): void {
  disk.closeSync(disk.openSync(target, 'wx', MODE))
  try {
    renamePatiently(disk, { from: half, to: target })
  } catch (error) {
    removeIfThere(disk, target)
    throw error
  }
}

/**
 * Whether a link failed because its disk has no hard links, which each system says in its own way. `EISDIR` is what
 * Windows says for FAT and exFAT. A name that may not be used has been refused before.
 */
export function hasNoLinks(error: unknown): boolean {
  return ['EPERM', 'EISDIR', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))
}

const PREFIX = 'prescreen-'

/** A path for a half-written file next to its target. Those that killed processes left there are removed. */
function temporaryBeside(path: string): string {
  const folder = dirname(path)
  try {
    for (const name of fs.readdirSync(folder))
      if (name.startsWith(`.${PREFIX}`) && isOfTheDead(name, SELF)) removeIfThere(fs, join(folder, name))
  } catch {
    // Somebody who may not list a folder may still be able to write in it.
  }
  return join(folder, temporaryName(SELF, PREFIX))
}

/** Throws, before anything is done, where a name may not be used for a new file: a link is never written through. */
export function refuseTarget(path: string, naming: Naming): void {
  refuseName(path)
  const there = fs.lstatSync(path, { throwIfNoEntry: false })
  if (there === undefined) return
  if (there.isSymbolicLink()) throw new Refusal('link', path)
  if (!there.isFile()) throw new Refusal('not-regular', path)
  if (naming === 'new') throw new Refusal('exists', path)
}

/** Throws where this system cannot have a file of that name, or would put it somewhere else. */
export function refuseName(path: string): void {
  const problem = platform() === 'win32' ? windowsNameProblem(path) : undefined
  if (problem !== undefined) throw new Refusal('name', path, { detail: problem })
}
