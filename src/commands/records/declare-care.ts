import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { CloseOptions } from './records-close.ts'
import type { RepairCommandOptions } from './records-repair.ts'

/** Commands for whoever is responsible for the folder. */
export function declareCare(records: Command, io: Io, done: (code: ExitCode) => void): void {
  records
    .command('repair')
    .summary('mend what can be mended without you, and name the rest')
    .description('Put files where they belong, questionnaires back, and save what can be read behind damage.')
    .option('--dry-run', 'only say what would be done')
    .option('--from <file...>', 'a questionnaire that is missing: put back where its hash matches')
    .option('--lost <id...>', 'this draft or record is lost for good: the log stops asking for it')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .addHelpText('after', REPAIR_EXAMPLES)
    .action(async (options: RepairCommandOptions) => {
      const { repair } = await import('./records-repair.ts')
      done(await repair(options, io))
    })
  records
    .command('backup')
    .summary('the whole folder as it is at one moment, in one file')
    .description('Write the whole record folder, as it is at one moment, to one new file; screenings may go on.')
    .argument('<file>', 'a new file: .tar, or .tar.age where the settings name recipients')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .addHelpText('after', BACKUP_EXAMPLES)
    .action(async (file: string, options: { by?: string }) => {
      const { backup } = await import('./records-backup.ts')
      done(await backup(file, options, io))
    })
  records
    .command('restore')
    .summary('the folder from a backup, where there is none')
    .description('Make the record folder from a backup, where there is none or an empty one, and verify it.')
    .argument('<file>', 'what `records backup` wrote')
    .option('--identity <file>', 'the secret key that opens a .tar.age')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .addHelpText('after', RESTORE_EXAMPLES)
    .action(async (file: string, options: { identity?: string; by?: string }) => {
      const { restore } = await import('./records-restore.ts')
      done(await restore(file, options, io))
    })
  declareKeysAndLocks(records, io, done)
}

function declareKeysAndLocks(records: Command, io: Io, done: (code: ExitCode) => void): void {
  records
    .command('reencrypt')
    .summary('encrypt the records again, to the recipients in the settings')
    .description(
      'Encrypt every encrypted record again, to the recipients in the settings; the old key is not needed afterwards.',
    )
    .requiredOption('--identity <file>', 'the secret key that opens them now')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .addHelpText('after', REENCRYPT_EXAMPLES)
    .action(async (options: { identity: string; by?: string }) => {
      const { reencrypt } = await import('./records-reencrypt.ts')
      done(await reencrypt(options, io))
    })
  records
    .command('close')
    .summary('make records of drafts that nobody will finish')
    .description('Make records of drafts that nobody will finish. They say that they are not finished.')
    .argument('[id...]', 'ids of drafts, or their first four characters')
    .option('--older-than <days>', 'every draft whose last answer is older, such as 7d')
    .option('--dry-run', 'only say which')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .addHelpText('after', CLOSE_EXAMPLES)
    .action(async (ids: readonly string[], options: CloseOptions) => {
      const { close } = await import('./records-close.ts')
      done(await close(ids, options, io))
    })
  records
    .command('unlock')
    .summary('who has a draft or the log, and take over what another system left locked')
    .description('Say who has a draft or the log. What a process of another system left locked can be taken over.')
    .option('--yes', 'take it over without asking')
    .addHelpText('after', UNLOCK_EXAMPLES)
    .action(async (options: { yes?: true }) => {
      const { unlock } = await import('./records-unlock.ts')
      done(await unlock(options, io))
    })
}

const REPAIR_EXAMPLES = `
Examples:
  prescreen records repair --dry-run
  prescreen records repair --from intake-1.0.0.yaml --by AB

Exit codes:
  0 all is as it was written now   65 something is left for you to decide   66 no record folder
`

const BACKUP_EXAMPLES = `
Examples:
  prescreen records backup records-2026-11-28.tar
  prescreen records backup backups/records-2026-11-28.tar.age --by AB

Exit codes:
  0 written   64 wrong usage   73 a file of that name is there   74 the disk is full
`

const RESTORE_EXAMPLES = `
Examples:
  prescreen records restore records-2026-11-28.tar
  prescreen records restore records-2026-11-28.tar.age --identity key.txt

To try it beside the records that are there, name another folder in PRESCREEN_HOME.

Exit codes:
  0 restored, all as it was   65 the backup is damaged, or something in it was   73 there is something in the folder
`

const REENCRYPT_EXAMPLES = `
Examples:
  prescreen records reencrypt --identity old-key.txt

Exit codes:
  0 all of them   65 some are left as before: keep the old key   78 the settings name no recipients
`

const CLOSE_EXAMPLES = `
Examples:
  prescreen records close --older-than 7d --dry-run
  prescreen records close 7f3a --by AB
`

const UNLOCK_EXAMPLES = `
Examples:
  prescreen records unlock
  prescreen records unlock --yes

Exit codes:
  0 nothing is locked any more   75 something is in use
`
