import { escapedJson, plural, visible } from '../../diagnostics/index.ts'
import { codeOf, faultInWords, faultOf } from '../../disk/index.ts'
import {
  type RecordFolder,
  type Verified,
  verifyAnchor,
  verify as verifyFolder,
  verifyWithKeys,
} from '../../record/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { logRead } from './access.ts'
import { withRecords } from './with-records.ts'

export interface VerifyOptions {
  readonly head?: string
  readonly expectHead?: string
  readonly json?: true
  readonly identity?: string
  readonly by?: string
}

/** `prescreen records verify`: everything that is not as it was written, and the head of the log. */
export async function recordsVerify(options: VerifyOptions, io: Io): Promise<ExitCode> {
  const head = options.expectHead ?? options.head
  if (head !== undefined && !/^[0-9a-f]{8,64}$/.test(head)) {
    io.err('prescreen: --expect-head takes 8 to 64 digits of a hash, as printed after `log`\n')
    return Exit.usage
  }
  const identities = await identitiesIn(options.identity, io)
  if ('exit' in identities) return identities.exit
  return withRecords(io, async (folder) => {
    const wanted = head === undefined ? {} : { head }
    if (identities.value !== undefined) logRead(folder, { by: options.by, why: 'verify --identity' }, io)
    const found =
      identities.value === undefined
        ? verifyFolder(folder, wanted)
        : await verifyWithKeys(folder, identities.value, wanted)
    const verified = withAnchor(folder, found)
    if (options.json) io.out(`${escapedJson({ schema: 'prescreen/verified/1', ...verified }, 2)}\n`)
    else tellVerified(verified, io)
    return verified.problems.length === 0 ? Exit.done : Exit.badData
  })
}

/** Adds what the anchor says, where the settings name one. */
function withAnchor(folder: RecordFolder, verified: Verified): Verified {
  const { anchor } = folder
  if (anchor === undefined) return verified
  try {
    const { problems } = verifyAnchor(folder)
    return { ...verified, problems: [...verified.problems, ...problems] }
  } catch (error) {
    const why =
      codeOf(error) === 'ENOENT' ? 'there is no such file yet' : faultInWords(faultOf(error, anchor.path), 'reading')
    return { ...verified, unseen: [...verified.unseen, `the anchor ${anchor.path}: ${why}`] }
  }
}

/** Problems and notes on standard error, the total on standard output. */
export function tellVerified(verified: Verified, io: Io): void {
  const { lines, records, drafts, questionnaires, head, problems, notes, unseen } = verified
  const counted = [
    plural(records, 'record'),
    ...(drafts === 0 ? [] : [plural(drafts, 'draft')]),
    ...(questionnaires === 0 ? [] : [plural(questionnaires, 'questionnaire')]),
    `${plural(lines, 'line')} in the log`,
  ].join(', ')
  for (const problem of problems) io.err(`${visible(problem)}\n`)
  for (const note of notes) io.err(`note: ${visible(note)}\n`)
  for (const one of unseen) io.err(`not looked at: ${visible(one)}\n`)
  io.say(
    problems.length === 0
      ? `${counted}: all as they were written. log ${head}\n`
      : `${counted}: ${problems.length} ${problems.length === 1 ? 'is' : 'are'} not as written. log ${head}\n`,
  )
}
