import * as fs from 'node:fs'
import { expect, test } from 'vitest'
import type { Disk } from '../../src/disk/disk.ts'
import { readDraft } from '../../src/record/drafts/draft-shape.ts'
import { draftsIn } from '../../src/record/drafts/find-drafts.ts'
import { openDraft } from '../../src/record/drafts/open-draft.ts'
import { draftPath, type RecordFolder } from '../../src/record/record-folder.ts'
import { findRecords, openRecord } from '../../src/record/records/find.ts'
import { movesIn } from '../../src/record/records/record-shape.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { begin, replay, type Screening } from '../../src/screening/index.ts'
import { form, newFolder, ON, opened, removeFolder, sittingAt, WALK, Walk } from './folder.ts'

interface Faulty {
  readonly disk: Disk
  /** How many calls were made of it. */
  readonly calls: () => number
  readonly happened: () => boolean
}

/** A disk whose n-th call fails: that one alone, or all from then on. A write that fails has taken half of its bytes. */
function failing(n: number, code: string, from: 'once' | 'always'): Faulty {
  let calls = 0
  let happened = false
  const disk = new Proxy(fs, {
    get: (real, name: keyof Disk) => {
      const call = real[name] as (...args: unknown[]) => unknown
      if (typeof call !== 'function') return call
      return (...args: unknown[]) => {
        calls += 1
        if (calls !== n && !(from === 'always' && calls > n)) return call(...args)
        happened = true
        if (name === 'existsSync') return call(...args)
        if (name === 'writeSync')
          fs.writeSync(
            args[0] as number,
            args[1] as Uint8Array,
            args[2] as number,
            Math.floor((args[3] as number) / 2),
            args[4] as number,
          )
        // A file is closed all the same.
        if (name === 'closeSync') call(...args)
        throw Object.assign(new Error(code), { code })
      }
    },
  })
  return { disk: disk as unknown as Disk, calls: () => calls, happened: () => happened }
}

/** Walks until something is not kept; what was acknowledged by then. */
function walked(
  disk: Disk,
  path: string,
): { readonly acknowledged: Screening; readonly told: string | undefined; readonly done: boolean } {
  let folder: RecordFolder
  try {
    folder = opened(path, disk)
  } catch (error) {
    return { acknowledged: begin(form, ON), told: (error as Error).message, done: false }
  }
  const walk = new Walk(sittingAt(folder))
  for (const said of WALK) {
    const kept = walk.one(said)
    if (!kept.ok) {
      walk.store.release()
      return { acknowledged: walk.screening, told: kept.why, done: false }
    }
  }
  return { acknowledged: walk.screening, told: undefined, done: walk.screening.step.kind === 'done' }
}

/** What is there afterwards, on a disk that works again, is all that was acknowledged and no half of anything. */
function checkWhatIsLeft(path: string, { acknowledged, told, done }: ReturnType<typeof walked>): void {
  const folder = opened(path)
  const records = [...findRecords(folder)]
  expect(records.filter((found) => 'problem' in found)).toEqual([])
  const drafts = draftsIn(folder)
  if (done) {
    expect(told).toBeUndefined()
    expect(records).toHaveLength(1)
  } else {
    expect(told).toMatch(/^Not kept, and so not taken: |^EIO |^ENOSPC |^EACCES /)
    const kept = records.length + drafts.length
    // Before the first answer was acknowledged there may be a draft without any, and never two.
    expect(kept).toBeLessThanOrEqual(1)
    if (acknowledged.moves.length > 0) expect(kept).toBe(1)
  }
  for (const found of records) {
    const whole = 'head' in found ? openRecord(folder, found.head.id) : found
    expect(whole).toHaveProperty('record')
  }
  for (const { id } of drafts) {
    const read = readDraft(fs.readFileSync(draftPath(folder, id)))
    expect(read?.moves.slice(0, acknowledged.moves.length)).toEqual(acknowledged.moves)
    const taken = openDraft(sittingAt(folder), id)
    if (!('draft' in taken)) throw new Error(JSON.stringify(taken))
    const screening = taken.draft.screening
    expect(replay(form, ON, screening.moves.slice(0, acknowledged.moves.length)).answers).toEqual(acknowledged.answers)
    const walk = new Walk(sittingAt(folder), { draft: taken.draft }, screening)
    if (screening.step.kind === 'review' && screening.step.mayFinish) expect(walk.one('finish')).toEqual({ ok: true })
    else expect(walk.one('review')).toEqual({ ok: true })
    walk.store.release()
  }
  expect(verify(folder).problems).toEqual([])
}

const total = (() => {
  const counting = failing(0, 'EIO', 'once')
  walked(counting.disk, newFolder())
  return counting.calls()
})()

test.each([
  ['EIO', 'once'],
  ['ENOSPC', 'once'],
  ['ENOSPC', 'always'],
  ['EACCES', 'always'],
] as const)(
  'whichever call fails with %s (%s): what was acknowledged is there, it is told, and nothing is half',
  (code, from) => {
    let happened = 0
    for (let n = 1; n <= total; n += 1) {
      const path = newFolder()
      const faulty = failing(n, code, from)
      try {
        checkWhatIsLeft(path, walked(faulty.disk, path))
      } catch (error) {
        throw new Error(`call ${n} of ${total}: ${(error as Error).message}`, { cause: error })
      }
      if (faulty.happened()) happened += 1
      removeFolder(path)
    }
    console.log(`${happened} of ${total} calls made to fail with ${code} (${from})`)
    expect(happened).toBeGreaterThan(total - 5)
  },
)

test('after a fault the same answer can be given again, and is kept once', () => {
  for (let n = 20; n <= total; n += 1) {
    const path = newFolder()
    const faulty = failing(n, 'ENOSPC', 'once')
    let folder: RecordFolder
    try {
      folder = opened(path, faulty.disk)
    } catch {
      continue
    }
    const walk = new Walk(sittingAt(folder))
    for (const said of WALK) if (!walk.one(said).ok) expect(walk.one(said)).toEqual({ ok: true })
    const healthy = opened(path)
    expect([...findRecords(healthy)]).toHaveLength(1)
    const record = openRecord(healthy, walk.store.id ?? '')
    expect('record' in record && movesIn(record.record.body).moves).toHaveLength(WALK.length)
    expect(verify(healthy).problems).toEqual([])
    removeFolder(path)
  }
})
