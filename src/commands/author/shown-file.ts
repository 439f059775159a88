import { visible } from '../../diagnostics/index.ts'
import { faultInWords, fileIdentity, replaceFile, writeNewFile } from '../../disk/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'

/** Where a document goes, and what it is about. */
export interface ShownFile {
  readonly output: string
  /** Path of the questionnaire, which is never replaced by its own document. */
  readonly questionnaire: string
  /** Replace a file that exists already. Otherwise it is left alone. */
  readonly force: boolean
}

/** Writes a document whole or not at all. Prints the reason when it cannot. */
export async function writeShown(text: string, { output, questionnaire, force }: ShownFile, io: Io): Promise<ExitCode> {
  const there = await fileIdentity(output)
  if (there !== undefined && there === (await fileIdentity(questionnaire))) {
    io.err(`prescreen: ${visible(output)}: what is shown cannot be replaced by what shows it\n`)
    return Exit.usage
  }
  const written = force && there !== undefined ? await replaceFile(output, text) : await writeNewFile(output, text)
  if (written.ok) return Exit.done
  const help = written.fault.reason === 'exists' ? '\n   --force replaces it' : ''
  io.err(`prescreen: ${visible(output)}: ${faultInWords(written.fault, 'writing')}${help}\n`)
  return exitFor(written.fault, 'writing')
}
