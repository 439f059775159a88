import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { draftsIn } from '../../src/record/drafts/find-drafts.ts'
import { loadSavedForm } from '../../src/record/drafts/saved-form.ts'
import type { RecordFolder } from '../../src/record/record-folder.ts'
import { findRecords, openRecord } from '../../src/record/records/find.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { begin } from '../../src/screening/index.ts'
import { form, given, newFolder, ON, opened, removeFolder, sittingAt, WALK, Walk } from './folder.ts'

let folder: RecordFolder
beforeEach(() => {
  folder = opened(newFolder())
})
afterEach(() => removeFolder(folder.path))

test('a list of drafts says how far each has come without reading its form: here is one that nobody could read', () => {
  const text = 'what: no form\n'
  const source = { path: 'form.yaml', text, sha256: createHash('sha256').update(text).digest('hex') }
  new Walk(sittingAt(folder), undefined, begin({ ...form, source }, ON)).does(given('yes'), given(3))
  expect(loadSavedForm(folder, source.sha256)).toBeUndefined()
  expect(draftsIn(folder)).toMatchObject([{ reached: { answered: 2, question: 3, of: 5 } }])
})

test('no file stays open once records and drafts were listed, opened and verified', () => {
  new Walk(sittingAt(folder)).does(...WALK)
  new Walk(sittingAt(folder)).does(given('yes')).store.release()
  const open = new Set<number>()
  const disk = {
    ...fs,
    openSync: (...args: Parameters<typeof fs.openSync>) => {
      const file = fs.openSync(...args)
      open.add(file)
      return file
    },
    closeSync: (file: number) => {
      fs.closeSync(file)
      open.delete(file)
    },
  }
  const looked = opened(folder.path, disk)
  const [found] = [...findRecords(looked)]
  const id = found !== undefined && 'head' in found ? found.head.id : ''
  expect([openRecord(looked, id), draftsIn(looked), verify(looked).problems]).toMatchObject([
    { record: { head: { id } } },
    [{ reached: { answered: 1 } }],
    [],
  ])
  expect(open).toEqual(new Set())
})
