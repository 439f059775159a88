import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DraftHead2,
  draftHeadLine,
  draftMoveLine,
  draftResumedLine,
  readDraft,
} from '../../src/record/drafts/draft-shape.ts'
import { moveFromDisk, moveToDisk } from '../../src/record/drafts/stored-move.ts'
import { auditLine, NO_LINE, readAuditLine } from '../../src/record/log/audit-line.ts'
import { beginsId, isRecordId, newRecordId } from '../../src/record/records/record-id.ts'
import { type Record1, readRecord, recordBytes, recordHeadIn } from '../../src/record/records/record-shape.ts'
import type { Move } from '../../src/screening/index.ts'

const at = '2026-11-22T13:05:00.000Z'
const HEAD: DraftHead2 = {
  schema: 'prescreen/draft/2',
  id: '7f3a-k2mp-9xqd',
  begun: at,
  on: '2026-11-22',
  questionnaire: { id: 'intake', version: '1.0.0', sha256: 'a'.repeat(64) },
  program: '0.1.0',
  ref: 'A-17',
  key: 'b'.repeat(64),
}

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    kind: fc.constant('answer' as const),
    question: fc.string(),
    answer: fc.oneof(
      fc.constantFrom({ kind: 'unsure' } as const, { kind: 'declined' } as const),
      fc.record({
        kind: fc.constant('given' as const),
        value: fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
          fc.string({ unit: 'binary' }),
          fc.array(fc.string()),
        ),
      }),
    ),
    at: fc.constant(at),
  }),
  fc.record({ kind: fc.constant('edit' as const), question: fc.string(), at: fc.constant(at) }),
  fc.record({ kind: fc.constantFrom('confirm', 'back', 'go-on', 'review', 'finish'), at: fc.constant(at) }),
)

function draftOf(moves: readonly Move[]): Buffer {
  return Buffer.from(draftHeadLine(HEAD) + moves.map((move, index) => draftMoveLine(move, index + 1)).join(''))
}

describe('a draft on disk', () => {
  test('every move comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(anyMove), (moves) => {
        expect(moves.map((move) => moveFromDisk(JSON.parse(JSON.stringify(moveToDisk(move)))))).toEqual(moves)
        expect(readDraft(draftOf(moves))).toMatchObject({ moves, end: 'whole' })
      }),
    )
  })

  test('cut anywhere, it gives the moves whose lines are whole, and says that it was cut', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { minLength: 1, maxLength: 6 }), fc.nat(), (moves, place) => {
        const bytes = draftOf(moves)
        const head = Buffer.byteLength(draftHeadLine(HEAD))
        const cut = head + (place % (bytes.length - head))
        const whole = bytes.subarray(0, cut).toString().split('\n').length - 2
        const read = readDraft(bytes.subarray(0, cut))
        expect(read?.moves).toEqual(moves.slice(0, whole))
        expect(read?.end).toBe(bytes[cut - 1] === 10 ? 'whole' : 'cut')
        expect(read?.ends).toHaveLength(whole + 1)
        expect(read?.ends.at(-1)).toBeLessThanOrEqual(cut)
      }),
    )
  })

  test('a changed byte is never read as another answer', () => {
    fc.assert(
      fc.property(
        fc.array(anyMove, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (moves, place, by) => {
          const bytes = draftOf(moves)
          const index = place % bytes.length
          bytes[index] = (bytes[index] ?? 0) ^ by
          const read = readDraft(bytes)
          if (read === undefined) return
          expect(read.end).not.toBe('whole')
          expect(read.moves).toEqual(moves.slice(0, read.moves.length))
        },
      ),
    )
  })

  test('a line taken out or put elsewhere is damage', () => {
    const moves: Move[] = ['back', 'review', 'finish'].map((kind) => ({ kind: kind as 'back', at }))
    const [head = '', one = '', two = '', three = ''] = draftOf(moves)
      .toString()
      .split(/(?<=\n)/)
    expect(readDraft(Buffer.from(head + one + three))).toMatchObject({ moves: moves.slice(0, 1), end: { damaged: 3 } })
    expect(readDraft(Buffer.from(head + two + one + three))).toMatchObject({ moves: [], end: { damaged: 2 } })
  })

  test('who took it up again is the one at the keyboard', () => {
    const text =
      draftHeadLine({ ...HEAD, by: 'AB' }) + draftResumedLine(at, 'CD', 1) + draftMoveLine({ kind: 'back', at }, 2)
    expect(readDraft(Buffer.from(text))).toMatchObject({ by: 'CD', moves: [{ kind: 'back' }] })
  })

  test.each([
    '',
    '\n',
    '{}',
    'PK\u0003\u0004',
    draftHeadLine({ ...HEAD, schema: 'prescreen/draft/3' as 'prescreen/draft/2' }),
  ])('what is no draft of this version is none: %j', (text) => expect(readDraft(Buffer.from(text))).toBeUndefined())
})

describe('a record on disk', () => {
  const record: Record1 = {
    head: {
      schema: 'prescreen/record/1',
      id: HEAD.id,
      begun: at,
      finished: at,
      local: '2026-11-22 13:05 +00:00',
      on: '2026-11-22',
      level: 'refer-before',
      complete: true,
      questionnaire: { ...HEAD.questionnaire, language: 'en' },
      program: '0.1.0',
    },
    body: {
      answers: { heart: { value: 'yes' } },
      aside: {},
      guidance: { level: 'refer-before' } as never,
      moves: [],
      key: HEAD.key,
    },
  }

  test('comes back as it was written, and its head without the rest', () => {
    const bytes = recordBytes(record)
    expect(readRecord(bytes)).toEqual(record)
    expect(recordHeadIn(Buffer.from(bytes).toString().split('\n')[0] ?? '')).toEqual(record.head)
  })

  test('a changed byte or a cut anywhere is noticed', () => {
    const bytes = recordBytes(record)
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Uint8Array.from(bytes)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(readRecord(changed)).toHaveProperty('problem')
      expect(readRecord(bytes.subarray(0, index))).toHaveProperty('problem')
    }
  })
})

describe('a line of the audit log', () => {
  test('carries the hash of the line before and its own', () => {
    const one = auditLine({ at, record: HEAD.id, what: 'begun' }, NO_LINE)
    const two = auditLine({ at, record: HEAD.id, what: 'answer', question: 'heart', new: 'ab' }, one.hash)
    expect(readAuditLine(two.text)).toMatchObject({ what: 'answer', prev: one.hash, hash: two.hash })
    expect(readAuditLine(two.text.replace('heart', 'hears'))).toBeUndefined()
  })
})

describe('an id', () => {
  test('is random, can be read aloud, and is found by its beginning', () => {
    const ids = Array.from({ length: 1000 }, newRecordId)
    expect(new Set(ids).size).toBe(1000)
    expect(ids.every(isRecordId)).toBe(true)
    expect([
      beginsId('7F3AK', HEAD.id),
      beginsId('7f3a-k', HEAD.id),
      beginsId('7f3', HEAD.id),
      beginsId('7f3b', HEAD.id),
    ]).toEqual([true, true, false, false])
  })
})
