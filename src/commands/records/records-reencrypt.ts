import { plural, visible } from '../../diagnostics/index.ts'
import { reencryptRecords } from '../../record/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { encryptKept, recordsToWrite, sittingOf } from '../desk/record-folder.ts'
import { settingsInForce } from '../desk/settings.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { logRead } from './access.ts'
import { toldFault } from './with-records.ts'

/** `prescreen records reencrypt`: encrypts every encrypted record again, to the recipients of the settings. */
export async function reencrypt(
  options: { readonly identity: string; readonly by?: string },
  io: Io,
): Promise<ExitCode> {
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const { recipients } = settings.value
  if (recipients.length === 0) {
    io.err('prescreen: the settings name no `recipients` to encrypt to\n')
    return Exit.configuration
  }
  const identities = await identitiesIn(options.identity, io)
  if ('exit' in identities) return identities.exit
  const folder = await recordsToWrite(io, settings.value)
  if ('exit' in folder) return folder.exit
  return toldFault(folder.value, io, async () => {
    const keys = identities.value
    if (keys === undefined) return Exit.usage
    logRead(folder.value, { by: options.by, why: 'reencrypt' }, io)
    const log = { at: io.now().toISOString(), by: options.by }
    let [done, left] = [0, 0]
    for await (const { id, day, problem } of reencryptRecords(folder.value, { recipients, identities: keys }, log)) {
      if (problem === undefined) done += 1
      else {
        left += 1
        io.err(`prescreen: record ${id} of ${day}: ${visible(problem)}; it was not changed\n`)
      }
    }
    const fault = await encryptKept(sittingOf(io, folder.value, options.by), settings.value, io)
    io.err(`${plural(done, 'record')} encrypted to ${plural(recipients.length, 'recipient')}.\n`)
    if (left > 0)
      io.err(
        `${plural(left, 'record')} left as before: keep the old key until \`prescreen records reencrypt\` leaves none.\n`,
      )
    if (fault !== undefined) return exitFor(fault, 'writing')
    return left === 0 ? Exit.done : Exit.badData
  })
}
