import { merged, type Summary } from '../../batch/index.ts'
import { visible } from '../../diagnostics/index.ts'
import { reasonInWords } from '../../disk/index.ts'
import { accountText } from '../../documents/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { printOrWrite } from '../print-or-write.ts'

/**
 * `prescreen score --merge a.json b.json`: the sum of several accounts, on standard output or in the file of
 * `--summary`.
 */
export async function mergeAccounts(
  paths: readonly string[],
  { summary, output = summary }: { readonly summary?: string; readonly output?: string },
  io: Io,
): Promise<ExitCode> {
  let all: Summary | undefined
  const hashes = new Map<string, string>()
  for (const path of paths) {
    const read = await io.read(path)
    if ('reason' in read) {
      io.err(`prescreen: ${visible(path)}: ${reasonInWords(read.reason, 'reading')}\n`)
      return exitFor(read, 'reading')
    }
    const account = accountIn(read.bytes)
    if (account === undefined) {
      io.err(`prescreen: ${visible(path)}: it is not an account that \`score --summary\` wrote\n`)
      return Exit.badData
    }
    const hash = io.sha256(read.bytes)
    const twin = hashes.get(hash)
    if (twin !== undefined) {
      io.err(`prescreen: ${visible(path)}: it is the same account as ${visible(twin)}; name each part once\n`)
      return Exit.badData
    }
    hashes.set(hash, path)
    const sum: Summary | { readonly wrong: string } = all === undefined ? account : merged(all, account)
    if ('wrong' in sum) {
      io.err(`prescreen: ${visible(path)} and the accounts before it cannot be added: ${sum.wrong}\n`)
      return Exit.badData
    }
    all = sum
  }
  const text = `${JSON.stringify(all, null, 2)}\n`
  if (all !== undefined) io.err(`${accountText(all)}; ids that occur in two parts are not looked for\n`)
  return printOrWrite(text, output, io)
}

function accountIn(bytes: Uint8Array): Summary | undefined {
  try {
    const read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Summary
    return read.schema === 'prescreen/score/1' && Array.isArray(read.rules) && Array.isArray(read.inputs)
      ? read
      : undefined
  } catch {
    return undefined
  }
}
