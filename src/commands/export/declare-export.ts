import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { WrittenExport } from './export.ts'

/** Arguments and help of `export`. */
export function declareExport(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('export')
    .summary('write a questionnaire for another system: SQL')
    .description(
      'Write a questionnaire for another system. SQL: one statement that gives every row of a table what `score` gives it, where the data lies.',
    )
    .argument('<questionnaire>', 'id of a shipped one, or the path of a YAML file')
    .requiredOption('--to <system>', 'sql')
    .option('--dialect <engine>', 'duckdb, postgres or spark')
    .option('--table <name>', 'the table of answers; `schema.table`, with "…" around what holds a dot', 'answers')
    .option('--id <column>', 'the column with the record id')
    .option('--several <form>', 'how several answers stand in it: text (a;b), array or ticks (question___code)', 'text')
    .option('--labels', 'read labels too, not codes alone')
    .option('--columns <map.yaml>', 'what the columns mean, as for `score`')
    .option('--on <date>', 'the date of all answers, year-month-day')
    .option('--date-column <column>', 'the column with the date of the answers')
    .option('--as <form>', 'select or view', 'select')
    .option('--view <name>', 'the name of the view; without it, that of the questionnaire')
    .option('-o, --output <file>', 'write a new file instead of printing; - is standard output')
    .addHelpText('after', HELP)
    .action(async (questionnaire: string, options: WrittenExport) => {
      const { exportQuestionnaire } = await import('./export.ts')
      done(await exportQuestionnaire(questionnaire, options, io))
    })
}

const HELP = `
Each question is expected in a column of its own name; with --columns, those that the map names, and the others
are unanswered for everybody. The result has the columns of \`score\` but \`record\`, since a table has no order:
join it by id.

Examples:
  prescreen export ketamine-intake --to sql --dialect duckdb --id record -o intake.sql
  prescreen export ketamine-intake --to sql --dialect postgres --table clinic.answers --id record --as view -o intake.sql
  prescreen export my-clinic.yaml --to sql --dialect spark --columns columns.yaml -o intake.sql

Exit codes:
  0 written   64 wrong usage, or something that the engine cannot say   65 something in a file is wrong
  66 no such file   73 a file of that name is there
`
