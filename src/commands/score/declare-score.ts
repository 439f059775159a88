import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { WrittenOptions } from './score.ts'

/** Arguments and help of `score`. Its code is loaded when it runs. */
export function declareScore(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('score')
    .summary('score a file of answers, one person on each row')
    .description('Score files of exported answers: one result row for each record, in order, and none is lost.')
    .argument('<questionnaire>', 'id of a shipped one, or the path of a YAML file')
    .argument('[files...]', 'files of records, also packed with gzip; - or none is standard input')
    .option('-o, --output <file>', 'the results; without it they go to standard output')
    .option('--to <format>', 'csv, xlsx or jsonl; guessed from the name of the output, or csv')
    .option('--from <format>', 'csv, tsv, jsonl, json or xlsx; guessed from the name and the first bytes')
    .option('--columns <map.yaml>', 'what the columns mean, when they have other names or codes')
    .option('--columns-template', 'write such a map for this file instead of scoring it; guesses have a ? before them')
    .option('--id <column>', 'the column with the record id')
    .option('--on <date>', 'the date of all answers, year-month-day, or today')
    .option('--date-column <column>', 'the column with the date of the answers')
    .option('--delimiter <sign>', 'what divides the cells; tab for tabs')
    .option('--encoding <name>', 'latin1, macroman, utf-16le or utf-16be, when the file is not UTF-8')
    .option('--sheet <name>', 'of a workbook; the first one that is not hidden')
    .option('--decimal-comma', 'read 70,5 as 70.5')
    .option('--errors <file.csv>', 'also write every cell and line that could not be read')
    .option('--summary <file.json>', 'also write counts and what was used; written last, when all is done')
    .option('--report <file.html>', 'also write a page with charts, for people')
    .option('--shard <i/n>', 'score every n-th record only, beginning with the i-th')
    .option('--lines', 'answer each line of JSON with one line, for engines that run many of these; always exit 0')
    .option('--brief', 'lines of JSON with the ids of rules and questions instead of texts')
    .option('--merge', 'add up the accounts (--summary) of parts, named in place of questionnaire and files')
    .option('--fail-fast', 'stop at the first thing that cannot be read, and write nothing')
    .option('--force', 'replace files that are there already')
    .option('--show-values', 'show the contents of cells that cannot be read')
    .option('--threads <n>', 'score one file with this many threads at once; by default two for a large one')
    .option('--progress', 'say every few seconds how far it is, also without a terminal')
    .addHelpText('after', HELP)
    .action(async (questionnaire: string, files: readonly string[], options: WrittenOptions) => {
      const { score } = await import('./score.ts')
      done(await score(questionnaire, files, options, io))
    })
}

const HELP = `
The first row names the columns; a column called like a question answers it. A cell holds a code or a label
of the question, yes/no/true/false/1/0, a number, a day (2026-02-28), unsure, declined, or none; several
answers are divided by ; or have a column each, question___code. An empty cell is not answered, never "no".

Examples:
  prescreen score ketamine-intake answers.csv -o results.csv --errors errors.csv --summary summary.json
  prescreen score ketamine-intake export.csv --columns-template -o columns.yaml
  prescreen score ketamine-intake export.csv --columns columns.yaml -o results.csv
  prescreen score ketamine-intake answers.xlsx -o results.xlsx
  prescreen score ketamine-intake answers.jsonl -o results.jsonl
  prescreen score ketamine-intake part.jsonl --lines -o part-results.jsonl
  prescreen score --merge part-1.json part-2.json -o summary.json

Exit codes:
  0 all records scored, all cells readable, whatever the levels   65 some were not, or a file is wrong
  66 no such file   64 wrong usage   73, 74, 77 the results could not be written
`
