import { type Command, Option } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { CheckOptions } from './check.ts'

/** Arguments and help of `check`. */
export function declareCheck(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('check')
    .summary('report everything that is wrong in a questionnaire')
    .description(
      'Check questionnaires with their cases and translations, report everything that is wrong in all of them at once, and prove what must hold for everybody.',
    )
    .argument(
      '[file...]',
      'files, folders, or ids of shipped ones; none: those of this folder, or the shipped ones where it has none',
    )
    .addOption(new Option('--json', 'print the findings as data (prescreen/check/1)').conflicts(['github', 'watch']))
    .addOption(new Option('--github', 'print the findings as annotations of a build').conflicts('watch'))
    .option('--fix', 'mend the spelling of a name where only one can be meant')
    .option('--add-case', 'add each person whom a proof has found to the cases file, to be filled in')
    .option('--watch', 'check again whenever a file changes')
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const { checkFiles } = await import('./check.ts')
      done(await checkFiles(paths, options, io))
    })
}

const CHECK_EXAMPLES = `
Examples:
  prescreen check my-clinic.yaml
  prescreen check my-clinic.yaml --watch
  prescreen check my-clinic.yaml --add-case
  prescreen check questionnaires/ --json

Exit codes:
  0 nothing found   1 something found   3 nothing found, but something could not be proved
  64 wrong usage   65 a cases file cannot be added to   66 no such file
  73, 74, 77 a file could not be written
`
