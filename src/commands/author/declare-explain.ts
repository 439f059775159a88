import { type Command, Option } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { ExplainOptions } from './explained.ts'

/** Arguments and help of `explain`. */
export function declareExplain(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('explain')
    .summary('explain why a person has their level, or what a code of check means')
    .description(
      'Explain why a person has their level: what it rests on, what is not known and could still raise it, and which answers alone are enough for it. Given one word: what a code that check prints is about.',
    )
    .argument('[what]', 'a questionnaire (id of a shipped one, or the path of a YAML file), or a code of check')
    .argument('[answers]', 'a file of one person’s answers; with --row a table; - is standard input')
    .option('--all', 'also the rules that are not true, each with the nearest answers that would raise it')
    .option('--rule <id>', 'the condition of one rule, part by part, with the truth of each')
    .option('--on <day>', 'the day of the answers, year-month-day, or today')
    .addOption(
      new Option('--row <n>', 'this record of a table, counted as in the results of score').conflicts('record'),
    )
    .option('--columns <map.yaml>', 'what the columns of the table mean')
    .option('--date-column <column>', 'the column of the table with the date of the answers')
    .option('--record <id>', 'a kept record: its id, or the first four characters')
    .option('--identity <file>', 'the secret key that opens encrypted records')
    .option('--by <text>', 'initials of the staff, in the audit log')
    .option('--json', 'print it as data (prescreen/explanation/1)')
    .addHelpText('after', EXAMPLES)
    .action(async (what: string | undefined, answers: string | undefined, options: ExplainOptions) => {
      const { explainPerson } = await import('./explain-person.ts')
      done(await explainPerson({ what, answers }, options, io))
    })
}

const EXAMPLES = `
Examples:
  prescreen explain ketamine-intake answers.yaml
  prescreen explain ketamine-intake answers.yaml --rule bp-severe
  prescreen explain ketamine-intake export.csv --row 12 --columns columns.yaml
  prescreen explain --record 7f3a --by AB
  prescreen explain missing-source

Exit codes:
  0 explained   64 wrong usage   65 an answer cannot be used, or a file is wrong   66 no such file, record or row
`
