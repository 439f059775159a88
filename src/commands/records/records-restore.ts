import { visible } from '../../diagnostics/index.ts'
import { faultInWords, faultOf, fileInPieces, reasonInWords } from '../../disk/index.ts'
import {
  decryptedStream,
  type Identities,
  logAccess,
  restoreRefused,
  restoreTar,
  streamOf,
  verify,
  verifyWithKeys,
} from '../../record/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { recordsToRead, sittingOf } from '../desk/record-folder.ts'
import { settingsInForce } from '../desk/settings.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import type { OrExit } from '../open-questionnaire.ts'
import { tellVerified } from './records-verify.ts'
import { toldFault } from './with-records.ts'

/** `prescreen records restore`: makes a record folder from a backup where there is none, and verifies it. */
export async function restore(
  file: string,
  options: { readonly identity?: string; readonly by?: string },
  io: Io,
): Promise<ExitCode> {
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const identities = await identitiesIn(options.identity, io)
  if ('exit' in identities) return identities.exit
  const folder = await recordsToRead(io, settings.value)
  const refusal = restoreRefused(folder)
  if (refusal !== undefined) {
    io.err(`prescreen: ${visible(folder.path)}: ${faultInWords(faultOf(refusal, folder.path))}\n`)
    return Exit.cannotCreate
  }
  return toldFault(folder, io, async () => {
    const tar = await opened(file, identities.value, io)
    if ('exit' in tar) return tar.exit
    const restored = await restoreTar(tar.value, { folder, owner: io.owner })
    if ('problem' in restored) {
      io.err(`prescreen: ${visible(file)}: ${visible(restored.problem)}; nothing was restored\n`)
      return Exit.badData
    }
    logAccess(sittingOf(io, folder, options.by), {
      what: 'restored',
      why: `backup of ${restored.manifest.made}, log ${restored.manifest.head}`,
    })
    const verified = identities.value === undefined ? verify(folder) : await verifyWithKeys(folder, identities.value)
    io.err(`Restored to ${visible(folder.path)} from the backup of ${visible(restored.manifest.made)}.\n`)
    tellVerified(verified, io)
    return verified.problems.length === 0 ? Exit.done : Exit.badData
  })
}

/** The tar in a file, decrypted where needed. Otherwise the reason is printed. */
async function opened(
  file: string,
  identities: Identities | undefined,
  io: Io,
): Promise<OrExit<ReadableStream<Uint8Array>>> {
  const refused = (why: string, exit: ExitCode) => {
    io.err(`prescreen: ${visible(file)}: ${why}\n`)
    return { exit }
  }
  const read = await fileInPieces(file)
  if ('reason' in read) return refused(reasonInWords(read.reason, 'reading'), exitFor(read, 'reading'))
  const { pieces } = read
  if (!file.endsWith('.age')) return { value: streamOf(pieces) }
  if (identities === undefined) return refused('it is encrypted: --identity FILE opens it', Exit.badData)
  const tar = await decryptedStream(pieces, identities)
  if (!('problem' in tar)) return { value: tar }
  return refused(tar.problem === 'damaged' ? 'it is damaged' : 'this key does not open it', Exit.badData)
}
