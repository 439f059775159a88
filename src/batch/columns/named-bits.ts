import { type ByteWriter, reserve } from '../../tables/index.ts'
import { CAPACITY } from './columns.ts'

/** Sets of names, one for each person, out of a fixed list: bits while they are gathered, bytes when they are written. */
export interface NamedBits {
  /** By word, then by person. */
  readonly words: readonly Int32Array[]
  /** The names as bytes. */
  readonly names: readonly Uint8Array[]
  /** Bytes of all names with one more between them. */
  readonly longest: number
}

const WIDTH = 32
const SEMICOLON = 0x3b

export function namedBits(names: readonly string[]): NamedBits {
  const encoder = new TextEncoder()
  const inBytes = names.map((name) => encoder.encode(name))
  return {
    words: Array.from({ length: Math.ceil(names.length / WIDTH) }, () => new Int32Array(CAPACITY)),
    names: inBytes,
    longest: inBytes.reduce((sum, { length }) => sum + length + 1, 0),
  }
}

export function clearBits({ words }: NamedBits, size: number): void {
  for (const word of words) word.fill(0, 0, size)
}

export function setBit({ words }: NamedBits, name: number, person: number): void {
  const word = words[name >>> 5] as Int32Array
  word[person] = (word[person] as number) | (1 << (name & 31))
}

export function clearBit({ words }: NamedBits, name: number, person: number): void {
  const word = words[name >>> 5] as Int32Array
  word[person] = (word[person] as number) & ~(1 << (name & 31))
}

/** The names of a person's set in the order of the list. */
export function namesOfSet({ words, names }: NamedBits, person: number): readonly string[] {
  const found: string[] = []
  // Most sets are empty, so that only the bits that are set are looked at.
  for (let word = 0; word < words.length; word += 1)
    for (let rest = (words[word] as Int32Array)[person] as number; rest !== 0; rest &= rest - 1)
      found.push(DECODER.decode(names[word * WIDTH + 31 - Math.clz32(rest & -rest)]))
  return found
}

const DECODER = new TextDecoder()

/** Writes the names of a person's set in the order of the list, with a semicolon between them. */
export function putNames(out: ByteWriter, { words, names, longest }: NamedBits, person: number): void {
  // Room is made once, because this runs ten times for each row.
  reserve(out, longest)
  const { bytes, length } = out
  let at = length
  for (let word = 0; word < words.length; word += 1) {
    for (let rest = (words[word] as Int32Array)[person] as number; rest !== 0; rest &= rest - 1) {
      const name = names[word * WIDTH + 31 - Math.clz32(rest & -rest)] as Uint8Array
      for (let place = 0; place < name.length; place += 1) bytes[at + place] = name[place] as number
      at += name.length
      bytes[at] = SEMICOLON
      at += 1
    }
  }
  if (at > length) out.length = at - 1
}
