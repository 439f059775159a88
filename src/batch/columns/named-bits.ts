import { type ByteWriter, type FixedText, fixedAt, fixedText, reserve } from '../../tables/index.ts'
import { CAPACITY } from './columns.ts'

/** Sets of names, one for each person, out of a fixed list: bits while they are gathered, bytes when they are written. */
export interface NamedBits {
  /** By word, then by person. */
  readonly words: readonly Int32Array[]
  readonly names: readonly string[]
  /** With a semicolon behind each. */
  readonly written: readonly FixedText[]
  /** The room that writing all of them needs, in bytes. */
  readonly longest: number
}

const WIDTH = 32
const COMMA = 0x2c

export function namedBits(names: readonly string[]): NamedBits {
  const written = names.map((name) => fixedText(`${name};`))
  return {
    words: Array.from({ length: Math.ceil(names.length / WIDTH) }, () => new Int32Array(CAPACITY)),
    names,
    written,
    longest: written.reduce((sum, { length }) => sum + length, 4),
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
      found.push(names[word * WIDTH + 31 - Math.clz32(rest & -rest)] as string)
  return found
}

/** Writes the names of a person's set in the order of the list, with a semicolon between them and a comma behind the last. */
export function putNames(out: ByteWriter, { words, written, longest }: NamedBits, person: number): void {
  // Room is made once, because this runs ten times for each row.
  reserve(out, longest)
  const { bytes, view, length } = out
  let at = length
  for (let word = 0; word < words.length; word += 1) {
    for (let rest = (words[word] as Int32Array)[person] as number; rest !== 0; rest &= rest - 1)
      at = fixedAt(view, at, written[word * WIDTH + 31 - Math.clz32(rest & -rest)] as FixedText)
  }
  if (at === length) at += 1
  bytes[at - 1] = COMMA
  out.length = at
}
