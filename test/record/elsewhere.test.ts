import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { draftMoveLine, readDraft } from '../../src/record/drafts/draft-shape.ts'
import { draftsIn } from '../../src/record/drafts/find-drafts.ts'
import { openDraft } from '../../src/record/drafts/open-draft.ts'
import { backupTar, restoreTar, verifyAnchor } from '../../src/record/index.ts'
import { appendAudit } from '../../src/record/log/audit-log.ts'
import { draftPath, type RecordFolder, recordFolderAt, recordPath } from '../../src/record/record-folder.ts'
import { findRecords } from '../../src/record/records/find.ts'
import { sha256Of } from '../../src/record/records/record-shape.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { given, newFolder, ON, opened, owner, removeFolder, sittingAt, tick, WALK, Walk } from './folder.ts'

let folder: RecordFolder
beforeEach(() => {
  folder = opened(newFolder())
})
afterEach(() => removeFolder(folder.path))

function recorded(at: RecordFolder = folder): string {
  return new Walk(sittingAt(at)).does(...WALK).store.receipt?.record ?? ''
}

/** The record under another id or day. */
function movedTo(from: string, to: { readonly id: string; readonly day: string }): string {
  const path = recordPath(folder, to.day, to.id)
  mkdirSync(dirname(path), { recursive: true })
  renameSync(recordPath(folder, ON, from), path)
  return path
}

describe('a record that stands where another belongs', () => {
  test.each([
    ['of another day', ON, (id: string) => ({ id, day: '2026-11-21' })],
    ['of another id', ON, () => ({ id: 'zzzz-zzzz-zzzz', day: ON })],
  ])('is told by its own words where it belongs: in the place %s', (_, day, elsewhere) => {
    const id = recorded()
    const path = movedTo(id, elsewhere(id))
    const problem = `it is record ${id} of ${day}, and is in the wrong place`
    expect([...findRecords(folder)]).toEqual([{ path, problem }])
  })

  test.each([
    ['of another day', (id: string) => ({ id, day: '2026-11-21' })],
    ['of another id', () => ({ id: 'zzzz-zzzz-zzzz', day: ON })],
  ])('is a problem also where the log was written to fit: in the place %s', (_, elsewhere) => {
    const id = recorded()
    const to = elsewhere(id)
    const sha256 = sha256Of(readFileSync(movedTo(id, to)))
    appendAudit(folder, [{ at: tick(), record: to.id, what: 'recorded', sha256, day: to.day }])
    expect(verify(folder).problems).toContain(`record ${to.id} of ${to.day} holds another record`)
  })
})

test('a log that lost the file with its last hash is told of, once it is longer than a first command leaves it', () => {
  recorded()
  rmSync(folder.head)
  expect(verify(folder).problems).toEqual([
    'audit.head, which holds the hash of the last line of the log, is missing or damaged',
  ])
})

test('a second place for the heads of the log shows lines that are missing at its end', () => {
  const path = join(dirname(folder.path), 'heads')
  folder = { ...folder, anchor: { path, failed: ({ code }) => expect.unreachable(code) } }
  recorded()
  const heads = readFileSync(path, 'utf8').split('\n').length - 1
  expect(verifyAnchor(folder)).toEqual({ heads, problems: [] })
  const log = readFileSync(folder.log, 'utf8').split('\n')
  writeFileSync(folder.log, `${log.slice(0, -2).join('\n')}\n`)
  expect(verifyAnchor(folder)).toEqual({
    heads,
    problems: [expect.stringContaining(`the anchor has 1 of ${heads} heads that the log does not have`)],
  })
})

test('a form that was finished and not recorded is finished again, by the person', () => {
  const walk = new Walk(sittingAt(folder)).does(given('no'), given([]), given('never'), given('fine'))
  walk.store.release()
  const id = draftsIn(folder)[0]?.id ?? ''
  const { moves = [] } = readDraft(readFileSync(draftPath(folder, id))) ?? {}
  appendFileSync(draftPath(folder, id), draftMoveLine({ kind: 'finish', at: tick() }, moves.length + 1))
  const found = openDraft(sittingAt(folder), id)
  if (!('draft' in found)) throw new Error(JSON.stringify(found))
  expect(found.draft.screening.step.kind).toBe('review')
  const again = new Walk(sittingAt(folder), { draft: found.draft }, found.draft.screening).does('finish')
  expect(again.last.ok).toBe(true)
  expect([verify(folder).problems, draftsIn(folder)]).toEqual([[], []])
})

test('a backup restores to a folder that holds the same', async () => {
  const id = recorded()
  new Walk(sittingAt(folder)).does(given('yes')).store.release()
  const counts = { records: 0, drafts: 0, head: '' }
  const pieces: Uint8Array[] = []
  const about = { program: '0.1.0', now: () => new Date(tick()) }
  for await (const piece of backupTar(folder, about, counts)) pieces.push(piece)
  const home = newFolder()
  try {
    const copy = recordFolderAt({ path: home, owner })
    const stream = new Blob([Buffer.concat(pieces)]).stream()
    expect(await restoreTar(stream, { folder: copy, owner })).toMatchObject({ manifest: { head: counts.head } })
    expect([counts.records, counts.drafts, verify(copy).problems]).toEqual([1, 1, []])
    expect([...findRecords(copy)]).toMatchObject([{ head: { id } }])
  } finally {
    removeFolder(home)
  }
})
