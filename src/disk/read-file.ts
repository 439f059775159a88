import { createReadStream, type ReadStream } from 'node:fs'
import { type Reason, readingReason } from './fault.ts'

/** The bytes of a file, piece by piece, once the first has arrived; or why none can be read. */
export async function fileInPieces(
  path: string,
): Promise<{ readonly pieces: ReadStream } | { readonly reason: Reason }> {
  const pieces = createReadStream(path)
  const error = await new Promise<unknown>((resolve) => {
    pieces.once('readable', () => resolve(undefined)).once('error', resolve)
  })
  return error === undefined ? { pieces } : { reason: readingReason(error) }
}
