import type * as fs from 'node:fs'
import { constants } from 'node:fs'
import { platform } from 'node:os'
import { dirname } from 'node:path'
import { codeOf, Refusal } from './fault.ts'

/**
 * The calls that the record folder makes of a file system; `node:fs` itself is one. It is an argument everywhere, so
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

/** Writes every byte from `position` on, however few each call takes. */
export function writeAll(
  disk: Disk,
  { file, position }: { readonly file: number; readonly position: number },
  bytes: Uint8Array,
): void {
  let at = 0
  while (at < bytes.length) at += disk.writeSync(file, bytes, at, bytes.length - at, position + at)
}

/** A folder that only its owner may enter. An existing one is left as it is. A link is not accepted as a folder. */
export function makeFolder(disk: Disk, path: string, parents: 'made' | 'needed' = 'needed'): void {
  const known = disk.lstatSync(path, { throwIfNoEntry: false })
  if (known?.isDirectory()) return
  if (known !== undefined) throw new Refusal('not-a-folder', path)
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

/** Opens a file to be read and written in place, never through a link. `created` makes one that does not exist. */
export function openInPlace(disk: Disk, path: string, missing: 'created' | 'refused'): number {
  const flags = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (missing === 'created' ? constants.O_CREAT : 0)
  const file = disk.openSync(path, flags, FILE_MODE)
  try {
    if (missing === 'created') disk.fchmodSync(file, FILE_MODE)
    return file
  } catch (error) {
    disk.closeSync(file)
    throw error
  }
}

/** The bytes of a regular file. A link, a pipe or a device in its place is refused, without waiting for it. */
export function readRegular(disk: Disk, path: string): Buffer {
  const file = openRegular(disk, path)
  try {
    return disk.readFileSync(file)
  } finally {
    disk.closeSync(file)
  }
}

/** Opens a regular file for reading; see `readRegular`. */
export function openRegular(disk: Disk, path: string): number {
  const file = disk.openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  try {
    const stat = disk.fstatSync(file)
    if (!stat.isFile()) throw new Refusal(stat.isDirectory() ? 'folder' : 'not-regular', path)
    return file
  } catch (error) {
    disk.closeSync(file)
    throw error
  }
}

/** Flushes a folder: only after this does a change to its list of names survive a power failure. */
export function syncFolder(disk: Disk, folder: string): void {
  // Windows cannot open a folder, and NTFS logs changes of names before it makes them.
  if (platform() === 'win32') return
  const handle = disk.openSync(folder, 'r')
  try {
    disk.fsyncSync(handle)
  } catch (error) {
    throw codeOf(error) === 'EINVAL' ? new Refusal('no-flush', folder, { code: 'EINVAL' }) : error
  } finally {
    disk.closeSync(handle)
  }
}

/** Removes a file and ignores errors, because tidying must not hide an earlier error, nor undo a success. */
export function removeIfThere(disk: Disk, path: string): void {
  try {
    disk.unlinkSync(path)
  } catch {
    // Swept later, like other leftovers of dead processes.
  }
}
