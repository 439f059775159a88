import type { Command } from 'commander'
import type { ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { ResumeOptions } from './resume.ts'
import type { ScreenOptions } from './screen.ts'

/** Arguments and help of the commands at the desk. Their code is loaded when one of them runs. */
export function declareDesk(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('screen')
    .summary('walk a person through a questionnaire')
    .description('Walk a person through a questionnaire, or show the result of answers in a file.')
    .argument('[questionnaire]', 'id of a shipped one, or the path of a YAML file')
    .option('--answers <file>', 'answers in YAML or JSON instead of questions; - is standard input')
    .option('--on <date>', 'with --answers: the date of the answers, year-month-day; today if left out')
    .option('--plain', 'line by line, without a full screen')
    .option('--handout <file>', 'also write a sheet for the clinician, .txt, .md or .html')
    .option('--json', 'print the result as data (prescreen/guidance/1)')
    .option('--exit-code', 'exit 10 to refer, 20 at "act now", 30 when not finished')
    .option('--ref <text>', 'a local reference on the card, never a name')
    .option('--by <text>', 'initials of the staff, on the card and in the audit log')
    .option('--no-save', 'keep no draft and no record')
    .addHelpText('after', EXAMPLES)
    .action(async (questionnaire: string | undefined, options: ScreenOptions) => {
      const { screen } = await import('./screen.ts')
      done(await screen(questionnaire, options, io))
    })
  program
    .command('resume')
    .summary('go on with answers that were left')
    .description('Go on with a draft at its first open question. Without an id: the only draft, or a choice of them.')
    .argument('[id]', 'the id of the draft, or its first four characters')
    .option('--plain', 'line by line, without a full screen')
    .option('--handout <file>', 'also write a sheet for the clinician, .txt, .md or .html')
    .option('--json', 'print the result as data (prescreen/guidance/1)')
    .option('--exit-code', 'exit 10 to refer, 20 at "act now", 30 when not finished')
    .option('--by <text>', 'initials of the staff, on the card and in the audit log')
    .addHelpText('after', RESUME_EXAMPLES)
    .action(async (id: string | undefined, options: ResumeOptions) => {
      const { resume } = await import('./resume.ts')
      done(await resume(id, options, io))
    })
  declareSettings(program, io, done)
}

function declareSettings(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const settings = program
    .command('settings')
    .summary('show where the settings are and what is in force, and change them')
    .description('Show where the settings are and what is in force.')
    .option('--json', 'print them as data (prescreen/settings/1)')
    .addHelpText('after', SETTINGS_EXAMPLES)
    .action(async (options: { json?: true }) => {
      const { settings } = await import('./settings.ts')
      done(await settings(options, io))
    })
  settings
    .command('set')
    .summary('change one setting')
    .description('Change one setting. The file is made where there is none; every other line of it stays as it is.')
    .argument('<key>', 'such as country, records, questionnaires, handouts, recipients')
    .argument('<value...>', 'one value; of recipients as many as there are')
    .addHelpText(
      'after',
      '\nExamples:\n  prescreen settings set country uk\n  prescreen settings set handouts sheets\n',
    )
    .action(async (key: string, values: readonly string[]) => {
      const { settingsSet } = await import('./settings-set.ts')
      done(await settingsSet(key, values, io))
    })
}

const SETTINGS_EXAMPLES = `
Examples:
  prescreen settings
  prescreen settings --json
  prescreen settings set country uk
  prescreen settings set questionnaires our-forms
`

const RESUME_EXAMPLES = `
Examples:
  prescreen resume
  prescreen resume 7f3a
  prescreen resume 7f3a-k2mp-9xqd --by AB

Exit codes:
  0 done, whatever the level   65 the draft is damaged   66 no such draft   75 another terminal has it
`

const EXAMPLES = `
Examples:
  prescreen screen ketamine-intake
  prescreen screen ketamine-intake --answers anna.yaml
  prescreen screen my-clinic.yaml --answers answers.json --json

Exit codes:
  0 done, whatever the level   65 something in a file is wrong   66 no such file   64 wrong usage
`
