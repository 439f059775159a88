import { type Diagnostic, didYouMean, type Loaded, visible } from '../diagnostics/index.ts'
import { reasonInWords } from '../disk/index.ts'
import { countedProblems, diagnosticText } from '../documents/index.ts'
import { type Questionnaire, questionnaireIn } from '../questionnaire/index.ts'
import { readYaml, type YamlFile } from '../yaml/index.ts'
import { Exit, type ExitCode, exitFor } from './exit.ts'
import type { Io } from './io.ts'

/** What a part of a command gives: a value to go on with, or the exit code after everything was said. */
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
  return { value: readYaml({ path, bytes: read.bytes, sha256: io.sha256(read.bytes) }) }
}

/** The value of what was loaded; its problems are told on the way. */
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

/** A file of ten thousand mistakes is told by its first; the count at the end is of all. */
const MOST_TOLD = 100

function reportAll(diagnostics: readonly Diagnostic[], io: Io): void {
  for (const diagnostic of diagnostics.slice(0, MOST_TOLD)) io.err(`${diagnosticText(diagnostic)}\n`)
  if (diagnostics.length > MOST_TOLD) io.err(`… and ${diagnostics.length - MOST_TOLD} more\n`)
}

/** Ids of the questionnaires that come with the program. */
export async function shippedIds(io: Io): Promise<readonly string[]> {
  const names = await io.list(io.shippedFolder)
  return names.flatMap((name) => /^([a-z][a-z0-9-]*)\.yaml$/.exec(name)?.[1] ?? []).sort()
}

/** A file of that name in this folder is most likely what was meant by a name that nothing shipped has. */
export async function helpWithName(named: string, ids: readonly string[], io: Io): Promise<string> {
  const file = `${named}.yaml`
  if ((await io.list('.')).includes(file)) return `did you mean \`${visible(file)}\`?`
  return didYouMean(named, ids) ?? 'name one of the shipped questionnaires, or the path of a YAML file'
}

/** A questionnaire by the id of a shipped one, or by its path. */
export async function openQuestionnaire(named: string, io: Io): Promise<OrExit<Questionnaire>> {
  const ids = await shippedIds(io)
  const isPath = /[/\\.]/.test(named)
  if (!isPath && !ids.includes(named)) {
    io.err(`prescreen: there is no questionnaire \`${visible(named)}\`\n`)
    io.err(`   ${await helpWithName(named, ids, io)}\n`)
    return { exit: Exit.noInput }
  }
  const form = /^(.+)\.cases\.yaml$/.exec(named)?.[1]
  if (form !== undefined) {
    io.err(`prescreen: ${visible(named)} holds cases, not questions\n   did you mean \`${visible(form)}.yaml\`?\n`)
    return { exit: Exit.usage }
  }
  const file = await readLoaded(isPath ? named : `${io.shippedFolder}/${named}.yaml`, io)
  return 'exit' in file ? file : unwrapped(questionnaireIn(file.value), io)
}
