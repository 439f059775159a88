import { join } from 'node:path'
import { type Diagnostic, didYouMean, type Loaded, visible } from '../diagnostics/index.ts'
import { reasonInWords } from '../disk/index.ts'
import { countedProblems, diagnosticText } from '../documents/index.ts'
import { type Questionnaire, questionnaireIn } from '../questionnaire/index.ts'
import { loadSettings } from '../settings/index.ts'
import { fileKindOf, isZip } from '../tables/index.ts'
import { isBlank, readYaml, topKey, type YamlFile } from '../yaml/index.ts'
import { Exit, type ExitCode, exitFor } from './exit.ts'
import type { Io } from './io.ts'
import { otherHere, twoMeant } from './same-id.ts'
import { settingsPath } from './settings-path.ts'

/** What a step of a command returns: a value to continue with, or, after everything was reported, the exit code. */
export type OrExit<T> = { readonly value: T } | { readonly exit: ExitCode }

export async function readYamlFile(path: string, io: Io): Promise<OrExit<YamlFile>> {
  const file = await readLoaded(path, io)
  return 'exit' in file ? file : unwrapped(file.value, io)
}

async function readLoaded(path: string, io: Io): Promise<OrExit<Loaded<YamlFile>>> {
  const read = await io.read(path)
  if ('reason' in read) {
    io.err(`prescreen: ${visible(path)}: ${reasonInWords(read.reason, 'reading')}\n`)
    return { exit: exitFor(read, 'reading') }
  }
  return loadedFrom(path, read.bytes, io)
}

/** Reads bytes as YAML, under the name that messages use. */
export function loadedFrom(path: string, bytes: Uint8Array, io: Io): OrExit<Loaded<YamlFile>> {
  const kind = isZip(bytes)
    ? { name: 'a workbook or another archive', help: 'tables are read by `score`' }
    : fileKindOf(bytes)
  if (kind !== undefined) {
    io.err(`prescreen: ${visible(path)}: this is ${kind.name}\n   ${kind.help}\n`)
    return { exit: Exit.badData }
  }
  return { value: readYaml({ path, bytes, sha256: io.sha256(bytes) }) }
}

/** The value of what was loaded. Its diagnostics are printed. */
export function unwrapped<T>(read: Loaded<T>, io: Io): OrExit<T> {
  if (read.ok) {
    reportAll(read.warnings, io)
    return { value: read.value }
  }
  reportAll(read.diagnostics, io)
  const path = read.diagnostics[0]?.source.path ?? ''
  io.err(`${visible(path)}: ${countedProblems(read.diagnostics)}\n`)
  return { exit: Exit.badData }
}

/** At most this many diagnostics of a file are printed. The count at the end is of all. */
const MOST_TOLD = 100

function reportAll(diagnostics: readonly Diagnostic[], io: Io): void {
  for (const diagnostic of diagnostics.slice(0, MOST_TOLD)) io.err(`${diagnosticText(diagnostic)}\n`)
  if (diagnostics.length > MOST_TOLD) io.err(`… and ${diagnostics.length - MOST_TOLD} more\n`)
}

/** Ids of the questionnaires that come with the program. */
export async function shippedIds(io: Io): Promise<readonly string[]> {
  return idsIn(io.shippedFolder, io)
}

async function idsIn(folder: string, io: Io): Promise<readonly string[]> {
  const names = await io.list(folder)
  return names.flatMap((name) => /^([a-z][a-z0-9-]*)\.yaml$/.exec(name)?.[1] ?? []).sort()
}

/** The questionnaires of a site's own folder, with either ending. Where both endings exist, the first is taken. */
async function ownForms(folder: string, io: Io): Promise<readonly FormFile[]> {
  const names = [...(await io.list(folder))].sort()
  return names.flatMap((name) => {
    const id = /^([a-z][a-z0-9-]*)\.ya?ml$/.exec(name)?.[1]
    return id === undefined ? [] : [{ id, path: join(folder, name), isOwn: true }]
  })
}

/** A questionnaire that can be named by its id: one that comes with the program, or one of the site's own folder. */
interface FormFile {
  readonly id: string
  readonly path: string
  readonly isOwn: boolean
}

export interface KnownForm extends FormFile {
  readonly title: string
}

/**
 * The site's own questionnaires before those that come with the program. Where both have an id, the site's is taken.
 * None is opened.
 */
