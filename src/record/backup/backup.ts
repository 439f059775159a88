import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createTarPacker } from 'modern-tar'
import type { RecordFolder } from '../record-folder.ts'
import { encryptedStream } from '../records/encryption.ts'
import { sha256Of } from '../records/record-shape.ts'
import { bytesOf, type Snapshot, takeSnapshot } from './snapshot.ts'

/** What a backup says about itself in `manifest.json`, its last file. */
export interface Manifest1 {
  readonly schema: 'prescreen/backup/1'
  /** ISO instant. */
  readonly made: string
  readonly program: string
  /** Head of the log as 64 hex digits, and the log's length in bytes. */
  readonly head: string
  readonly log: number
  /**
   * By name: the hash of each file except the log, whose lines have their own hashes. What is not listed is not
   * restored.
   */
  readonly files: Readonly<Record<string, string>>
}

export interface BackupCounts {
  records: number
  drafts: number
  head: string
}

/** The folder as it was at one moment, as a tar in pieces. It can be made while screenings go on. */
export async function* backupTar(
  folder: RecordFolder,
  about: { readonly program: string; readonly now: () => Date },
  counts: BackupCounts,
): AsyncGenerator<Uint8Array> {
  const { readable, controller } = createTarPacker()
  const snapshot = takeSnapshot(folder)
  const mtime = about.now()
  const add = async (name: string, bytes: Uint8Array) => {
    const writer = controller.add({ name, size: bytes.length, mode: 0o600, mtime }).getWriter()
    await writer.write(bytes)
    await writer.close()
  }
  const produced = (async () => {
    try {
      const files = await addFiles(folder, snapshot, { add, counts })
      await addLog(
        folder,
        snapshot.logLength,
        controller.add({ name: 'audit.jsonl', size: snapshot.logLength, mode: 0o600, mtime }),
      )
      counts.head = snapshot.head
      const manifest: Manifest1 = {
        schema: 'prescreen/backup/1',
        made: mtime.toISOString(),
        program: about.program,
        head: snapshot.head,
        log: snapshot.logLength,
        files,
      }
      await add('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
      controller.finalize()
    } catch (error) {
      controller.error(error)
      throw error
    }
  })()
  // The same error also ends the reading.
  produced.catch(() => undefined)
  yield* readable
  await produced
}

interface Adding {
  add(name: string, bytes: Uint8Array): Promise<void>
  readonly counts: BackupCounts
}

/** Adds everything but the log. Returns the hash of each file by its name. */
async function addFiles(
  folder: RecordFolder,
  { small, records }: Snapshot,
  { add, counts }: Adding,
): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {}
  for (const [name, bytes] of small) {
    await add(name, bytes)
    files[name] = sha256Of(bytes)
    if (name.startsWith('drafts/')) counts.drafts += 1
  }
  const seen = new Set(records)
  for (const name of records) {
    // If it was encrypted meanwhile, the encrypted file takes its place. If it was removed meanwhile, it was meant to
    // go.
    const found = [name, `${name}.age`].find(
      (one) => (one === name || !seen.has(one)) && bytesOf(folder, join(folder.path, one)) !== undefined,
    )
    const bytes = found === undefined ? undefined : bytesOf(folder, join(folder.path, found))
    if (found === undefined || bytes === undefined) continue
    await add(found, bytes)
    files[found] = sha256Of(bytes)
    counts.records += 1
  }
  return files
}

/** Adds only the lines that existed at that moment. The log only ever grows. */
async function addLog({ log }: RecordFolder, length: number, body: WritableStream<Uint8Array>): Promise<void> {
  const writer = body.getWriter()
  if (length > 0)
    for await (const piece of createReadStream(log, { end: length - 1 })) await writer.write(piece as Buffer)
  await writer.close()
}

/** The same, encrypted to recipients of age. */
export async function* encryptedBackup(
  tar: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): AsyncGenerator<Uint8Array> {
  yield* await encryptedStream(tar, recipients)
}
