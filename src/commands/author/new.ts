import { isAbsolute, relative } from 'node:path'
import { type Starting, starterCases, starterQuestionnaire } from '../../authoring/index.ts'
import { type Diagnostic, visible } from '../../diagnostics/index.ts'
import { faultInWords, type Reason, type Written, writeNewFiles } from '../../disk/index.ts'
import { questionnaireIn } from '../../questionnaire/index.ts'
import { readYaml } from '../../yaml/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { formFiles } from '../open-questionnaire.ts'

/** `prescreen new <id>`: creates a questionnaire and its cases in this folder, both or neither. */
export async function newQuestionnaire(id: string, options: { title?: string }, io: Io): Promise<ExitCode> {
  if (!ID.test(id)) return refused(`\`${visible(id)}\` cannot be the id of a questionnaire`, idHelp(id), io)
  const title = (options.title ?? inWords(id)).trim().replaceAll(/\s+/g, ' ')
  if (title === '') return refused('the title is empty', 'write it after --title, or leave --title out', io)
  const starting: Starting = { id, title, schema: addressOf(SCHEMA, io), casesSchema: addressOf(CASES_SCHEMA, io) }
  const path = `${id}.yaml`
  const casesPath = `${id}.cases.yaml`
  const text = starterQuestionnaire(starting)
  // Only the title comes from outside. It may contain what no questionnaire may, such as invisible characters.
  const problem = problemIn(path, text)
  if (problem !== undefined) return refused(`this cannot be a title: ${visible(problem.message)}`, problem.help, io)
  const schemas = await schemasBeside(starting, io)
  const written = await writeNewFiles([{ path, text }, { path: casesPath, text: starterCases(starting) }, ...schemas])
  if (!written.ok) return unwritten(written, io)
  const twin = (await formFiles(io)).find((form) => form.id === id)
  const taken = twin?.isOwn ? "One of this site's own questionnaires" : 'A questionnaire that comes with the program'
  io.say(
    [
      `Wrote ${path} and ${casesPath}: an example with comments, and people to try it on.`,
      ...(schemas.length === 0 ? [] : [`Beside them ${inList(schemas)}, from which editors know the keys.`]),
      ...(twin === undefined
        ? []
        : [`${taken} has the id ${id} too: name this one by its path, or give it another id and file name.`]),
      '',
      'Next:',
      `  edit it     put your own questions, rules and sources into ${path}`,
      `  screen it   prescreen screen ${path}`,
      `  check it    prescreen check ${path}`,
      '',
    ].join('\n'),
  )
  return Exit.done
}

const ID = /^[a-z][a-z0-9-]{0,59}$/

function refused(problem: string, help: string | undefined, io: Io): ExitCode {
  io.err(`prescreen: ${problem}\n`)
  if (help !== undefined) io.err(`   ${visible(help)}\n`)
  return Exit.usage
}

/** What was typed may be a path, a file name or a title. Suggests the id that comes closest. */
function idHelp(typed: string): string {
  const nearest = typed
    .replace(/^.*[/\\]/, '')
    .replace(/(\.cases)?\.ya?ml$/i, '')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return ID.test(nearest)
    ? `small letters, digits and \`-\`, a letter first, such as \`prescreen new ${nearest}\``
    : 'small letters a to z, digits and `-`, a letter first, at most 60, such as `my-clinic`'
}

function inWords(id: string): string {
  const words = id.replaceAll(/-+/g, ' ').trim()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const SCHEMA = 'prescreen-1.schema.json'
const CASES_SCHEMA = 'prescreen-cases-1.schema.json'

/**
 * Where editors find the schema, as a relative path, which works for everybody who gets a copy of the folder: the
 * program's own file if the program is installed below this folder, otherwise a copy next to the form.
 */
function addressOf(name: string, io: Io): string {
  const below = relative('.', `${io.shippedFolder}/schema/${name}`).replaceAll('\\', '/')
  // White space would end the address in the line that contains it.
  return below.startsWith('../') || isAbsolute(below) || /\s/.test(below) ? `./${name}` : `./${below}`
}

interface NewFile {
  readonly path: string
  readonly text: string
}

/** The schemas that have to be written next to the form and do not exist there yet. */
async function schemasBeside({ schema, casesSchema }: Starting, io: Io): Promise<readonly NewFile[]> {
  const there = await io.list('.')
  const wanted = [SCHEMA, CASES_SCHEMA].filter((name) => [schema, casesSchema].includes(`./${name}`))
  const read = await Promise.all(
    wanted
      .filter((name) => !there.includes(name))
      .map(async (name) => ({ name, file: await io.read(`${io.shippedFolder}/schema/${name}`) })),
  )
  return read.flatMap(({ name, file }) =>
    'bytes' in file ? [{ path: name, text: new TextDecoder().decode(file.bytes) }] : [],
  )
}

function inList(files: readonly NewFile[]): string {
  return files.map(({ path }) => path).join(' and ')
}

function problemIn(path: string, text: string): Diagnostic | undefined {
  const file = readYaml({ path, bytes: new TextEncoder().encode(text), sha256: '' })
  const read = questionnaireIn(file)
  return read.ok ? undefined : read.diagnostics[0]
}

/** What can be done about each reason. Reasons that are not listed have no known remedy. */
const REMEDIES: Partial<Record<Reason, string>> = {
  exists: 'choose another id, or move that file away',
  denied: 'go to a folder of your own first',
  full: 'make room, and try again',
  missing: 'go to a folder that is there',
}

function unwritten({ fault }: Exclude<Written, { ok: true }>, io: Io): ExitCode {
  const help = REMEDIES[fault.reason]
  io.err(`prescreen: ${fault.path}: ${faultInWords(fault, 'writing')}\n`)
  io.err(`   ${help === undefined ? '' : `${help}; `}nothing was written\n`)
  return exitFor(fault, 'writing')
}
