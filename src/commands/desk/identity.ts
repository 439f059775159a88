import { visible } from '../../diagnostics/index.ts'
import { type Identities, readIdentities } from '../../record/index.ts'
import { Exit, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import type { OrExit } from '../open-questionnaire.ts'

/**
 * The secret keys in a file; undefined where no file was named. A fault in it is reported by line number, never with
 * the text of the line.
 */
export async function identitiesIn(path: string | undefined, io: Io): Promise<OrExit<Identities | undefined>> {
  if (path === undefined) return { value: undefined }
  const read = await io.read(path)
  if ('reason' in read) {
    io.err(`prescreen: ${visible(path)}: there is no readable key file\n`)
    return { exit: exitFor(read, 'reading') }
  }
  const identities = await readIdentities(new TextDecoder().decode(read.bytes))
  if (!('problem' in identities)) return { value: identities }
  io.err(`prescreen: ${visible(path)}: ${identities.problem}\n`)
  return { exit: Exit.badData }
}
