import { plural } from '../../diagnostics/index.ts'
import { problemInside, verify as verifyRecords } from '../../record/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { withRecords } from './with-records.ts'

/** `prescreen records verify`: everything that is not as it was written, and the head of the chain. */
export async function verify(
  options: { readonly head?: string; readonly json?: true; readonly identity?: string },
  io: Io,
): Promise<ExitCode> {
  if (options.head !== undefined && !/^[0-9a-f]{8,64}$/.test(options.head)) {
    io.err('prescreen: --head takes 8 to 64 digits of a hash, as printed after `log`\n')
    return Exit.usage
  }
  const identities = await identitiesIn(options.identity, io)
  if ('exit' in identities) return identities.exit
  return withRecords(io, async (folder) => {
    const { lines, records, head, closed, problems: outside } = verifyRecords(folder, options.head)
    const problems = [...outside]
    for (const one of closed) {
      const problem = identities.value && (await problemInside(folder, one, identities.value))
      if (problem !== undefined) problems.push(`record ${one.id} of ${one.day}: ${problem}`)
    }
    if (options.json)
      io.out(`${JSON.stringify({ schema: 'prescreen/verified/1', lines, records, head, problems }, null, 2)}\n`)
    else {
      const counted = `${plural(records, 'record')}, ${plural(lines, 'line')} in the log`
      for (const problem of problems) io.err(`${problem}\n`)
      if (closed.length > 0 && identities.value === undefined)
        io.err(`${closed.length} encrypted; --identity FILE also looks inside.\n`)
      io.say(
        problems.length === 0
          ? `${counted}: all as they were written. log ${head}\n`
          : `${counted}: ${problems.length} ${problems.length === 1 ? 'is' : 'are'} not as written. log ${head}\n`,
      )
    }
    return problems.length === 0 ? Exit.done : Exit.badData
  })
}
