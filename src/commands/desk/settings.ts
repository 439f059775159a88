import { join } from 'node:path'
import { visible } from '../../diagnostics/index.ts'
import { DEFAULTS, loadSettings, type Settings } from '../../settings/index.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { type OrExit, readYamlFile, unwrapped } from '../open-questionnaire.ts'
import { recordsPath } from './record-folder.ts'

export async function settingsPath(io: Io): Promise<string> {
  return join(await io.configFolder(), 'settings.yaml')
}

/** The settings in force: those of the file, or the defaults where there is none. A wrong file stops the program. */
export async function settingsInForce(io: Io): Promise<OrExit<Settings>> {
  const path = await settingsPath(io)
  const read = await io.read(path)
  if ('reason' in read && read.reason === 'missing') return { value: DEFAULTS }
  const file = await readYamlFile(path, io)
  const settings = 'exit' in file ? file : unwrapped(loadSettings(file.value), io)
  return 'exit' in settings ? { exit: Exit.configuration } : settings
}

/** `prescreen settings`: where they are and what is in force. */
export async function settings(options: { readonly json?: true }, io: Io): Promise<ExitCode> {
  const inForce = await settingsInForce(io)
  if ('exit' in inForce) return inForce.exit
  const path = await settingsPath(io)
  const { country, contacts, guardMs, idleMinutes, leaveMinutes, askWhoseAfter, colours, recipients } = inForce.value
  const records = await recordsPath(io, inForce.value)
  if (options.json) {
    io.out(
      `${JSON.stringify({ schema: 'prescreen/settings/1', path, country: country ?? null, contacts, guard_time: guardMs, idle_minutes: idleMinutes, leave_minutes: leaveMinutes, ask_whose_after: askWhoseAfter, colours, records, recipients }, null, 2)}\n`,
    )
    return Exit.done
  }
  const read = await io.read(path)
  const checked = contacts.checked === undefined ? '' : `   (${contacts.checked})`
  io.out(
    [
      `Settings: ${path}${'reason' in read ? '   (no such file: the defaults are in force)' : ''}`,
      '',
      `  country          ${country ?? 'none'}`,
      `  emergency        ${contacts.emergency}${checked}`,
      `  crisis           ${contacts.crisis}`,
      `  guard_time       ${guardMs}   milliseconds that answer keys wait after a question appears`,
      `  idle_minutes     ${idleMinutes}   without a key, then the screen hides; 0 is never`,
      `  leave_minutes    ${leaveMinutes}   without a key, then the program leaves; 0 is never`,
      `  ask_whose_after  ${askWhoseAfter}   minutes since the last answer, then \`resume\` asks whose draft it is`,
      `  colours          ${colours}`,
      `  records          ${visible(records)}`,
      ...(recipients.length === 0
        ? ['  recipients       none: finished records are not encrypted']
        : recipients.map((one) => `  recipients       ${visible(one)}`)),
      '',
      'Countries: us, ca, uk, eu, au, nz; or write `emergency:` and `crisis:` yourself.',
      '',
    ].join('\n'),
  )
  return Exit.done
}
