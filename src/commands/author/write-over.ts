import { faultInWords, replaceFile } from '../../disk/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'

/** The byte order mark of a file, which the reader drops and a writer keeps; '' where there is none. */
export function byteOrderMarkOf(bytes: Uint8Array): string {
  return bytes[0] === 0xef ? '\ufeff' : ''
}

/** Replaces a file only if it is still the one that was read. Returns why not, where it was not written. */
export async function writtenOver(
  path: string,
  { text, sha256 }: { readonly text: string; readonly sha256: string | undefined },
  io: Io,
): Promise<{ readonly why: string; readonly exit: ExitCode } | undefined> {
  if (path === '-') return { why: 'standard input cannot be written', exit: Exit.ioError }
  const read = await io.read(path)
  if ('reason' in read || io.sha256(read.bytes) !== sha256)
    return { why: 'it was changed in the meantime', exit: Exit.ioError }
  const written = await replaceFile(path, `${byteOrderMarkOf(read.bytes)}${text}`)
  return written.ok
    ? undefined
    : { why: faultInWords(written.fault, 'writing'), exit: exitFor(written.fault, 'writing') }
}
