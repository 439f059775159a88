import { unlink } from 'node:fs/promises'
import { type Written, writeNewFile } from './whole-file.ts'

/** What came of writing several files: all are there, or none is and this one is why. */
export type WrittenTogether =
  | { readonly ok: true }
  | { readonly ok: false; readonly path: string; readonly reason: Exclude<Written, { ok: true }>['reason'] }

/** Writes new files that belong together. When one cannot be written, those before it are removed again. */
export async function writeNewFiles(
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<WrittenTogether> {
  for (const [index, { path, text }] of files.entries()) {
    const written = await writeNewFile(path, text)
    if (written.ok) continue
    for (const earlier of files.slice(0, index)) await unlink(earlier.path).catch(() => undefined)
    return { ok: false, path, reason: written.reason }
  }
  return { ok: true }
}
