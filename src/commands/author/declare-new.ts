import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'

/** Arguments and help of `new`. */
export function declareNew(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('new')
    .summary('write a questionnaire and its cases to start from')
    .description(
      'Write <id>.yaml and <id>.cases.yaml into this folder: a small questionnaire with comments, and its cases. A file that is there already is left alone.',
    )
    .argument('<id>', 'name of the questionnaire: small letters, digits and -')
    .option('--title <text>', 'what people call it; left out, the id in words')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: { title?: string }) => {
      const { newQuestionnaire } = await import('./new.ts')
      done(await newQuestionnaire(id, options, io))
    })
}

const EXAMPLES = `
Examples:
  prescreen new my-clinic
  prescreen new my-clinic --title "Questions before a first visit"

Exit codes:
  0 both files were written   64 wrong usage   73 a file of that name is there
  74 they could not be written   77 you may not write here
`
