import { Command, CommanderError } from 'commander'
import { Exit, type ExitCode } from './exit.ts'
import type { Io } from './io.ts'
import type { ScreenOptions } from './screen.ts'

/**
 * The command line: parses the arguments, runs one command and returns its exit code. A command's modules are loaded
 * when it runs, so that `--help` is instant and `screen` never loads what only a batch needs.
 */
export async function run(io: Io): Promise<ExitCode> {
  let exit: ExitCode = Exit.done
  const program = withGroups(io, (code) => {
    exit = code
  })
  if (io.args.length === 0) return bare(program, io)
  try {
    await program.parseAsync([...io.args], { from: 'user' })
    return exit
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? Exit.done : Exit.usage
  }
}

async function bare(program: Command, io: Io): Promise<ExitCode> {
  if (!io.interactive) {
    io.err(program.helpInformation())
    return Exit.usage
  }
  const { welcome } = await import('./welcome.ts')
  io.out(await welcome(io))
  return Exit.done
}

function withGroups(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command('prescreen')
    .description(
      'Walk a person through a screening questionnaire, or read a file of their answers, and say what a clinician should look at. It refers; it never decides.',
    )
    .version(io.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
    })
    .showHelpAfterError('(add --help for the options, with examples)')
    .exitOverride()
  program.commandsGroup('At the desk:')
  program
    .command('screen')
    .summary('walk a person through a questionnaire')
    .description('Walk a person through a questionnaire, or say what the answers in a file come to.')
    .argument('[questionnaire]', 'id of a shipped one, or the path of a YAML file')
    .option('--answers <file>', 'answers in YAML or JSON instead of questions; - is standard input')
    .option('--plain', 'line by line, without a full screen')
    .option('--handout <file>', 'also write a sheet for the clinician, .txt or .md')
    .option('--json', 'print the result as data (prescreen/guidance/1)')
    .option('--exit-code', 'exit 10 to refer, 20 at "act now", 30 when not finished')
    .option('--ref <text>', 'a local reference on the card, never a name')
    .option('--by <text>', 'initials of the staff, on the card')
    .option('--no-save', 'keep no record (this version keeps none in any case)')
    .addHelpText('after', EXAMPLES)
    .action(async (questionnaire: string | undefined, options: ScreenOptions) => {
      const { screen } = await import('./screen.ts')
      done(await screen(questionnaire, options, io))
    })
  program
    .command('settings')
    .summary('show where the settings are and what is in force')
    .option('--json', 'print them as data (prescreen/settings/1)')
    .addHelpText('after', '\nExamples:\n  prescreen settings\n  prescreen settings --json\n')
    .action(async (options: { json?: true }) => {
      const { settings } = await import('./settings.ts')
      done(await settings(options, io))
    })
  program.commandsGroup('Help:')
  return program
}

const EXAMPLES = `
Examples:
  prescreen screen ketamine-intake
  prescreen screen ketamine-intake --answers anna.yaml
  prescreen screen my-clinic.yaml --answers - --json < answers.json

Exit codes:
  0 done, whatever the level   65 something in a file is wrong   66 no such file   64 wrong usage
`
