import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDraft } from '../../src/record/drafts/draft-shape.ts'
import { draftsIn } from '../../src/record/drafts/find-drafts.ts'
import { draftPath, type RecordFolder } from '../../src/record/record-folder.ts'
import { repairs } from '../../src/record/repair/repair.ts'
import { given, newFolder, opened, removeFolder, sittingAt, tick, Walk } from './folder.ts'

let folder: RecordFolder
beforeEach(() => {
  folder = opened(newFolder())
})
afterEach(() => removeFolder(folder.path))

test('a draft whose head is lost is of the day that it was at this place when it was begun', () => {
  const sitting = { ...sittingAt(folder), local: () => '2026-11-23 00:30 +13:00' }
  const begun = tick().slice(0, 10)
  const walk = new Walk(sitting).does(given('yes'), given(3))
  walk.store.release()
  const [draft] = draftsIn(folder)
  const path = draftPath(folder, draft?.id ?? '')
  const [, ...moves] = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, ['{"schema":"prescreen/draft', ...moves].join('\n'))
  for (const one of repairs(sitting, { form: () => undefined, lost: [] })) one.run()
  const head = readDraft(readFileSync(path))?.head
  expect([head?.begun.slice(0, 10), head?.on]).toEqual([begun, '2026-11-23'])
  expect(draftsIn(folder)).toMatchObject([{ id: draft?.id, reached: { answered: 2 } }])
})
