import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { DiffOptions } from './diff.ts'

/** Arguments and help of `diff`. */
export function declareDiff(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('diff')
    .summary('compare two versions of a questionnaire: who gets another level')
    .description(
      'Compare two versions of a questionnaire. First who, of all possible people, gets a less serious level than before, by rule and with the person nearest to the usual answers; then who can be raised, which promises are weaker, what becomes of answers that were kept, whether the version number fits, and what is said otherwise. Nothing is written.',
    )
    .argument('<old>', 'id of a shipped one, path of a YAML file, or git-ref:path')
    .argument('<new>', 'the same')
    .option('--as <form>', 'terminal (the default) or markdown, which says everything, with lines to sign')
    .option('--json', 'print everything as JSON, with how many sheets have which levels')
    .option(
      '--exit-code',
      'exit 1 where somebody is lowered or a promise is weaker, 3 where something was not compared',
    )
    .option('--answers <file>', 'count the people of this table, or answers file, under both forms')
    .option('--columns <map.yaml>', 'what its columns mean, when they have other names or codes')
    .option('--id <column>', 'its column with the record id')
    .option('--on <date>', 'the date of all its answers, year-month-day, or today')
    .option('--date-column <column>', 'its column with the date of the answers')
    .option('--records', 'count the kept records of the old form under both; that is logged')
    .option('--identity <file>', 'the key that opens encrypted records')
    .option('--by <who>', 'who looks at the records, for the log')
    .addHelpText('after', EXAMPLES)
    .action(async (old: string, now: string, options: DiffOptions) => {
      const { diff } = await import('./diff.ts')
      done(await diff([old, now], options, io))
    })
}

const EXAMPLES = `
A person is what somebody would answer to each question of both forms; each form asks its own. Who is lowered
answers what only one form asks as usual; who can be raised answers it in any way.

Examples:
  prescreen diff HEAD:questionnaires/intake.yaml questionnaires/intake.yaml
  prescreen diff v1.2.0:intake.yaml intake.yaml --as markdown
  prescreen diff ketamine-intake my-intake.yaml --exit-code
  prescreen diff ketamine-intake my-intake.yaml --answers visits.csv
  prescreen diff ketamine-intake my-intake.yaml --records --by "A. Nurse"

Exit codes:
  0 compared   1 with --exit-code: somebody is lowered or a promise is weaker   3 with --exit-code: not everything was compared
  64 wrong usage   65 something in a file is wrong, or the two have no question in common   66 no such file or commit
`
