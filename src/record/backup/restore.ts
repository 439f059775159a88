import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createTarDecoder } from 'modern-tar'
import {
  beginWhole,
  faultOfName,
  isFromSystem,
  isOfTheDead,
  type Owner,
  Refusal,
  syncFolder,
  temporaryName,
} from '../../disk/index.ts'
import { isObject, parsed } from '../drafts/stored-move.ts'
import { makeRecordFolder, type RecordFolder, recordFolderAt } from '../record-folder.ts'
import type { Manifest1 } from './backup.ts'

/** The restored folder, or why there is none, as a sentence without its end. */
export type Restored = { readonly folder: RecordFolder; readonly manifest: Manifest1 } | { readonly problem: string }

/** Names that a backup may contain. Nothing else is ever written, whatever a backup says. */
const NAME =
  /^(?:audit\.(?:jsonl|head)|encrypted-to\.txt|manifest\.json|drafts\/[0-9a-z-]{1,40}(?:\.\d+)?\.(?:jsonl|damaged)|questionnaires\/[0-9a-f]{64}\.yaml|records\/\d{4}-\d\d-\d\d\/[0-9a-z-]{1,40}\.jsonl(?:\.age)?)$/

/**
 * Makes a record folder from a backup, where there is none or an empty one: first next to its place, then compared with
 * the manifest, and moved to its place only when everything is there. Throws what the file system refuses.
 */
export async function restoreTar(
  tar: ReadableStream<Uint8Array>,
  place: { readonly folder: RecordFolder; readonly owner: Owner },
): Promise<Restored> {
  const { disk, path } = place.folder
  const above = join(path, '..')
  for (const name of disk.readdirSync(above))
    if (name.startsWith(`.${PREFIX}`) && isOfTheDead(name, place.owner)) removeTree(place.folder, join(above, name))
  const half = recordFolderAt({ path: join(above, temporaryName(place.owner, PREFIX)), owner: place.owner, disk })
  makeRecordFolder(half)
  try {
    const read = await unpacked(tar, half)
    if ('problem' in read) return read
    // This replaces an empty folder and fails for one with anything in it.
    disk.renameSync(half.path, path)
    syncFolder(disk, above)
    return { folder: place.folder, manifest: read.manifest }
  } finally {
    removeTree(place.folder, half.path)
  }
}

const PREFIX = 'prescreen-restore-'

/** Why no folder can be restored here; undefined where one can. */
export function restoreRefused({ disk, path }: RecordFolder): Refusal | undefined {
  const name = faultOfName(path)
  if (name !== undefined) return new Refusal(name.reason, path, name)
  const stat = disk.lstatSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  if (!stat.isDirectory()) return new Refusal('not-a-folder', path)
  return disk.readdirSync(path).length === 0
    ? undefined
    : new Refusal('exists', path, { detail: 'there is something in it already; choose an empty or a new folder' })
}

async function unpacked(
  tar: ReadableStream<Uint8Array>,
  folder: RecordFolder,
): Promise<{ readonly manifest: Manifest1 } | { readonly problem: string }> {
  const written = new Map<string, string>()
  let manifest: Manifest1 | undefined
  try {
    for await (const { header, body } of tar.pipeThrough(createTarDecoder({ strict: true }))) {
      const { name, type = 'file' } = header
      if (type !== 'file' || !NAME.test(name)) return { problem: `\`${name}\` does not belong in a backup` }
      if (name === 'manifest.json')
        manifest = manifestIn(await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).text())
      else written.set(name, await writtenFile(folder, name, body))
    }
  } catch (error) {
    if (isFromSystem(error)) throw error
    return { problem: 'it is not a whole tar of records: it is cut short, damaged or encrypted' }
  }
  if (manifest === undefined)
    return { problem: 'there is no manifest in it: it is cut short, or was not made by `records backup`' }
  for (const [name, sha256] of Object.entries(manifest.files))
    if (written.get(name) !== sha256) return { problem: `\`${name}\` is ${written.has(name) ? 'damaged' : 'missing'}` }
  for (const name of written.keys())
    if (name !== 'audit.jsonl' && manifest.files[name] === undefined)
      return { problem: `\`${name}\` is not in its manifest` }
  return { manifest }
}

/** Writes a file piece by piece, however long it is, and returns its hash. */
async function writtenFile(folder: RecordFolder, name: string, body: AsyncIterable<Uint8Array>): Promise<string> {
  const { disk, path } = folder
  const day = /^records\/([^/]+)\//.exec(name)?.[1]
  if (day !== undefined && !disk.existsSync(join(folder.records, day))) disk.mkdirSync(join(folder.records, day), 0o700)
  const temporary = join(path, `${name.replaceAll('/', '-')}.half`)
  const file = beginWhole(join(path, name), 'replace', { disk, temporary })
  const hash = createHash('sha256')
  try {
    for await (const piece of body) {
      file.write(piece)
      hash.update(piece)
    }
    file.finish()
    file.publish()
    return hash.digest('hex')
  } finally {
    file.abandon()
  }
}

function manifestIn(text: string): Manifest1 | undefined {
  const value = parsed(text)
  const right = isObject(value) && value.schema === 'prescreen/backup/1' && isObject(value.files)
  return right ? (value as unknown as Manifest1) : undefined
}

/** Removes what is left of an interrupted restore, and never a file that already has its final name. */
function removeTree({ disk }: RecordFolder, path: string): void {
  try {
    for (const name of disk.readdirSync(path)) {
      const inner = join(path, name)
      if (disk.lstatSync(inner).isDirectory()) removeTree({ disk } as RecordFolder, inner)
      else disk.unlinkSync(inner)
    }
    disk.rmdirSync(path)
  } catch {
    // It does not exist, or is swept the next time.
  }
}
