import { check, type FormFiles, mended } from '../../authoring/index.ts'
import type { Diagnostic, Mend } from '../../diagnostics/index.ts'
import { readYaml, type YamlFile } from '../../yaml/index.ts'
import type { Io } from '../io.ts'

/** A file with mended spelling that is still to be written. */
export interface Mended {
  readonly path: string
  readonly text: string
  readonly mends: readonly Mendable[]
}

type Mendable = Diagnostic & { readonly mend: Mend }

/**
 * With a mended name the reader gets further and may find the next one. With more rounds than this it would never end.
 */
const ROUNDS = 5

/** The files with every mistake mended that needs no person, and what was changed. */
export function withMends(
  files: FormFiles,
  on: string,
  io: Io,
): { readonly files: FormFiles; readonly changed: readonly Mended[] } {
  const changed = new Map<string, Mended>()
  let current = files
  for (let round = 0; round < ROUNDS; round += 1) {
    const mends = check(current, on).diagnostics.filter((one): one is Mendable => one.mend !== undefined)
    if (mends.length === 0) break
    const mend = <T extends FormFiles['form'] | null | undefined>(file: T): T | FormFiles['form'] =>
      file?.ok ? mendFile(file.value, { mends, changed }, io) : file
    current = { ...current, form: mend(current.form), cases: mend(current.cases) }
  }
  return { files: current, changed: [...changed.values()] }
}

function mendFile(
  file: YamlFile,
  { mends, changed }: { readonly mends: readonly Mendable[]; readonly changed: Map<string, Mended> },
  io: Io,
): ReturnType<typeof readYaml> {
  const { path, text } = file.source
  const own = mends.filter(({ source }) => source.path === path)
  if (own.length === 0) return { ok: true, value: file, warnings: [] }
  const after = mended(
    text,
    own.map(({ mend }) => mend),
  )
  changed.set(path, { path, text: after, mends: [...(changed.get(path)?.mends ?? []), ...own] })
  const bytes = new TextEncoder().encode(after)
  return readYaml({ path, bytes, sha256: io.sha256(bytes) })
}
