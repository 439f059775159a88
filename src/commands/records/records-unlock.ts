import { join } from 'node:path'
import { visible } from '../../diagnostics/index.ts'
import { holderInWords, locksOf, takeOver } from '../../record/index.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { withRecords } from './with-records.ts'

/**
 * `prescreen records unlock`: lists who has a lock on what, and takes over locks whose process cannot be looked at from
 * here.
 */
export async function unlock(options: { readonly yes?: true }, io: Io): Promise<ExitCode> {
  return withRecords(io, async (folder) => {
    const locks = locksOf(folder)
    if (locks.length === 0) {
      io.err('Nothing is locked.\n')
      return Exit.done
    }
    let exit: ExitCode = Exit.done
    for (const holder of locks) {
      io.out(`${visible(join('.', holder.what))}  in use ${visible(holderInWords(holder))}\n`)
      if (!holder.elsewhere) exit = Exit.locked
      if (!holder.elsewhere) continue
      if (options.yes || (await isMeant(holder.what, io))) {
        takeOver(folder, holder)
        io.err(`taken over: ${visible(holder.what)}\n`)
      } else {
        exit = Exit.locked
        io.err('left as it is; --yes takes it over\n')
      }
    }
    return exit
  })
}

async function isMeant(what: string, io: Io): Promise<boolean> {
  if (io.terminal === undefined) return false
  const { chooseOne } = await import('../../terminal/index.ts')
  const yes = `Yes, its program no longer runs: take ${what} over`
  return (await chooseOne('Is this meant?', ['No, leave it', yes], io.terminal)) === yes
}
