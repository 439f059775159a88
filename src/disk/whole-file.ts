import { randomBytes } from 'node:crypto'
import { type FileHandle, link, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What came of writing: done, or why not, in the terms of the file system. */
export type Written =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'exists' | 'denied' | 'full' | 'missing-folder' | 'failed' }

/**
 * Writes a new file whole or not at all: a temporary file beside it (0600, never through a link), every byte taken,
 * flushed to the disk, then given its name, then the folder flushed. A file that is there already is left alone. A text
 * that comes in parts is never whole in memory.
 */
export async function writeNewFile(path: string, text: string | AsyncIterable<string>): Promise<Written> {
  const folder = dirname(path)
  const temporary = join(folder, `.prescreen-${randomBytes(8).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      for await (const part of typeof text === 'string' ? [text] : text)
        await writeAll(file, new TextEncoder().encode(part))
      await file.sync()
    } finally {
      await file.close()
    }
    // A link fails where a rename would replace: the name must be new.
    await link(temporary, path)
    await unlink(temporary)
    await syncFolder(folder)
    return { ok: true }
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    return { ok: false, reason: reasonOf(error) }
  }
}

/**
 * Puts a new text in the place of a file, whole or not at all: a temporary file beside it, flushed to the disk, given
 * its mode and then its name, then the folder flushed. A link stays a link; what it leads to is replaced.
 */
export async function replaceFile(path: string, text: string): Promise<Written> {
  let temporary: string | undefined
  try {
    const target = await realpath(path)
    const { mode } = await stat(target)
    const folder = dirname(target)
    const name = join(folder, `.prescreen-${randomBytes(8).toString('hex')}.tmp`)
    const file = await open(name, 'wx', 0o600)
    temporary = name
    try {
      await writeAll(file, new TextEncoder().encode(text))
      await file.chmod(mode & 0o777)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(name, target)
    temporary = undefined
    await syncFolder(folder)
    return { ok: true }
  } catch (error) {
    if (temporary !== undefined) await unlink(temporary).catch(() => undefined)
    return { ok: false, reason: reasonOf(error) }
  }
}

/** Where the file is at, every byte. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0
  while (at < bytes.length) at += (await file.write(bytes, at)).bytesWritten
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function reasonOf(error: unknown): Exclude<Written, { ok: true }>['reason'] {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EEXIST':
      return 'exists'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'denied'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full'
    case 'ENOENT':
    case 'ENOTDIR':
      return 'missing-folder'
    default:
      return 'failed'
  }
}
