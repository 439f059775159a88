import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'

/** Arguments and help of `rename`. */
export function declareRename(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('rename')
    .summary('rename a question, option, rule or source everywhere')
    .description(
      'Rename a question, option, rule, promise, source or score in a questionnaire, in its cases and translations, and in the column maps that are named. Comments and layout stay as they are. Everything is renamed, or nothing.',
    )
    .argument('<files...>', 'questionnaires and column maps, then the old id and the new id')
    .addHelpText('after', EXAMPLES)
    .action(async (words: readonly string[]) => {
      const { rename } = await import('./rename.ts')
      done(await rename(words, io))
    })
}

const EXAMPLES = `
An option is written with its question: heart_attack.recent. Where an id names several things, say which:
question:heart, rule:HEART, source:heart. Of forms of one set that share a question, all are named.

Examples:
  prescreen rename my-clinic.yaml smoker smokes_now
  prescreen rename my-clinic.yaml heart_attack.recent within_6_weeks
  prescreen rename intake.yaml follow-up.yaml columns.yaml smoker smokes_now

Exit codes:
  0 renamed   64 wrong usage, or a name that cannot be   65 something in a file is wrong   66 no such file
`
