import { visible } from '../diagnostics/index.ts'
import { faultInWords, writeNewFile } from '../disk/index.ts'
import { Exit, type ExitCode, exitFor } from './exit.ts'
import type { Io } from './io.ts'

/** Prints a text, or writes it as a new file where one is named. `-` is standard output. */
export async function printOrWrite(text: string, output: string | undefined, io: Io): Promise<ExitCode> {
  if (output === undefined || output === '-') {
    io.out(text)
    return Exit.done
  }
  const written = await writeNewFile(output, text)
  if (written.ok) return Exit.done
  io.err(`prescreen: ${visible(output)}: ${faultInWords(written.fault, 'writing')}\n`)
  return exitFor(written.fault, 'writing')
}
