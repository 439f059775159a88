import { plural, visible } from '../../diagnostics/index.ts'
import { faultInWords, writeNewFile } from '../../disk/index.ts'
import { backupTar, encryptedBackup } from '../../record/index.ts'
import { wouldGoOpen } from '../desk/record-folder.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { logLeaving } from './access.ts'
import { withRecords } from './with-records.ts'

/** `prescreen records backup`: the whole folder as it is at one moment, in one file. */
export async function backup(file: string, options: { readonly by?: string }, io: Io): Promise<ExitCode> {
  return withRecords(io, async (folder, { recipients, ...settings }) => {
    if (wouldGoOpen(folder, { ...settings, recipients }, io)) return Exit.configuration
    const ending = recipients.length === 0 ? '.tar' : '.tar.age'
    if (!file.endsWith(ending)) {
      const why = recipients.length === 0 ? '' : ', since it is encrypted to the recipients of the settings'
      io.err(`prescreen: ${visible(file)}: the name of a backup ends with \`${ending}\`${why}\n`)
      return Exit.usage
    }
    const refused = logLeaving(folder, { what: 'backed-up', by: options.by, why: 'backup' }, io)
    if (refused !== undefined) return refused
    const counts = { records: 0, drafts: 0, head: '' }
    const tar = backupTar(folder, { program: io.version, now: io.now }, counts)
    const written = await writeNewFile(file, recipients.length === 0 ? tar : encryptedBackup(tar, recipients))
    if (!written.ok) {
      io.err(`prescreen: no backup: ${visible(file)}: ${visible(faultInWords(written.fault, 'writing'))}\n`)
      return exitFor(written.fault, 'writing')
    }
    const drafts = counts.drafts === 0 ? '' : `, ${plural(counts.drafts, 'draft')}`
    io.out(`${visible(file)}: ${plural(counts.records, 'record')}${drafts}. log ${counts.head}\n`)
    return Exit.done
  })
}