export async function formFiles(io: Io): Promise<readonly FormFile[]> {
  const own = await ownFolder(io)
  const found = [
    ...(own === undefined ? [] : await ownForms(own, io)),
    ...(await shippedIds(io)).map((id) => ({ id, path: join(io.shippedFolder, `${id}.yaml`), isOwn: false })),
  ]
  return found.filter(({ id }, index) => found.findIndex((one) => one.id === id) === index)
}

/** The same with their titles, for which each has to be opened. */
export async function knownForms(io: Io): Promise<readonly KnownForm[]> {
  const files = await formFiles(io)
  return Promise.all(files.map(async (form) => ({ ...form, title: await titleOf(form.path, io) })))
}

/**
 * Settings that cannot be read are reported by the commands that need them. Here they only mean that no folder is
 * named.
 */
async function ownFolder(io: Io): Promise<string | undefined> {
  if ((await io.configFolder()) === '') return undefined
  const path = await settingsPath(io)
  const read = await io.read(path)
  const file = 'reason' in read ? undefined : readYaml({ path, bytes: read.bytes, sha256: '' })
  const settings = file?.ok ? loadSettings(file.value) : undefined
  return settings?.ok ? settings.value.questionnaires : undefined
}

async function titleOf(path: string, io: Io): Promise<string> {
  const read = await io.read(path)
  const title = 'reason' in read ? undefined : topKey({ path, bytes: read.bytes, sha256: '' }, 'title')
  return title?.kind === 'scalar' && !isBlank(title) ? title.value : ''
}

/** When a name is not known, a file of that name in this folder is most likely what was meant. */
async function helpWithName(named: string, ids: readonly string[], io: Io): Promise<string> {
  const names = await io.list('.')
  const file = ['yaml', 'yml'].map((ending) => `${named}.${ending}`).find((one) => names.includes(one))
  if (file !== undefined) return `did you mean \`${visible(file)}\`?`
  return didYouMean(named, ids) ?? 'name one of the shipped questionnaires, or the path of a YAML file'
}

/** An id has no dot and no slash. */
export function isPathLike(named: string): boolean {
  return /[/\\.]/.test(named)
}

/** Path of a questionnaire that is named by its id or by its path. */
export async function questionnairePath(named: string, io: Io): Promise<OrExit<string>> {
  const isPath = isPathLike(named)
  if (!isPath) {
    const known = await formCalled(named, io)
    if ('path' in known) return { value: known.path }
    io.err(`prescreen: ${known.problem}\n   ${known.help}\n`)
    return { exit: known.exit }
  }
  const [, form, ending] = /^(.+)\.cases\.(ya?ml)$/i.exec(named) ?? []
  if (form !== undefined) {
    const meant = visible(`${form}.${ending}`)
    io.err(`prescreen: ${visible(named)} holds cases, not questions\n   did you mean \`${meant}\`?\n`)
    return { exit: Exit.usage }
  }
  return { value: named }
}

interface Refusal {
  readonly problem: string
  readonly help: string
  readonly exit: ExitCode
  /** A form with this id exists, but another file could be meant as well. */
  readonly isKnown: boolean
}

/** Where the questionnaire with this id is. Only here does an id become a path. */
export async function formCalled(id: string, io: Io): Promise<FormFile | Refusal> {
  const forms = await formFiles(io)
  const form = forms.find((one) => one.id === id)
  if (form === undefined) {
    const ids = forms.map((one) => one.id)
    const problem = `there is no questionnaire \`${visible(id)}\``
    return { problem, help: await helpWithName(id, ids, io), exit: Exit.noInput, isKnown: false }
  }
  const here = await otherHere(id, form.path, io)
  return here === undefined ? form : { ...twoMeant(id, { here, ...form }), exit: Exit.usage, isKnown: true }
}

/** A questionnaire by its id or by its path. */
export async function openQuestionnaire(named: string, io: Io): Promise<OrExit<Questionnaire>> {
  const form = await openForm(named, io)
  return 'exit' in form ? form : { value: form.value.questionnaire }
}

/** The same with the file that it was read from. */
export async function openForm(
  named: string,
  io: Io,
): Promise<OrExit<{ readonly questionnaire: Questionnaire; readonly file: YamlFile }>> {
  const path = await questionnairePath(named, io)
  if ('exit' in path) return path
  const file = await readLoaded(path.value, io)
  if ('exit' in file) return file
  const read = unwrapped(questionnaireIn(file.value), io)
  if ('exit' in read) return read
  if (!file.value.ok) throw new Error('a questionnaire without a file')
  return { value: { questionnaire: read.value, file: file.value.value } }
}
