import { visible } from '../diagnostics/index.ts'
import { isBlank, topKey } from '../yaml/index.ts'
import type { Io } from './io.ts'

/** The name of a file that is a questionnaire. A second dot means a sidecar. */
export const FORM_NAME: RegExp = /^[^.]+\.ya?ml$/i

/** A file of this folder that has the same id and says something else, so that nobody can know which one is meant. */
export async function otherHere(id: string, path: string, io: Io): Promise<string | undefined> {
  const names = (await io.list('.')).filter((name) => FORM_NAME.test(name)).sort()
  if (names.length === 0) return undefined
  const known = await io.read(path)
  const sha256 = 'bytes' in known ? io.sha256(known.bytes) : ''
  for (const name of names) {
    const read = await io.read(name)
    if ('reason' in read || io.sha256(read.bytes) === sha256) continue
    const written = topKey({ path: name, bytes: read.bytes, sha256: '' }, 'id')
    const own = written?.kind === 'scalar' && !isBlank(written) ? written.value : ''
    if (own === id || name.replace(/\.[^.]*$/, '') === id) return name
  }
  return undefined
}

/** Says that an id could mean two files, and how to choose one. */
export function twoMeant(
  id: string,
  { here, path, isOwn }: { readonly here: string; readonly path: string; readonly isOwn: boolean },
): { readonly problem: string; readonly help: string } {
  const other = isOwn ? "one of this site's own" : 'one that comes with the program'
  return {
    problem: `\`${visible(id)}\` could be ${visible(here)} in this folder, or ${other}`,
    help: `name the one that is meant by its path: ${visible(here)}, or ${visible(path)}`,
  }
}
