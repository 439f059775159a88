import { type ByteWriter, type FixedText, fixedAt, fixedText, reserve } from '../../tables/index.ts'
import { CAPACITY } from './columns.ts'

/** Sets of names from a fixed list, one set for each person: bits while they are gathered, bytes when they are written. */
export interface NamedBits {
  /** By person, then by word, because everything about one person is written together. */
  readonly bits: Int32Array
  /** Words of each person. */
  readonly width: number
  readonly names: readonly string[]
  /** With a semicolon after each. */
  readonly written: readonly FixedText[]
  /** Bytes that writing all of them needs. */
  readonly longest: number
}

const WIDTH = 32
const COMMA = 0x2c

export function namedBits(names: readonly string[]): NamedBits {
  const written = names.map((name) => fixedText(`${name};`))
  const width = Math.ceil(names.length / WIDTH)
  return {
    bits: new Int32Array(CAPACITY * width),
    width,
    names,
    written,
    longest: written.reduce((sum, { length }) => sum + length, 4),
  }
}

export function clearBits({ bits, width }: NamedBits, size: number): void {
  bits.fill(0, 0, width * size)
}

export function setBit({ bits, width }: NamedBits, name: number, person: number): void {
  const place = person * width + (name >>> 5)
  bits[place] = (bits[place] as number) | (1 << (name & 31))
}

export function clearBit({ bits, width }: NamedBits, name: number, person: number): void {
  const place = person * width + (name >>> 5)
  bits[place] = (bits[place] as number) & ~(1 << (name & 31))
}

/** The names of a person's set in the order of the list. */
export function namesOfSet({ bits, width, names }: NamedBits, person: number): readonly string[] {
  const found: string[] = []
  // Most sets are empty, so that only the bits that are set are looked at.
  for (let word = 0; word < width; word += 1)
    for (let rest = bits[person * width + word] as number; rest !== 0; rest &= rest - 1)
      found.push(names[word * WIDTH + 31 - Math.clz32(rest & -rest)] as string)
  return found
}

/** Writes the names of a person's set in the order of the list, with a semicolon between them and a comma behind the last. */
export function putNames(out: ByteWriter, { bits, width, written, longest }: NamedBits, person: number): void {
  // Room is made once, because this runs ten times for each row.
  reserve(out, longest)
  const { bytes, view, length } = out
  let at = length
  for (let word = 0; word < width; word += 1) {
    for (let rest = bits[person * width + word] as number; rest !== 0; rest &= rest - 1)
      at = fixedAt(view, at, written[word * WIDTH + 31 - Math.clz32(rest & -rest)] as FixedText)
  }
  if (at === length) at += 1
  bytes[at - 1] = COMMA
  out.length = at
}
