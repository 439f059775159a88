import { describe, expect, test } from 'vitest'
import { type Encoding, transcoder } from '../../src/tables/transcode.ts'
import { readAll, told } from './read-all.ts'

type Utf16 = 'utf-16le' | 'utf-16be'

function utf16(encoding: Utf16, text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(encoding === 'utf-16be' ? bytes.swap16() : bytes)
}

/** The bytes in UTF-8, turned in stretches of that length. */
function turned(encoding: Encoding, bytes: Uint8Array, chunk: number): Uint8Array {
  const turn = transcoder(encoding)
  const parts: Uint8Array[] = []
  for (let from = 0; from < bytes.length; from += chunk)
    parts.push(Uint8Array.from(turn(bytes.subarray(from, from + chunk), from + chunk >= bytes.length)))
  return new Uint8Array(Buffer.concat(parts))
}

describe.each(['utf-16le', 'utf-16be'] as const)('%s', (encoding) => {
  const text = 'a,b\n1,é\n2,你\n3,\u{1f600}\n4,x\n'

  test('is read cut at every length', () => {
    const bytes = utf16(encoding, text)
    for (let chunk = 1; chunk <= bytes.length; chunk += 1)
      expect(Buffer.from(turned(encoding, bytes, chunk)).toString()).toBe(text)
  })

  test('that ends in the middle of a sign is not read as if it were whole', () => {
    const cut = utf16(encoding, 'a,b\n1,x\n2,y').subarray(0, -1)
    for (let chunk = 1; chunk <= cut.length; chunk += 1)
      expect(told(readAll(turned(encoding, cut, chunk)))).toEqual(['2 1|x', '3 invalid-utf8'])
  })

  test('with half of a pair loses that record only', () => {
    const bytes = utf16(encoding, 'a,b\n1,\ud83d\n2,y\n')
    for (let chunk = 1; chunk <= bytes.length; chunk += 1)
      expect(told(readAll(turned(encoding, bytes, chunk)))).toEqual(['2 invalid-utf8', '3 2|y'])
    expect(told(readAll(turned(encoding, utf16(encoding, 'a,b\n1,x\n2,\ud83d'), 3)))).toEqual([
      '2 1|x',
      '3 invalid-utf8',
    ])
  })

  test('with a pair that is cut in its last byte is not read as if it were whole', () => {
    const cut = utf16(encoding, 'a,b\n1,x\n2,\u{1f600}').subarray(0, -1)
    for (let chunk = 1; chunk <= cut.length; chunk += 1)
      expect(told(readAll(turned(encoding, cut, chunk)))).toEqual(['2 1|x', '3 invalid-utf8'])
  })
})

test('Latin-1 is what Windows prints for it, sign by sign', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  // From 0x80 to 0x9f; five bytes have no sign and stay what they are. Source: the index `windows-1252` of encoding.spec.whatwg.org.
  const printed = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
  const expected = Array.from(all, (byte) => printed[byte - 0x80] ?? String.fromCharCode(byte)).join('')
  for (const chunk of [1, 7, 256]) expect(Buffer.from(turned('latin1', all, chunk)).toString()).toBe(expected)
})

test('MacRoman is what the Encoding Standard has under macintosh, sign by sign', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const expected = new TextDecoder('macintosh').decode(all)
  for (const chunk of [1, 7, 256]) expect(Buffer.from(turned('macroman', all, chunk)).toString()).toBe(expected)
})
