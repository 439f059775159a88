import { join } from 'node:path'
import { casesPathOf, type FormFiles } from '../../authoring/index.ts'
import { type Diagnostic, diagnosticOf, type Loaded } from '../../diagnostics/index.ts'
import { reasonInWords } from '../../disk/index.ts'
import { type Questionnaire, questionnaireIn } from '../../questionnaire/index.ts'
import { readYaml, type YamlFile } from '../../yaml/index.ts'
import type { Io } from '../io.ts'
import { formCalled, formFiles, isPathLike } from '../open-questionnaire.ts'
import { FORM_NAME } from '../same-id.ts'

/** What the arguments of `check` mean. */
export interface Named {
  /** Paths of questionnaires, each once, in the order in which they were named. */
  readonly forms: readonly string[]
  /** Sidecars in the named folders whose questionnaire does not exist. */
  readonly orphans: readonly string[]
  /** What does not exist, one sentence each. */
  readonly missing: readonly string[]
  /** Nothing was named, and this folder has no questionnaire. */
  readonly isShipped: boolean
}

/** `intake.yaml` is a questionnaire, `intake.cases.yaml` and `intake.fr.yaml` are its sidecars. */
const SIDECAR = /^(.*?)\.(?:cases|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.ya?ml$/i
const TRANSLATION = /^[^.]+\.(?!cases\.)[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\.ya?ml$/i

/**
 * The questionnaires that paths, folders and shipped ids name. When nothing is named: those of this folder, but not of
 * its subfolders, or else those that come with the program.
 */
export async function namedForms(named: readonly string[], io: Io): Promise<Named> {
  const found = { forms: new Set<string>(), orphans: new Set<string>(), missing: [] as string[] }
  const here = named.length > 0 ? [] : (await io.list('.')).filter((name) => FORM_NAME.test(name)).sort()
  const isShipped = named.length === 0 && here.length === 0
  for (const path of isShipped ? [io.shippedFolder] : [...named, ...here]) {
    const known = path === '-' || isPathLike(path) ? undefined : await formCalled(path, io)
    if (here.includes(path)) found.forms.add(path)
    else if (known !== undefined && 'path' in known) found.forms.add(known.path)
    else if (known !== undefined && (known.isKnown || !(await isFolder(path, io))))
      found.missing.push(`${known.problem}; ${known.help}`)
    else if (path !== '-' && (await isFolder(path, io))) await addFolder(path, found, io)
    else found.forms.add(SIDECAR.exec(path)?.[1]?.concat(/\.ya?ml$/i.exec(path)?.[0] ?? '') ?? path)
  }
  return { forms: [...found.forms], orphans: [...found.orphans], missing: found.missing, isShipped }
}

async function isFolder(path: string, io: Io): Promise<boolean> {
  const names = await io.list(path)
  if (names.length > 0) return true
  const read = await io.read(path)
  return 'reason' in read && read.reason === 'folder'
}

async function addFolder(
  folder: string,
  found: { readonly forms: Set<string>; readonly orphans: Set<string>; readonly missing: string[] },
  io: Io,
): Promise<void> {
  const names = [...(await io.list(folder))].sort()
  const forms = names.filter((name) => FORM_NAME.test(name))
  for (const name of forms) found.forms.add(inFolder(folder, name))
  for (const name of names) {
    const main = SIDECAR.exec(name)?.[1]
    if (main !== undefined && !names.includes(`${main}.yaml`) && !names.includes(`${main}.yml`))
      found.orphans.add(inFolder(folder, name))
  }
  if (forms.length === 0) found.missing.push(`there is no questionnaire in ${folder}`)
}

function inFolder(folder: string, name: string): string {
  return folder === '.' ? name : join(folder, name)
}

export function folderOf(path: string): string {
  return /^(.*[/\\])[^/\\]*$/.exec(path)?.[1] ?? '.'
}

/** A questionnaire and its sidecars; undefined when the file does not exist. */
export async function readForm(path: string, io: Io): Promise<FormFiles | undefined> {
  const form = await readLoaded(path, io)
  if (form === null) return undefined
  if (path === '-') return { path, form, cases: undefined, translations: [] }
  const stem = path.replace(/\.ya?ml$/i, '')
  const name = stem.slice(folderOf(path) === '.' ? 0 : folderOf(path).length)
  const translations: Loaded<YamlFile>[] = []
  for (const other of [...(await io.list(folderOf(path)))].sort()) {
    if (!TRANSLATION.test(other) || !other.startsWith(`${name}.`)) continue
    const read = await readLoaded(`${stem}${other.slice(name.length)}`, io)
    if (read !== null) translations.push(read)
  }
  return { path, form, cases: await casesBeside(path, io), translations }
}

/** The cases of a form, with either ending. */
async function casesBeside(path: string, io: Io): Promise<Loaded<YamlFile> | null> {
  const usual = casesPathOf(path)
  const other = usual.replace(/\.(ya?ml)$/i, (ending) => (/^\.yml$/i.test(ending) ? '.yaml' : '.yml'))
  return (await readLoaded(usual, io)) ?? readLoaded(other, io)
}

/**
 * Who else has a form with this id that says something else. Until one of the two is renamed, no command accepts the
 * id.
 */
export async function namesakeOf({ path, form }: FormFiles, io: Io): Promise<Pick<FormFiles, 'namesake'>> {
  const file = form.ok ? form.value : form.partial
  const id = file?.root.kind === 'mapping' ? file.root.entries.get('id')?.value : undefined
  if (path === '-' || file === undefined || id?.kind !== 'scalar') return {}
  const twin = (await formFiles(io)).find((one) => one.id === id.value)
  const read = twin && (await io.read(twin.path))
  if (twin === undefined || read === undefined || 'reason' in read) return {}
  if (io.sha256(read.bytes) === file.source.sha256) return {}
  return { namesake: twin.isOwn ? 'site' : 'program' }
}

/**
 * Reads the other questionnaires of a form's folder if the form says that it belongs to a set. Each folder is read
 * once. Files that cannot be read are reported when they are checked themselves.
 */
export function siblingReader(io: Io): (files: FormFiles) => Promise<Pick<FormFiles, 'siblings'>> {
  const folders = new Map<string, Promise<readonly Questionnaire[]>>()
  return async ({ path, form }) => {
    const file = form.ok ? form.value : form.partial
    if (path === '-' || file?.root.kind !== 'mapping' || !file.root.entries.has('set')) return {}
    const folder = folderOf(path)
    const read = folders.get(folder) ?? formsIn(folder, io)
    folders.set(folder, read)
    return { siblings: await read }
  }
}

/** The readable questionnaires of a folder. */
export async function formsIn(folder: string, io: Io): Promise<readonly Questionnaire[]> {
  const forms: Questionnaire[] = []
  for (const name of [...(await io.list(folder))].filter((one) => FORM_NAME.test(one)).sort()) {
    const file = await readLoaded(inFolder(folder, name), io)
    const read = file === null ? undefined : questionnaireIn(file)
    if (read?.ok) forms.push(read.value)
  }
  return forms
}

/**
 * Null when there is no such file. A file that cannot be read gives a diagnostic, so that the others are still checked.
 */
export async function readLoaded(path: string, io: Io): Promise<Loaded<YamlFile> | null> {
  const read = await io.read(path)
  if ('bytes' in read) return readYaml({ path, bytes: read.bytes, sha256: io.sha256(read.bytes) })
  if (read.reason === 'missing') return null
  return {
    ok: false,
    diagnostics: [diagnosticOf('unreadable-file', startOf(path), { message: reasonInWords(read.reason, 'reading') })],
  }
}

/** The place for a diagnostic about a file that nobody could read. */
export function startOf(path: string): Pick<Diagnostic, 'source' | 'span'> {
  return { source: { path, text: '', sha256: '' }, span: { start: 0, end: 0 } }
}
