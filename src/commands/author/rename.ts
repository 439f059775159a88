import { type FormToRename, type RenamedFile, renamed } from '../../authoring/index.ts'
import { plural, visible } from '../../diagnostics/index.ts'
import { faultInWords, replaceFiles } from '../../disk/index.ts'
import { loadQuestionnaire } from '../../questionnaire/index.ts'
import type { YamlFile } from '../../yaml/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { type OrExit, readYamlFile, unwrapped } from '../open-questionnaire.ts'
import { folderOf, formsIn, readForm } from './check-files.ts'
import { byteOrderMarkOf } from './write-over.ts'

/** `prescreen rename <file…> <old> <new>`: either all files get the new name, or none is touched. */
export async function rename(words: readonly string[], io: Io): Promise<ExitCode> {
  const [from = '', to = ''] = words.slice(-2)
  const paths = [...new Set(words.slice(0, -2))]
  if (paths.length === 0) {
    io.err(
      'prescreen: name a questionnaire, the old id and the new id\n   prescreen rename my-clinic.yaml smoker smokes_now\n',
    )
    return Exit.usage
  }
  const read = await readNamed(paths, io)
  if ('exit' in read) return read.exit
  const { forms, maps } = read.value
  const files = renamed({ forms, maps, from, to })
  if ('refused' in files) {
    io.err(`prescreen: ${visible(files.refused)}\n${files.help === undefined ? '' : `   ${visible(files.help)}\n`}`)
    return Exit.usage
  }
  const marked = await Promise.all(files.map((file) => withMark(file, io)))
  const written = replaceFiles(marked)
  if (!written.ok) {
    io.err(
      `prescreen: ${visible(written.fault.path)}: ${faultInWords(written.fault, 'writing')}; nothing was renamed\n`,
    )
    return exitFor(written.fault, 'writing')
  }
  for (const file of files) io.say(lineOf(file))
  io.say('Records, exported tables and other column maps keep the old name.\n')
  return Exit.done
}

interface NamedFiles {
  readonly forms: readonly FormToRename[]
  readonly maps: readonly YamlFile[]
}

async function readNamed(paths: readonly string[], io: Io): Promise<OrExit<NamedFiles>> {
  const forms: FormToRename[] = []
  const maps: YamlFile[] = []
  for (const path of paths) {
    const file = await readYamlFile(path, io)
    if ('exit' in file) return file
    const { root } = file.value
    if (root.kind === 'mapping' && root.entries.has('columns')) maps.push(file.value)
    else {
      const form = await readWhole(path, file.value, io)
      if ('exit' in form) return form
      forms.push(form.value)
    }
  }
  if (forms.length > 0) return { value: { forms, maps } }
  io.err('prescreen: none of these is a questionnaire; a column map is renamed together with its questionnaire\n')
  return { exit: Exit.usage }
}

async function readWhole(path: string, file: YamlFile, io: Io): Promise<OrExit<FormToRename>> {
  const questionnaire = unwrapped(loadQuestionnaire(file), io)
  if ('exit' in questionnaire) return questionnaire
  const files = await readForm(path, io)
  const sidecars: YamlFile[] = []
  for (const one of [files?.cases, ...(files?.translations ?? [])]) {
    if (one === undefined || one === null) continue
    const sidecar = unwrapped(one, io)
    if ('exit' in sidecar) return sidecar
    sidecars.push(sidecar.value)
  }
  const hasCases = files?.cases !== undefined && files.cases !== null
  return {
    value: {
      file,
      questionnaire: questionnaire.value,
      cases: hasCases ? sidecars[0] : undefined,
      translations: hasCases ? sidecars.slice(1) : sidecars,
      siblings: questionnaire.value.set === undefined ? [] : await formsIn(folderOf(path), io),
    },
  }
}

/** The reader drops a file's byte order mark. It is put back here. */
async function withMark(
  { source, text }: RenamedFile,
  io: Io,
): Promise<{ readonly path: string; readonly text: string }> {
  const read = await io.read(source.path)
  return { path: source.path, text: 'bytes' in read ? `${byteOrderMarkOf(read.bytes)}${text}` : text }
}

function lineOf({ source, places, left }: RenamedFile): string {
  const still = left.length === 0 ? '' : `; a comment on ${linesInWords(left)} still has the old name`
  return `${visible(source.path)}: ${plural(places, 'place')}${still}\n`
}

function linesInWords(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(', ')
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${lines.length > 5 ? ' …' : ''}`
}
