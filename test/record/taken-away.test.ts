import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { draftsIn } from '../../src/record/drafts/find-drafts.ts'
import { openDraft } from '../../src/record/drafts/open-draft.ts'
import type { RecordFolder } from '../../src/record/record-folder.ts'
import { given, newFolder, opened, removeFolder, sittingAt, Walk } from './folder.ts'

let folder: RecordFolder
beforeEach(() => {
  folder = opened(newFolder())
})
afterEach(() => removeFolder(folder.path))

test.each([
  [
    'the draft',
    () => rmSync(join(folder.drafts, readdirSync(folder.drafts).find((name) => name.endsWith('.jsonl')) ?? '')),
  ],
  ['the whole folder', () => rmSync(folder.path, { recursive: true })],
])('%s that is deleted in the middle is told, and all that was answered is kept again', (_, taken) => {
  const walk = new Walk(sittingAt(folder)).does(given('yes'), given(3))
  taken()
  const kept = walk.one(given(['rash']))
  expect(kept).toEqual({
    ok: false,
    why: expect.stringContaining('All that was answered before is kept again, in draft'),
  })
  walk.does(given(['rash']))
  expect(walk.last).toEqual({ ok: true })
  const [draft] = draftsIn(folder)
  expect(draft).toMatchObject({ id: walk.store.id, reached: { answered: 3 } })
})

test('who wakes after its draft was taken over writes nothing more, and says so', () => {
  const asleep = new Walk(sittingAt(folder)).does(given('yes'))
  const id = asleep.store.id ?? ''
  for (const name of readdirSync(folder.drafts)) if (name.endsWith('.lock')) rmSync(join(folder.drafts, name))
  const taken = openDraft(sittingAt(folder), id)
  if (!('draft' in taken)) throw new Error(JSON.stringify(taken))
  const awake = new Walk(sittingAt(folder), { draft: taken.draft }, taken.draft.screening).does(given(7))
  expect(asleep.one(given(99))).toEqual({ ok: false, why: expect.stringContaining('took this draft over') })
  awake.does(given(['rash']))
  expect(draftsIn(folder)).toMatchObject([{ reached: { answered: 3 } }])
})

test('a whole line behind the known end of a draft is another writer’s, and is never cut off', () => {
  const walk = new Walk(sittingAt(folder)).does(given('yes'))
  const path = join(folder.drafts, `${walk.store.id}.jsonl`)
  const other = new Walk(sittingAt(folder)).does(given('yes'), given(1))
  other.store.release()
  const foreign = join(folder.drafts, `${other.store.id}.jsonl`)
  const line = folder.disk.readFileSync(foreign).toString().split('\n')[2] ?? ''
  folder.disk.writeSync(folder.disk.openSync(path, 'a'), Buffer.from(`${line}\n`), 0)
  expect(walk.one(given(3))).toEqual({ ok: false, why: expect.stringContaining('another program wrote to this draft') })
  expect(folder.disk.readFileSync(path).toString()).toContain(line)
})
