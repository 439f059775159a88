import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { declareCare } from './declare-care.ts'
import type { ExportOptions } from './records-export.ts'
import type { ListOptions } from './records-list.ts'
import type { PurgeOptions } from './records-purge.ts'
import type { RescoreOptions } from './records-rescore.ts'
import type { VerifyOptions } from './records-verify.ts'

/** `prescreen records …`: finds, shows, checks and removes what was recorded. */
export function declareRecords(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const records = program
    .command('records')
    .summary('find, show, check and put away what was kept')
    .description('Find, show, check and put away what was kept.')
  records
    .command('list')
    .summary('records, the last one first')
    .description('List the records, the last one first.')
    .option('--from <day>', 'from this day of answers on, such as 2026-11-01')
    .option('--to <day>', 'up to this day of answers')
    .option('--level <level>', 'act-now, refer-before, refer-discuss or none-raised')
    .option('--questionnaire <id>', 'of one questionnaire')
    .option('--ref <text>', 'with this local reference')
    .option('--identity <file>', 'the secret key that opens encrypted records')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .option('--json', 'print them as data (prescreen/records/1)')
    .addHelpText('after', LIST_EXAMPLES)
    .action(async (options: ListOptions) => {
      const { list } = await import('./records-list.ts')
      done(await list(options, io))
    })
  records
    .command('show')
    .summary('one record: the card, and with --history every answer and correction')
    .description('Show one record as it was when it was made.')
    .argument('<id>', 'its id, or the first four characters')
    .option('--history', 'every answer and correction, with its time')
    .option('--handout <file>', 'also write the sheet for the clinician anew, .txt, .md or .html')
    .option('--identity <file>', 'the secret key that opens encrypted records')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .option('--json', 'print it as data (prescreen/record/1)')
    .addHelpText(
      'after',
      '\nExamples:\n  prescreen records show 7f3a\n  prescreen records show 7f3a-k2mp-9xqd --history\n',
    )
    .action(
      async (
        id: string,
        options: { history?: true; json?: true; identity?: string; handout?: string; by?: string },
      ) => {
        const { show } = await import('./records-show.ts')
        done(await show(id, options, io))
      },
    )
  records
    .command('correct')
    .summary('change an answer of a record: the record stays, a new one names it')
    .description('Change an answer of a record. The record stays as it is; a new one names it and says why.')
    .argument('<id>', 'its id, or the first four characters')
    .option('--why <text>', 'the reason; asked on the full screen')
    .option('--by <text>', 'initials of the staff, on the card and in the audit log')
    .option('--plain', 'line by line, without a full screen; needs --why')
    .option('--identity <file>', 'the secret key that opens encrypted records')
    .addHelpText('after', '\nExamples:\n  prescreen records correct 7f3a --by AB\n')
    .action(async (id: string, options: { why?: string; by?: string; plain?: true; identity?: string }) => {
      const { correct } = await import('./records-correct.ts')
      done(await correct(id, options, io))
    })
  declareTaking(records, io, done)
}

