import type * as fs from 'node:fs'
import { constants } from 'node:fs'
import { dirname } from 'node:path'

/**
 * The calls that the record folder makes of a file system; `node:fs` as it stands is one. An argument everywhere, so
 * that a test can make any of them fail.
 */
export type Disk = Pick<
  typeof fs,
  | 'chmodSync'
  | 'closeSync'
  | 'existsSync'
  | 'fchmodSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'ftruncateSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'opendirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'unlinkSync'
  | 'writeSync'
>

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

/** Every byte from `position` on, however few each call takes. */
export function writeAll(disk: Disk, file: number, bytes: Uint8Array, position: number): void {
  let at = 0
  while (at < bytes.length) at += disk.writeSync(file, bytes, at, bytes.length - at, position + at)
}

/**
 * A new file, whole or not at all: a temporary file of the same disk (never through a link), every byte, flushed, then
 * its name, then the folder flushed. Throws `EEXIST` when the name is taken; a file is never replaced.
 */
export function createWhole(disk: Disk, path: string, bytes: Uint8Array, temporary: string): void {
  try {
    const file = disk.openSync(temporary, 'wx', FILE_MODE)
    try {
      // Whatever the umask took or left.
      disk.fchmodSync(file, FILE_MODE)
      writeAll(disk, file, bytes, 0)
      disk.fsyncSync(file)
    } finally {
      disk.closeSync(file)
    }
    // A link fails where a rename would replace.
    disk.linkSync(temporary, path)
  } finally {
    removeIfThere(disk, temporary)
  }
  try {
    syncFolder(disk, dirname(path))
  } catch (error) {
    disk.unlinkSync(path)
    throw error
  }
}

/** A folder that only its owner may enter; one that is there already is left as it is. A link is no folder. */
export function makeFolder(disk: Disk, path: string, parents: 'made' | 'needed' = 'needed'): void {
  const known = disk.lstatSync(path, { throwIfNoEntry: false })
  if (known?.isDirectory()) return
  if (known !== undefined) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR', path })
  if (parents === 'made' && !disk.existsSync(dirname(path))) makeFolder(disk, dirname(path), 'made')
  try {
    disk.mkdirSync(path, FOLDER_MODE)
  } catch (error) {
    // Another process was faster.
    if (codeOf(error) === 'EEXIST' && disk.lstatSync(path).isDirectory()) return
    throw error
  }
  disk.chmodSync(path, FOLDER_MODE)
  syncFolder(disk, dirname(path))
}

/** Opens a file to be read and written in place, never through a link; `created` makes one that is not there. */
export function openInPlace(disk: Disk, path: string, missing: 'created' | 'refused'): number {
  const flags = constants.O_RDWR | constants.O_NOFOLLOW | (missing === 'created' ? constants.O_CREAT : 0)
  const file = disk.openSync(path, flags, FILE_MODE)
  try {
    if (missing === 'created') disk.fchmodSync(file, FILE_MODE)
    return file
  } catch (error) {
    disk.closeSync(file)
    throw error
  }
}

export function syncFolder(disk: Disk, folder: string): void {
  const handle = disk.openSync(folder, 'r')
  try {
    disk.fsyncSync(handle)
  } finally {
    disk.closeSync(handle)
  }
}

/** Tidying must not hide what went wrong before it, nor undo what went right. */
export function removeIfThere(disk: Disk, path: string): void {
  try {
    disk.unlinkSync(path)
  } catch {
    // Swept later, as the leftovers of dead processes are.
  }
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? ''
}
