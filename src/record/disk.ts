import type * as fs from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The calls that the record folder makes of a file system; `node:fs` as it stands is one. An argument everywhere, so
 * that a test can make any of them fail.
 */
export type Disk = Pick<
  typeof fs,
  | 'closeSync'
  | 'existsSync'
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

export const FILE_MODE = 0o600
export const FOLDER_MODE = 0o700

/** Every byte, however few each call takes. */
export function writeAll(disk: Disk, file: number, bytes: Uint8Array): void {
  let at = 0
  while (at < bytes.length) at += disk.writeSync(file, bytes, at, bytes.length - at)
}

/**
 * A new file, whole or not at all: a temporary file beside it (never through a link), every byte, flushed, then its
 * name, then the folder flushed. Throws `EEXIST` when the name is taken; a file is never replaced.
 */
export function createWhole(disk: Disk, path: string, bytes: Uint8Array, temporaryName: string): void {
  const folder = dirname(path)
  const temporary = join(folder, temporaryName)
  try {
    const file = disk.openSync(temporary, 'wx', FILE_MODE)
    try {
      writeAll(disk, file, bytes)
      disk.fsyncSync(file)
    } finally {
      disk.closeSync(file)
    }
    // A link fails where a rename would replace.
    disk.linkSync(temporary, path)
  } finally {
    removeIfThere(disk, temporary)
  }
  syncFolder(disk, folder)
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