/** Commands that take answers out, check them against the log, or remove them. */
function declareTaking(records: Command, io: Io, done: (code: ExitCode) => void): void {
  records
    .command('export')
    .summary('the answers as a table for `score` and spreadsheets')
    .description('Write the answers as a table that `score` and spreadsheets read, one row for each record.')
    .option('--from <day>', 'from this day of answers on, such as 2026-11-01')
    .option('--to <day>', 'up to this day of answers')
    .option('--level <level>', 'act-now, refer-before, refer-discuss or none-raised')
    .option('--questionnaire <id>', 'of one questionnaire; needed where there are several')
    .option('--ref <text>', 'with this local reference')
    .option('-o, --output <file>', 'a new file, .csv or .jsonl; otherwise standard output')
    .option('--as <format>', 'csv or jsonl, whatever the file is called')
    .option('--identity <file>', 'the secret key that opens encrypted records')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .addHelpText('after', EXPORT_EXAMPLES)
    .action(async (options: ExportOptions) => {
      const { exportRecords } = await import('./records-export.ts')
      done(await exportRecords(options, io))
    })
  records
    .command('rescore')
    .summary('the results of the answers under another version of the form')
    .description(
      'Score recorded answers again under another version of their form. The records stay as they are; new ones are written next to them and say what could not be carried over.',
    )
    .argument('[id...]', 'ids, or their first four characters; all of that form where none is named')
    .requiredOption('--with <questionnaire>', 'the other version: a YAML file, or the id of a shipped one')
    .option('--from <day>', 'from this day of answers on')
    .option('--to <day>', 'up to this day of answers')
    .option('--level <level>', 'act-now, refer-before, refer-discuss or none-raised')
    .option('--ref <text>', 'with this local reference')
    .option('--dry-run', 'only say what would come out')
    .option('--identity <file>', 'the secret key that opens encrypted records')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .addHelpText('after', RESCORE_EXAMPLES)
    .action(async (ids: readonly string[], options: RescoreOptions) => {
      const { rescore } = await import('./records-rescore.ts')
      done(await rescore(ids, options, io))
    })
  declareChecking(records, io, done)
}

function declareChecking(records: Command, io: Io, done: (code: ExitCode) => void): void {
  records
    .command('verify')
    .summary('whether log, records, drafts and questionnaires are as they were written')
    .description('Say whether the audit log, every record, draft and questionnaire are as they were written.')
    .option('--expect-head <hash>', 'a line of the log must have this hash, or one that begins so: the `log` on a card')
    .option('--head <hash>', 'the same')
    .option('--identity <file>', 'the secret key, to look into encrypted records as well')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .option('--json', 'print it as data (prescreen/verified/1)')
    .addHelpText('after', VERIFY_EXAMPLES)
    .action(async (options: VerifyOptions) => {
      const { recordsVerify } = await import('./records-verify.ts')
      done(await recordsVerify(options, io))
    })
  records
    .command('purge')
    .summary('delete old records and drafts for good')
    .description('Delete records and drafts that are older than this many days, for good.')
    .requiredOption('--older-than <days>', 'such as 90d')
    .option('--dry-run', 'only say what would go')
    .option('--on <day>', 'today’s date, where the clock cannot be trusted')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .option('--yes', 'do not ask; needed where nobody can be asked')
    .addHelpText('after', PURGE_EXAMPLES)
    .action(async (options: PurgeOptions) => {
      const { purgeOld } = await import('./records-purge.ts')
      done(await purgeOld(options, io))
    })
  declareCare(records, io, done)
}

const LIST_EXAMPLES = `
Examples:
  prescreen records list
  prescreen records list --from 2026-11-01 --level act-now
  prescreen records list --ref A-17 --json
`

const EXPORT_EXAMPLES = `
Examples:
  prescreen records export -o november.csv --from 2026-11-01 --to 2026-11-30
  prescreen records export --questionnaire ketamine-intake --as jsonl

Columns that begin with _ are about the record; _replaced_by names the record that corrects it or scores it again.
An empty cell was not answered or not asked, never "no".

Exit codes:
  0 exported   64 wrong usage   65 some records could not be read   73 a file of that name is there
`

const RESCORE_EXAMPLES = `
Examples:
  prescreen records rescore --with intake-1.1.0.yaml --dry-run
  prescreen records rescore 7f3a --with intake-1.1.0.yaml --by AB

Exit codes:
  0 scored again   65 some records could not be read   66 no such questionnaire or record
`

const VERIFY_EXAMPLES = `
Examples:
  prescreen records verify
  prescreen records verify --head 45b83969089a4a70

Exit codes:
  0 all is as it was written   65 something is not; what it is stands on standard error

A log whose end was cut off together with what says so looks like a shorter log: a hash that was printed on a card or
handout, or \`anchor:\` in the settings, shows that.
`

const PURGE_EXAMPLES = `
Examples:
  prescreen records purge --older-than 90d --dry-run
  prescreen records purge --older-than 90d --by AB

Deleting a file does not shred it: somebody who has the disk may still find it there.
`
