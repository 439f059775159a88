import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Disk } from '../../src/disk/disk.ts'
import { openRecordFolder, type RecordFolder } from '../../src/record/record-folder.ts'
import { encryptRecords, openEncrypted } from '../../src/record/records/encrypted-records.ts'
import type { Identities } from '../../src/record/records/encryption.ts'
import { openRecord } from '../../src/record/records/find.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { Clinic } from '../support/clinic.ts'

const AT = { at: '2026-11-22T13:05:00.000Z', by: undefined }
const owner = { pid: process.pid, isRunning: (pid: number) => pid === process.pid, now: () => Date.now() }

let keys: Identities
let recorded: Clinic
let id: string
const folders: string[] = []

beforeAll(async () => {
  const secret = await generateX25519Identity()
  keys = { secrets: [secret], recipients: [await identityToRecipient(secret)] }
  recorded = new Clinic()
  id = await recorded.asks('A-1', '2', '1 3', '-12.5', 'words')
})
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
})

/** A copy of a folder with one record that stands open, on this disk. */
function copyOn(disk: Disk): RecordFolder {
  const path = fs.mkdtempSync(join(tmpdir(), 'encrypt-'))
  folders.push(path)
  fs.cpSync(recorded.home, path, { recursive: true })
  const opened = openRecordFolder({ path, parents: 'needed', owner })
  if (!('folder' in opened)) throw new Error(opened.fault.code)
  return { ...opened.folder, disk }
}

/** `node:fs`, which refuses its nth call with a full disk. */
function refusing(nth: number): { readonly disk: Disk; readonly calls: () => number } {
  let calls = 0
  const disk = new Proxy(fs, {
    get: (real, name: keyof typeof fs) => {
      const call = real[name]
      if (typeof call !== 'function') return call
      return (...given: unknown[]) => {
        calls += 1
        if (calls === nth) throw Object.assign(new Error('no space left'), { code: 'ENOSPC', path: 'the disk' })
        return Reflect.apply(call as (...given: unknown[]) => unknown, real, given)
      }
    },
  })
  return { disk, calls: () => calls }
}

/** The record can be read, open or with the key. */
async function isThere(folder: RecordFolder): Promise<boolean> {
  const opened = openRecord(folder, id)
  if ('record' in opened) return true
  return 'closed' in opened && 'record' in (await openEncrypted(folder, opened.closed, keys))
}

test('a disk that is full at any call of the way loses nothing, and the next time ends it', async () => {
  const { disk, calls } = refusing(0)
  expect(await encryptRecords(copyOn(disk), keys.recipients, AT)).toEqual({ count: 1, left: [] })
  const all = calls()
  expect(all).toBeGreaterThan(20)
  let refused = 0
  for (let nth = 1; nth <= all; nth += 1) {
    const folder = copyOn(refusing(nth).disk)
    // A lock or a temporary file that could not be taken away is no reason to fail.
    await encryptRecords(folder, keys.recipients, AT).catch(() => {
      refused += 1
    })
    // The next time is another process; this one may have died with its locks.
    const well = { ...folder, disk: fs, owner: { ...owner, pid: process.pid + 1, isRunning: () => false } }
    expect(await isThere(well)).toBe(true)
    await encryptRecords(well, keys.recipients, AT)
    const names = fs.readdirSync(join(well.records, fs.readdirSync(well.records)[0] ?? ''))
    expect(names).toEqual([`${id}.jsonl.age`])
    expect(await isThere(well)).toBe(true)
    expect(verify(well).problems).toEqual([])
  }
  expect(refused).toBeGreaterThan(all / 2)
}, 60_000)

test('an encrypted record can be read by its owner alone', async () => {
  const folder = copyOn(fs)
  await encryptRecords(folder, keys.recipients, AT)
  const day = join(folder.records, fs.readdirSync(folder.records)[0] ?? '')
  expect(fs.statSync(join(day, `${id}.jsonl.age`)).mode & 0o777).toBe(0o600)
})
