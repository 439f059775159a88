import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { draftsIn } from '../../src/record/drafts/find-drafts.ts'
import { loadSavedForm } from '../../src/record/drafts/saved-form.ts'
import type { RecordFolder } from '../../src/record/record-folder.ts'
import { begin } from '../../src/screening/index.ts'
import { form, given, newFolder, ON, opened, removeFolder, sittingAt, Walk } from './folder.ts'

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
