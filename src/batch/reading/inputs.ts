import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { visible } from '../../diagnostics/index.ts'
import {
  type Encoding,
  fileKindOf,
  isCompound,
  isZip,
  openSheet,
  type Transcoder,
  transcoder,
  WorkbookFault,
} from '../../tables/index.ts'
import { CannotScore } from '../cannot-score.ts'

/** One file of records, or standard input. */
export interface Input {
  /** As given. `-` is standard input. */
  readonly name: string
  /** In bytes on the disk; undefined for what is not a regular file. */
  readonly size: number | undefined
  /**
   * The bytes in UTF-8, unpacked. A stretch is valid until the next one is asked for. Throws when reading cannot
   * continue.
   */
  chunks(): AsyncIterable<Uint8Array>
  /** What the first bytes showed. Known once the first stretch has come. */
  found(): FoundOut
  /** Bytes read so far, as they are on the disk. */
  position(): number
  /** What was read, once everything is. */
  taken(): { readonly bytes: number; readonly sha256: string }
  close(): Promise<void>
}

/** What is found out about an input while it is read. */
export interface FoundOut {
  /** A sheet of it is read as delimited text. */
  isWorkbook: boolean
  /** It is unpacked while it is read. */
  isPacked: boolean
  /** To be reported. */
  readonly notes: string[]
}

/** The largest workbook in packed bytes. It is held in memory whole while its sheet is read. */
const LARGEST_WORKBOOK = 256 * 1024 * 1024

/** Bytes that are read at once. */
const STRETCH = 256 * 1024

export async function openInput(
  name: string,
  stdin: () => AsyncIterable<Uint8Array>,
  { encoding, sheet }: { readonly encoding?: Encoding | undefined; readonly sheet?: string | undefined },
): Promise<Input> {
  const hash = createHash('sha256')
  const counted = { bytes: 0 }
  const handle = name === '-' ? undefined : await open(name, 'r')
  const stat = await handle?.stat()
  if (stat?.isDirectory()) {
    await handle?.close()
    throw Object.assign(new Error('is a folder'), { code: 'EISDIR' })
  }
  const found: FoundOut = { isWorkbook: false, isPacked: false, notes: [] }
  let digest: string | undefined
  return {
    name,
    size: stat?.isFile() ? stat.size : undefined,
    chunks: () => decoded(raw(handle, stdin, hash, counted), { name, encoding, sheet, found }),
    found: () => found,
    position: () => counted.bytes,
    taken: () => {
      digest ??= hash.digest('hex')
      return { bytes: counted.bytes, sha256: digest }
    },
    close: async () => handle?.close(),
  }
}

async function* raw(
  handle: FileHandle | undefined,
  stdin: () => AsyncIterable<Uint8Array>,
  hash: Hash,
  counted: { bytes: number },
): AsyncIterable<Uint8Array> {
  for await (const chunk of handle === undefined ? stdin() : stretches(handle)) {
    hash.update(chunk)
    counted.bytes += chunk.length
    yield chunk
  }
}

async function* stretches(handle: FileHandle): AsyncIterable<Uint8Array> {
  const buffer = new Uint8Array(STRETCH)
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, STRETCH, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

interface Decoding {
  readonly name: string
  readonly encoding: Encoding | undefined
  readonly sheet: string | undefined
  readonly found: FoundOut
}

/** Unpacks gzip and workbooks, which are recognised by their first bytes, and turns other encodings into UTF-8. */
async function* decoded(chunks: AsyncIterable<Uint8Array>, decoding: Decoding): AsyncIterable<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await iterator.next()
  const start = first.done ? new Uint8Array(0) : first.value
  if (isZip(start)) {
    yield* sheetOf(await whole(start, iterator, decoding), decoding)
    return
  }
  const kind = isCompound(start) ? fileKindOf(await whole(start, iterator, decoding)) : fileKindOf(start)
  if (kind !== undefined)
    throw new CannotScore('bad-data', `${visible(decoding.name)}: this is ${kind.name}`, kind.help)
  const isPacked = start[0] === 0x1f && start[1] === 0x8b
  decoding.found.isPacked = isPacked
  yield* inUtf8(isPacked ? gunzipped(copies(start, iterator)) : onwards(start, iterator), decoding.encoding)
}

function* sheetOf(bytes: Uint8Array, { name, sheet, found }: Decoding): Iterable<Uint8Array> {
  try {
    const opened = openSheet(bytes, sheet)
    found.isWorkbook = true
    found.notes.push(opened.note)
    yield* opened.rows
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error
    throw new CannotScore('bad-data', `${visible(name)}: ${visible(error.message)}`, visible(error.help))
  }
}

async function whole(start: Uint8Array, iterator: AsyncIterator<Uint8Array>, { name }: Decoding): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const chunk of onwards(start, iterator)) {
    pieces.push(chunk.slice())
    size += chunk.length
    if (size > LARGEST_WORKBOOK)
      throw new CannotScore(
        'bad-data',
        `${visible(name)}: the workbook is larger than 256 MiB`,
        'save the sheet as CSV',
      )
  }
  return Buffer.concat(pieces)
}

/** UTF-16 is recognised by its first two bytes, whatever else is said about the file. */
async function* inUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding | undefined): AsyncIterable<Uint8Array> {
  let transcode: Transcoder | undefined
  let isFirst = true
  for await (const chunk of chunks) {
    if (isFirst) {
      const used = utf16In(chunk) ?? encoding
      transcode = used === undefined ? undefined : transcoder(used)
    }
    isFirst = false
    yield transcode === undefined ? chunk : transcode(chunk, false)
  }
  if (transcode !== undefined) yield transcode(new Uint8Array(0), true)
}

function utf16In([one, two]: Uint8Array): Encoding | undefined {
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  return one === 0xfe && two === 0xff ? 'utf-16be' : undefined
}

async function* onwards(start: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  for (let chunk = start; ; ) {
    yield chunk
    const next = await iterator.next()
    if (next.done) return
    chunk = next.value
  }
}

/** A stream keeps what it gets while more is read, so it gets copies. */
async function* copies(start: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const chunk of onwards(start, iterator)) yield chunk.slice()
}

async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const from = Readable.from(packed)
  // By default it passes on 16 KiB at a time, each in a turn of the event loop of its own.
  const gunzip = createGunzip({ chunkSize: STRETCH })
  from.on('error', (error) => gunzip.destroy(error))
  yield* from.pipe(gunzip) as AsyncIterable<Uint8Array>
}
