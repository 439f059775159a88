import { escapedJson, visible } from '../../diagnostics/index.ts'
import { DEFAULTS, loadSettings, type Settings } from '../../settings/index.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { type OrExit, readYamlFile, unwrapped } from '../open-questionnaire.ts'
import { settingsPath } from '../settings-path.ts'
import { recordsPath } from './record-folder.ts'

/** The settings in force: those of the file, or the defaults where there is none. A faulty file stops the program. */
export async function settingsInForce(io: Io): Promise<OrExit<Settings>> {
  if ((await io.configFolder()) === '') return { value: DEFAULTS }
  const path = await settingsPath(io)
  const read = await io.read(path)
  if ('reason' in read && read.reason === 'missing') return { value: DEFAULTS }
  // Checked first, before a diagnostic could quote a line of the file.
  if ('bytes' in read && holdsSecretKey(read.bytes)) {
    io.err(
      `prescreen: ${visible(path)}: there is a secret key of age in it, which belongs only to those who read records\n   take it out; \`recipients\` are the public keys: age-keygen -y KEYFILE\n`,
    )
    return { exit: Exit.configuration }
  }
  const file = await readYamlFile(path, io)
  const settings = 'exit' in file ? file : unwrapped(loadSettings(file.value), io)
  return 'exit' in settings ? { exit: Exit.configuration } : settings
}

function holdsSecretKey(bytes: Uint8Array): boolean {
  return /AGE-SECRET-KEY-/i.test(new TextDecoder().decode(bytes))
}

/** `prescreen settings`: where the settings are, and what is in force. */
export async function settings(options: { readonly json?: true }, io: Io): Promise<ExitCode> {
  const inForce = await settingsInForce(io)
  if ('exit' in inForce) return inForce.exit
  const path = (await io.configFolder()) === '' ? NO_HOME : await settingsPath(io)
  const records = await recordsPath(io, inForce.value)
  if (options.json) io.out(asJson(inForce.value, { path, records }))
  else io.say(asText(inForce.value, { path, records, isThere: !('reason' in (await io.read(path))) }))
  return Exit.done
}

const NO_HOME = 'none: this user has no home folder; PRESCREEN_CONFIG can name a folder for them'

interface Places {
  readonly path: string
  readonly records: string
}

function asJson(inForce: Settings, { path, records }: Places): string {
  const { country, contacts, guardMs, idleMinutes, leaveMinutes, askWhoseAfter, colours, recipients } = inForce
  const data = {
    schema: 'prescreen/settings/1',
    path,
    country: country ?? null,
    contacts,
    guard_time: guardMs,
    idle_minutes: idleMinutes,
    leave_minutes: leaveMinutes,
    ask_whose_after: askWhoseAfter,
    colours,
    records,
    questionnaires: inForce.questionnaires ?? null,
    handouts: inForce.handouts ?? null,
    recipients,
    anchor: inForce.anchor ?? null,
  }
  return `${escapedJson(data, 2)}\n`
}

function asText(inForce: Settings, { path, records, isThere }: Places & { readonly isThere: boolean }): string {
  const { country, contacts, guardMs, idleMinutes, leaveMinutes, askWhoseAfter, colours, recipients } = inForce
  const checked = contacts.checked === undefined ? '' : `   (${contacts.checked})`
  const own = inForce.questionnaires ?? 'none: only those that came with the program'
  const sheets = inForce.handouts ?? 'the folder that the program is started in'
  return [
    `Settings: ${path}${isThere ? '' : '   (no such file: the defaults are in force)'}`,
    '',
    `  country          ${country ?? 'none'}`,
    `  emergency        ${contacts.emergency}${checked}`,
    `  crisis           ${contacts.crisis}`,
    `  guard_time       ${guardMs}   milliseconds that answer keys wait after a question appears`,
    `  idle_minutes     ${idleMinutes}   without a key, then the screen hides; 0 is never`,
    `  leave_minutes    ${leaveMinutes}   without a key, then the program leaves; 0 is never`,
    `  ask_whose_after  ${askWhoseAfter}   minutes since the last answer, then \`resume\` asks whose draft it is`,
    `  colours          ${colours}`,
    `  records          ${visible(records === '' ? 'none: this user has no home folder; PRESCREEN_HOME can name a folder' : records)}`,
    `  questionnaires   ${visible(own)}`,
    `  handouts         ${visible(sheets)}`,
    ...(recipients.length === 0
      ? ['  recipients       none: finished records are not encrypted']
      : recipients.map((one) => `  recipients       ${visible(one)}`)),
    ...(inForce.anchor === undefined ? [] : [`  anchor           ${visible(inForce.anchor)}`]),
    '',
    'Change one with: prescreen settings set country uk',
    'Countries: us, ca, uk, eu, au, nz; or set `emergency` and `crisis` yourself.',
    '',
  ].join('\n')
}
