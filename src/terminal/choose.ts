import type { Terminal } from './full-screen.ts'

/** One of a few, by inquirer's own list. Undefined when it was left with Ctrl-C. */
export async function chooseOne(
  message: string,
  choices: readonly string[],
  terminal: Terminal,
): Promise<string | undefined> {
  const { default: inquirer } = await import('inquirer')
  const ask = inquirer.createPromptModule({ input: terminal.input, output: terminal.output, signal: terminal.stop })
  try {
    const { one } = await ask<{ one: string }>([{ type: 'select', name: 'one', message, choices: [...choices] }])
    return one
  } catch (error) {
    if (error instanceof Error && /^(Exit|Abort)PromptError$/.test(error.name)) return undefined
    throw error
  }
}
