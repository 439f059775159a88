import { stat } from 'node:fs/promises'

/** Identifies a regular file, whatever path leads to it; undefined where there is none. */
export async function fileIdentity(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found?.isFile() ? `${found.dev}:${found.ino}` : undefined
}
