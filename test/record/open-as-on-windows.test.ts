import * as fs from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { Disk } from '../../src/disk/index.ts'
import { closeIntoRecord } from '../../src/record/drafts/close-draft.ts'
import { openDraft } from '../../src/record/drafts/open-draft.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { given, newFolder, opened, removeFolder, sittingAt, Walk } from './folder.ts'

/** A disk that, as Windows does, replaces no file that somebody has open. */
function diskThatHolds(): Disk {
  const open = new Map<number, string>()
  return {
    ...fs,
    openSync: (path, ...how) => {
      const file = fs.openSync(path, ...how)
      open.set(file, fs.realpathSync(path))
      return file
    },
    closeSync: (file) => {
      open.delete(file)
      fs.closeSync(file)
    },
    renameSync: (from, to) => {
      if ([...open.values()].includes(String(to))) throw Object.assign(new Error('EPERM'), { code: 'EPERM' })
      fs.renameSync(from, to)
    },
  }
}

const home = newFolder()
afterEach(() => removeFolder(home))

test('a draft is resumed, answered and closed where no open file can be replaced', () => {
  const folder = opened(home, diskThatHolds())
  const begun = new Walk(sittingAt(folder)).does(given('yes'))
  const id = begun.store.id ?? ''
  begun.store.release()
  const taken = openDraft(sittingAt(folder), id)
  if (!('draft' in taken)) throw new Error(JSON.stringify(taken))
  const resumed = new Walk(sittingAt(folder), { draft: taken.draft }, taken.draft.screening).does(
    given(3),
    given(['rash']),
  )
  expect(resumed.last).toEqual({ ok: true })
  resumed.store.release()
  expect(closeIntoRecord(sittingAt(folder), id)).toEqual({ record: id })
  expect(verify(folder).problems).toEqual([])
})
