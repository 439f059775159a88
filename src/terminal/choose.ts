import { ENTER, LEAVE, type Terminal } from './full-screen.ts'

/**
 * Lets the person choose one of a few with inquirer's list, of which nothing stays on the terminal. Undefined after
 * Ctrl-C.
 */
export async function chooseOne(
  message: string,
  choices: readonly string[],
  terminal: Terminal,
): Promise<string | undefined> {
  const { default: inquirer } = await import('inquirer')
  const ask = inquirer.createPromptModule({ input: terminal.input, output: terminal.output, signal: terminal.stop })
  const release = terminal.hold()
  terminal.output.write(ENTER)
  try {
    const { one } = await ask<{ one: string }>([{ type: 'select', name: 'one', message, choices: [...choices] }])
    return one
  } catch (error) {
    if (error instanceof Error && /^(Exit|Abort)PromptError$/.test(error.name)) return undefined
    throw error
  } finally {
    terminal.output.write(LEAVE)
    release()
  }
}
