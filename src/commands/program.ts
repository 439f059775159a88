import { Command, CommanderError } from 'commander'
import { declareCheck } from './author/declare-check.ts'
import { declareDiff } from './author/declare-diff.ts'
import { declareExplain } from './author/declare-explain.ts'
import { declareNew } from './author/declare-new.ts'
import { declareRename } from './author/declare-rename.ts'
import { declareShow } from './author/declare-show.ts'
import { declareDesk } from './desk/declare-desk.ts'
import { Exit, type ExitCode } from './exit.ts'
import { declareExport } from './export/declare-export.ts'
import type { Io } from './io.ts'
import { declareRecords } from './records/declare-records.ts'
import { declareScore } from './score/declare-score.ts'
import { wrapping } from './wrapping.ts'

/**
 * The command line: parses the arguments, runs one command and returns its exit code. A command's modules are loaded
 * when it runs, so that `--help` is instant and `screen` never loads what only `score` needs.
 */
export async function run(process: Io): Promise<ExitCode> {
  const io = wrapping(process)
  let exit: ExitCode = Exit.done
  const program = withGroups(io, (code) => {
    exit = code
  })
  if (io.args.length === 0) return bare(program, io)
  try {
    if (io.args[0] === 'complete') await complete(program, io)
    await program.parseAsync(io.args[0] === '-v' && io.args.length === 1 ? ['-V'] : [...io.args], { from: 'user' })
    return exit
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return ASKED_FOR.includes(error.code) ? Exit.done : Exit.usage
  }
}

/** Ways to end that the user asked for. All others are mistakes in the arguments. */
const ASKED_FOR: readonly string[] = ['commander.help', 'commander.helpDisplayed', 'commander.version']

async function complete(program: Command, io: Io): Promise<void> {
  const { addCompletion } = await import('./completion.ts')
  await addCompletion(program, io)
}

async function bare(program: Command, io: Io): Promise<ExitCode> {
  if (!io.interactive) {
    io.err(program.helpInformation())
    return Exit.usage
  }
  const { welcome } = await import('./desk/welcome.ts')
  io.say(await welcome(io))
  return Exit.done
}

function withGroups(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command('prescreen')
    .description(
      'Walk a person through a screening questionnaire, or read a file of their answers, and say what a clinician should look at. It refers; it never decides.',
    )
    .version(io.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureOutput({
      writeOut: io.say,
      writeErr: io.err,
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
    })
    .showHelpAfterError('(add --help for the options, with examples)')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
  // One that is called is declared alone: declaring all of them takes longer than some of them run.
  const called = COMMANDS.filter(({ names }) => names.includes(io.args[0] ?? ''))
  for (const { group, declare } of called.length > 0 ? called : COMMANDS) {
    program.commandsGroup(group)
    declare(program, io, done)
  }
  program.commandsGroup('Help:')
  if (io.args[0] !== 'complete')
    program
      .command('complete')
      .summary('print what a shell needs to complete commands')
      .argument('<shell>', 'bash, zsh or fish')
  program
    .command('version')
    .summary('print the version')
    .action(() => {
      io.out(`${io.version}\n`)
    })
  return program
}

type Declare = (program: Command, io: Io, done: (code: ExitCode) => void) => void

/** In the order of the help: what each function declares. */
const COMMANDS: readonly { readonly group: string; readonly names: readonly string[]; readonly declare: Declare }[] = [
  { group: 'At the desk:', names: ['screen', 'resume', 'settings'], declare: declareDesk },
  { group: 'At the desk:', names: ['records'], declare: declareRecords },
  { group: 'For exported answers:', names: ['score'], declare: declareScore },
  { group: 'For exported answers:', names: ['export'], declare: declareExport },
  { group: 'For questionnaire authors:', names: ['check'], declare: declareCheck },
  { group: 'For questionnaire authors:', names: ['explain'], declare: declareExplain },
  { group: 'For questionnaire authors:', names: ['new'], declare: declareNew },
  { group: 'For questionnaire authors:', names: ['show'], declare: declareShow },
  { group: 'For questionnaire authors:', names: ['diff'], declare: declareDiff },
  { group: 'For questionnaire authors:', names: ['rename'], declare: declareRename },
]

const EXAMPLES = `
Examples:
  prescreen screen ketamine-intake
  prescreen resume
  prescreen records list
  source <(prescreen complete bash)
`
