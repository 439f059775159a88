import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { ShowOptions } from './show.ts'

/** Arguments and help of `show`. */
export function declareShow(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('show')
    .summary('print a questionnaire for people to read')
    .description(
      'Print a questionnaire for people to read, with its conditions in words: an outline, the whole of it for a clinician to sign, its branches, its rules, or a paper form.',
    )
    .argument('<questionnaire>', 'id of a shipped one, or the path of a YAML file')
    .option('--as <form>', 'terminal (the default), markdown, html, mermaid, rules, paper or answers')
    .option('-o, --output <file>', 'write a new file instead of printing; - is standard output')
    .option('--force', 'replace a file that is there')
    .option('--watch', 'write the page of -o again at every change, with the errors where there are some')
    .addHelpText('after', EXAMPLES)
    .action(async (questionnaire: string, options: ShowOptions) => {
      const { show } = await import('./show.ts')
      done(await show(questionnaire, options, io))
    })
}

const EXAMPLES = `
Forms:
  terminal   outline: sections, questions, options, limits, who is asked
  markdown   code book: everything, with signature lines
  html       the code book as one page to print or to mail
  mermaid    sections and branches as a Mermaid flowchart
  rules      table of the rules with conditions, reasons and sources
  paper      a form to fill in with a pen
  answers    a file of answers to fill in, with codes and words as comments

Examples:
  prescreen show ketamine-intake
  prescreen show ketamine-intake --as html -o intake.html
  prescreen show my-clinic.yaml --as paper
  prescreen show my-clinic.yaml --watch -o my-clinic.html
  prescreen show my-clinic.yaml --as answers -o person.yaml

Exit codes:
  0 shown   64 wrong usage   65 something in the file is wrong   66 no such file   73 a file of that name is there
`
