import { randomBytes } from 'node:crypto'
import { closeSync, openSync, unlinkSync } from 'node:fs'
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where results go: a file that appears whole or not at all, or standard output. */
export interface Output {
  /** Takes every byte before it resolves, so that the bytes may be used again. */
  write(bytes: Uint8Array): Promise<void>
  /** Everything is on the disk, under a temporary name still. */
  finish(): Promise<void>
  /** Gives it its name. */
  publish(): Promise<void>
  /** Removes it, if it has no name yet. */
  abandon(): void
}

export interface Leaving {
  /** Has something done at whatever end of the program; returns what takes that back. */
  onExit(clean: () => void): () => void
}

/**
 * A temporary file beside the target (0600, never through a link) that becomes the target with `publish`. Throws what
 * the file system says. `force`: a file that is there already is replaced; otherwise it is left alone.
 */
export async function fileOutput(path: string, force: boolean, leaving: Leaving): Promise<Output> {
  const folder = dirname(path)
  await refuseTarget(path, force)
  const temporary = join(folder, `.prescreen-${randomBytes(8).toString('hex')}.tmp`)
  let file: FileHandle | undefined
  let isTemporary = true
  const abandon = () => {
    if (!isTemporary) return
    isTemporary = false
    try {
      unlinkSync(temporary)
    } catch {
      // Nothing more can be done about a file that cannot be removed.
    }
  }
  // Made and known to be cleared away in one step: no signal comes between.
  closeSync(openSync(temporary, 'wx', 0o600))
  const stay = leaving.onExit(abandon)
  file = await open(temporary, 'r+')
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length; ) at += (await (file as FileHandle).write(bytes, at)).bytesWritten
    },
    finish: async () => {
      await file?.sync()
      await file?.close()
      file = undefined
    },
    publish: async () => {
      if (force) await rename(temporary, path)
      else {
        // A link fails where a rename would replace: the name must be new.
        await link(temporary, path)
        await unlink(temporary)
      }
      isTemporary = false
      stay()
      await syncFolder(folder)
    },
    abandon: () => {
      file?.close().catch(() => undefined)
      file = undefined
      abandon()
      stay()
    },
  }
}

export function streamOutput(write: (bytes: Uint8Array) => Promise<void>): Output {
  const nothing = async () => undefined
  return { write, finish: nothing, publish: nothing, abandon: () => undefined }
}

/** Before anything is read: whether the name may be used. A link is never written through, and never replaced. */
async function refuseTarget(path: string, force: boolean): Promise<void> {
  const there = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (there === undefined) return
  if (there.isSymbolicLink()) throw Object.assign(new Error('link'), { code: 'ELOOP' })
  if (!there.isFile()) throw Object.assign(new Error('not a file'), { code: 'ENOTSUP' })
  if (!force) throw Object.assign(new Error('exists'), { code: 'EEXIST' })
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
