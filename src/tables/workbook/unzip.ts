import { Unzip, UnzipInflate } from 'fflate'
import { WorkbookFault } from './workbook-fault.ts'

/** Packed bytes that are unpacked at once. The most tightly packed ones become four megabytes. */
const PIECE = 4 * 1024

/** A part above this size may be at most this many times as large as the whole packed file. */
const HARMLESS = 16 * 1024 * 1024
const MOST_TIMES = 200

/** Parts other than the sheet are held in memory whole, so their size in bytes is limited. */
export const LARGEST_PART: number = 96 * 1024 * 1024

/** Names of the files in an archive. */
export function filesInZip(zip: Uint8Array): readonly string[] {
  const names: string[] = []
  const unzip = new Unzip((file) => names.push(file.name))
  unzip.register(UnzipInflate)
  attempt(() => {
    for (let at = 0; at < zip.length; at += 1 << 20)
      unzip.push(zip.subarray(at, at + (1 << 20)), at + (1 << 20) >= zip.length)
  })
  return names
}

/**
 * Unpacks one file of an archive stretch by stretch. Throws `WorkbookFault` when it is damaged, or so much larger than
 * the archive that it must have been made to fill the memory.
 */
export function* unzipped(zip: Uint8Array, name: string): Generator<Uint8Array> {
  let stretches: Uint8Array[] = []
  let size = 0
  let isWhole = false
  let isThere = false
  const unzip = new Unzip((file) => {
    if (file.name !== name || isThere) return
    isThere = true
    file.ondata = (error, bytes, last) => {
      if (error !== null) throw error
      stretches.push(bytes)
      size += bytes.length
      isWhole = last
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < zip.length && !isWhole; at += PIECE) {
    attempt(() => unzip.push(zip.subarray(at, at + PIECE), at + PIECE >= zip.length))
    if (size > HARMLESS && size > MOST_TIMES * zip.length)
      throw new WorkbookFault(
        'the workbook unpacks to much more than any table holds, and is not read',
        'open it in a spreadsheet and save the sheet as CSV',
      )
    yield* stretches
    stretches = []
  }
  if (isThere && !isWhole) throw new WorkbookFault('the workbook is damaged or cut short', 'save it again')
}

function attempt(unpack: () => void): void {
  try {
    unpack()
  } catch {
    throw new WorkbookFault('the workbook is damaged or cut short', 'save it again')
  }
}
