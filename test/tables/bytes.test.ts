import { describe, expect, test } from 'vitest'
import { addKey, byteIndex, numberOf } from '../../src/tables/byte-index.ts'
import { byteWriter, putByte, putBytes, putNumber, putText, reserve } from '../../src/tables/byte-writer.ts'
import { CR, LF, lineEnd, nextLine } from '../../src/tables/bytes.ts'
import { cellText } from '../../src/tables/cell-text.ts'
import { SEED, seeded, tellSeed } from '../support/seed.ts'

const ENCODER = new TextEncoder()

function writing(write: (out: ReturnType<typeof byteWriter>) => void, capacity = 1): string {
  const out = byteWriter(capacity)
  write(out)
  return Buffer.from(out.bytes.subarray(0, out.length)).toString()
}

describe('bytes that are written', () => {
  test.each([
    0, 1, 9, 10, 11, 19, 99, 100, 101, 109, 110, 999, 1000, 12_345, 99_999, 1_000_000, 2_147_483_648,
    9_007_199_254_740_991, -1, -10, -120,
  ])('the number %i', (number) => {
    expect(writing((out) => putNumber(out, number))).toBe(String(number))
    expect(
      writing((out) => {
        putText(out, 'before ')
        putNumber(out, number)
        putText(out, ' after')
      }),
    ).toBe(`before ${number} after`)
  })

  test('stand one after the other, of every length and whatever room there was', () => {
    const texts = Array.from({ length: 200 }, (_, length) => 'abcdefghij'.repeat(20).slice(0, length))
    for (const capacity of [0, 1, 63, 64, 65, 100_000]) {
      const all = writing((out) => {
        for (const text of texts) {
          putText(out, text)
          putByte(out, LF)
        }
      }, capacity)
      expect(all).toBe(texts.map((text) => `${text}\n`).join(''))
    }
  })

  test('a stretch of other bytes is copied and no more', () => {
    const bytes = ENCODER.encode('0123456789'.repeat(20))
    for (const [start, end] of [
      [0, 0],
      [3, 4],
      [5, 69],
      [5, 70],
      [10, 200],
    ] as const)
      expect(writing((out) => putBytes(out, bytes, start, end))).toBe(Buffer.from(bytes).toString().slice(start, end))
  })

  test('what was written is kept when more room is made', () => {
    const out = byteWriter(4)
    putText(out, 'kept')
    reserve(out, 1000)
    expect(out.bytes.length).toBeGreaterThanOrEqual(1004)
    expect(Buffer.from(out.bytes.subarray(0, out.length)).toString()).toBe('kept')
  })
})

describe('a raw cell', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['"in marks"', 'in marks'],
    ['""', ''],
    ['"say ""x"""', 'say "x"'],
    ['"', '"'],
    ['größer', 'größer'],
  ])('%s is read from the middle of others', (raw, text) => {
    const before = ENCODER.encode('x,')
    const bytes = ENCODER.encode(`x,${raw},"y"`)
    expect(cellText(bytes, before.length, before.length + ENCODER.encode(raw).length)).toBe(text)
  })
})

describe('lines', () => {
  test.each([
    ['a\nb', 1, 2],
    ['a\r\nb', 1, 3],
    ['a\rb', 1, 2],
    ['a\r', 1, 2],
    ['a\n', 1, 2],
    ['a\r\n', 1, 3],
  ])('%j ends at %i and goes on at %i', (text, end, next) => {
    const bytes = ENCODER.encode(text)
    expect(lineEnd(bytes, 0, bytes.length)).toBe(end)
    expect([CR, LF]).toContain(bytes[end])
    expect(nextLine(bytes, end, bytes.length)).toBe(next)
  })

  test('a carriage return at the end of what is there stands alone', () => {
    expect(nextLine(ENCODER.encode('a\r\n'), 1, 2)).toBe(2)
  })
})

describe('byte strings are numbered in the order they came', () => {
  test('of all lengths, also where many fall on one place, until there is no room', () => {
    tellSeed('byte strings')
    const random = seeded(SEED)
    for (const capacity of [1, 2, 3, 8, 100, 1000]) {
      const index = byteIndex(capacity)
      const known = new Map<string, number>()
      for (let round = 0; known.size < capacity && round < 20 * capacity; round += 1) {
        const text = String.fromCharCode(
          ...Array.from({ length: Math.floor(random() * 14) }, () => 97 + Math.floor(random() * 3)),
        )
        const bytes = ENCODER.encode(`..${text}..`)
        const [start, end] = [2, bytes.length - 2]
        expect(numberOf(index, bytes, start, end)).toBe(known.get(text) ?? -1)
        if (known.has(text)) continue
        expect(addKey(index, bytes, start, end)).toBe(known.size)
        known.set(text, known.size)
      }
      for (const [text, number] of known) {
        const bytes = ENCODER.encode(text)
        expect(numberOf(index, bytes, 0, bytes.length)).toBe(number)
      }
      const more = ENCODER.encode('another')
      if (known.size === capacity) expect(addKey(index, more, 0, more.length)).toBe(-1)
    }
  })
})
