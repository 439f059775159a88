import { verify as verifyRecords } from '../record/index.ts'
import { Exit, type ExitCode } from './exit.ts'
import type { Io } from './io.ts'
import { withRecords } from './reading.ts'

/** `prescreen records verify`: everything that is not as it was written, and the head of the chain. */
export async function verify(options: { readonly head?: string; readonly json?: true }, io: Io): Promise<ExitCode> {
  if (options.head !== undefined && !/^[0-9a-f]{8,64}$/.test(options.head)) {
    io.err('prescreen: --head takes 8 to 64 digits of a hash, as printed after `log`\n')
    return Exit.usage
  }
  return withRecords(io, (folder) => {
    const { lines, records, head, problems } = verifyRecords(folder, options.head)
    if (options.json)
      io.out(`${JSON.stringify({ schema: 'prescreen/verified/1', lines, records, head, problems }, null, 2)}\n`)
    else {
      const counted = `${records} record${records === 1 ? '' : 's'}, ${lines} line${lines === 1 ? '' : 's'} in the log`
      for (const problem of problems) io.err(`${problem}\n`)
      io.out(
        problems.length === 0
          ? `${counted}: all as they were written. log ${head}\n`
          : `${counted}: ${problems.length} ${problems.length === 1 ? 'is' : 'are'} not as written. log ${head}\n`,
      )
    }
    return problems.length === 0 ? Exit.done : Exit.badData
  })
}
