import { didYouMean, visible } from '../../diagnostics/index.ts'
import { faultInWords, makeFoldersAbove, replaceFile, writeNewFile } from '../../disk/index.ts'
import { recipientProblem } from '../../record/index.ts'
import { loadSettings, SETTINGS_KEYS } from '../../settings/index.ts'
import { readYaml, type YamlFile } from '../../yaml/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { unwrapped } from '../open-questionnaire.ts'
import { settingsPath } from '../settings-path.ts'
import { isPlace, refusedPlace } from './settings-place.ts'

/**
 * `prescreen settings set <key> <value>`: changes one setting, and creates the file where there is none. All other
 * lines stay as they are, comments included. Nothing is written that could not be read afterwards.
 */
export async function settingsSet(key: string, values: readonly string[], io: Io): Promise<ExitCode> {
  if (!SETTINGS_KEYS.some((one) => one === key)) {
    io.err(`prescreen: there is no setting \`${visible(key)}\`\n`)
    io.err(`   ${didYouMean(key, SETTINGS_KEYS) ?? `known: ${SETTINGS_KEYS.join(', ')}`}\n`)
    return Exit.usage
  }
  if (key !== 'recipients' && values.length > 1) {
    io.err(`prescreen: \`${key}\` has one value; put quotes around one of several words\n`)
    return Exit.usage
  }
  // Not repeated: somebody may have put the secret key there.
  const wrong = key === 'recipients' ? await Promise.all(values.map(recipientProblem)) : []
  const problem = wrong.find((one) => one !== undefined)
  if (problem !== undefined) {
    io.err(`prescreen: \`recipients\`, number ${wrong.indexOf(problem) + 1}: ${problem}\n   nothing was changed\n`)
    return Exit.configuration
  }
  if ((await io.configFolder()) === '') {
    io.err('prescreen: this user has no home folder: name a folder for the settings in PRESCREEN_CONFIG\n')
    return Exit.configuration
  }
  const path = await settingsPath(io)
  const read = await io.read(path)
  if ('reason' in read && read.reason !== 'missing') {
    io.err(`prescreen: ${visible(path)}: it cannot be read\n`)
    return exitFor(read, 'reading')
  }
  const before = 'bytes' in read ? fileOf(path, read.bytes, io) : undefined
  if (before !== undefined && 'exit' in before) return Exit.configuration
  const meant = isPlace(key) ? values.map((value) => io.fullPath(value)) : values
  const refused = isPlace(key) ? await refusedPlace(key, meant[0] ?? '', io) : undefined
  if (refused !== undefined) {
    io.err(`prescreen: ${visible(meant[0] ?? '')}: ${refused.why}\n   nothing was changed\n`)
    return refused.exit
  }
  const text = changed(before?.value, key, meant)
  const after = fileOf(path, new TextEncoder().encode(text), io)
  if ('exit' in after || 'exit' in unwrapped(loadSettings(after.value), io)) {
    io.err('   nothing was changed\n')
    return Exit.configuration
  }
  return written(path, text, { io, isNew: before === undefined, said: `${key}: ${meant.join(', ')}` })
}

function fileOf(path: string, bytes: Uint8Array, io: Io) {
  return unwrapped(readYaml({ path, bytes, sha256: '' }), io)
}

/** The text of the file with this setting changed in place, or added at the end. */
function changed(file: YamlFile | undefined, key: string, values: readonly string[]): string {
  const value = key === 'recipients' ? `[${values.map(scalar).join(', ')}]` : scalar(values[0] ?? '')
  const text = file?.source.text ?? ''
  const known = file?.root.kind === 'mapping' ? file.root.entries.get(key) : undefined
  if (known === undefined) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${key}: ${value}\n`
  const { start } = known.key.span
  return `${text.slice(0, start)}${key}: ${value}${text.slice(known.value.span.end)}`
}

/** In quotation marks wherever YAML could read something else. */
function scalar(value: string): string {
  return /^[A-Za-z0-9/][A-Za-z0-9 _./-]*[A-Za-z0-9/]$|^[A-Za-z0-9]$/.test(value) ? value : JSON.stringify(value)
}

async function written(
  path: string,
  text: string,
  { io, isNew, said }: { readonly io: Io; readonly isNew: boolean; readonly said: string },
): Promise<ExitCode> {
  const fault = makeFoldersAbove(path)
  if (fault !== undefined) {
    io.err(`prescreen: ${visible(fault.path)}: ${faultInWords(fault, 'writing')}\n`)
    return exitFor(fault, 'writing')
  }
  const done = isNew ? await writeNewFile(path, text) : await replaceFile(path, text)
  if (done.ok) {
    io.say(`${visible(said)}\nwritten to ${visible(path)}\n`)
    return Exit.done
  }
  io.err(`prescreen: ${visible(path)}: ${faultInWords(done.fault, 'writing')}\n`)
  return exitFor(done.fault, 'writing')
}
