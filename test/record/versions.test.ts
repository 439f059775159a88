import { cpSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { draftProblem, readDraft } from '../../src/record/drafts/draft-shape.ts'
import { draftsIn } from '../../src/record/drafts/find-drafts.ts'
import { replayKept } from '../../src/record/drafts/kept-moves.ts'
import { openDraft } from '../../src/record/drafts/open-draft.ts'
import { draftPath, type RecordFolder, recordPath } from '../../src/record/record-folder.ts'
import { movesIn, readRecord } from '../../src/record/records/record-shape.ts'
import { answersIn } from '../../src/record/records/rescore.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { begin, type Move } from '../../src/screening/index.ts'
import { inProject, questionnaire } from '../support/load.ts'
import { FORM, form, given, newFolder, ON, opened, removeFolder, sittingAt, Walk } from './folder.ts'

let folder: RecordFolder
beforeEach(() => {
  folder = opened(newFolder())
})
afterEach(() => removeFolder(folder.path))

/** What version 0.1.0 wrote: a record, and a draft in which an answer was changed from the review while others were open. */
function folderOfVersion1(): { readonly record: string; readonly draft: string } {
  cpSync(inProject('test/fixtures/records-0.1'), folder.path, { recursive: true })
  return { record: '9hmz-qt2a-bay2', draft: 'ntsq-jsn3-07rp' }
}

test('a folder of version 0.1.0 opens as before: records verify, drafts are listed with how far they came', () => {
  const { record, draft } = folderOfVersion1()
  expect(verify(folder).problems).toEqual([])
  expect(draftsIn(folder)).toMatchObject([
    { id: draft, reached: { answered: 3, question: 4, of: 4, actNow: false, step: 'ask' } },
  ])
  const read = readRecord(readFileSync(recordPath(folder, ON, record)))
  if ('problem' in read) throw new Error(read.problem)
  const done = replayKept(form, ON, movesIn(read.body))
  expect([done.step.kind, done.answers]).toEqual(['done', answersIn(read.body.answers)])
})

test('a draft of version 0.1.0 is gone on with where it was left, however this version leads on', () => {
  const { draft: id } = folderOfVersion1()
  const opened = openDraft(sittingAt(folder), id)
  if (!('draft' in opened)) throw new Error(JSON.stringify(opened))
  expect([...opened.draft.screening.answers.keys()]).toEqual(['chest', 'signs', 'smoke'])
  const walk = new Walk(sittingAt(folder), { draft: opened.draft }, opened.draft.screening)
  walk.does(given('nothing'))
  walk.store.release()
  const again = readDraft(readFileSync(draftPath(folder, id)))
  expect(again).toMatchObject({ version: 2, head: { schema: 'prescreen/draft/2', old_moves: 7 }, old: 7 })
  const taken = openDraft(sittingAt(folder), id)
  if (!('draft' in taken)) throw new Error(JSON.stringify(taken))
  expect(taken.draft.screening.answers.get('words')).toEqual(given('nothing'))
  const last = new Walk(sittingAt(folder), { draft: taken.draft }, taken.draft.screening).does('finish')
  const { record = '' } = last.store.receipt ?? {}
  const read = readRecord(readFileSync(recordPath(folder, ON, record)))
  expect(read).toMatchObject({ body: { moves: [], old_moves: 7, answers: { smoke: { state: 'declined' } } } })
  expect(verify(folder).problems).toEqual([])
})

test.each([
  ['leads back to the review', 3, 'review'],
  ['goes on to the next open question, as version 0.1.0 did', 4, 'ask'],
])('an answer that was changed from the review %s, with %i moves of that version', (_, old, expected) => {
  const at = '2026-11-22T10:00:00.000Z'
  const moves: readonly Move[] = [
    { kind: 'answer', question: 'chest', answer: given('no'), at },
    { kind: 'answer', question: 'signs', answer: given([]), at },
    { kind: 'review', at },
    { kind: 'edit', question: 'signs', at },
    { kind: 'answer', question: 'signs', answer: given(['rash']), at },
  ]
  const { step } = replayKept(form, ON, { moves, old })
  expect(step.kind).toBe(expected)
})

test('what is partly known is kept with its codes; a reader that does not know them sees "not sure"', () => {
  const partly = { kind: 'unsure', codes: ['rash'] } as const
  const walk = new Walk(sittingAt(folder)).does(given('no'), partly, given('some'), given('x'), 'finish')
  const { record = '' } = walk.store.receipt ?? {}
  const read = readRecord(readFileSync(recordPath(folder, ON, record)))
  if ('problem' in read) throw new Error(read.problem)
  expect(read.body.answers.signs).toEqual({ state: 'unsure', codes: ['rash'] })
  expect(answersIn(read.body.answers).get('signs')).toEqual(partly)
  // Version 0.1.0 opens it, and has no moves that it would take for others.
  expect([read.head.schema, read.body.moves]).toEqual(['prescreen/record/1', []])
})

test('that something was a reason to act now is in draft and record, corrected since or not', () => {
  const urgent = questionnaire(FORM.replace('level: refer-before', 'level: act-now, action: emergency'), 'urgent.yaml')
  const walk = new Walk(sittingAt(folder), undefined, begin(urgent, ON)).does(given('yes'), 'back', given('no'))
  expect(draftsIn(folder)).toMatchObject([{ reached: { actNow: true } }])
  walk.does(given(['rash']), given('some'), given('x'), 'finish')
  const { record = '' } = walk.store.receipt ?? {}
  const read = readRecord(readFileSync(recordPath(folder, ON, record)))
  expect(read).toMatchObject({ head: { level: 'none-raised', act_now: true } })
})

test('a draft of a newer version is refused by name', () => {
  expect(draftProblem(Buffer.from('{"schema":"prescreen/draft/3","id":"x"}'))).toBe(
    'it was made by a newer version of this program (prescreen/draft/3)',
  )
})
