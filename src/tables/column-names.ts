import { plainText } from '../questionnaire/index.ts'

/** Longer names are cut to this many characters: nobody distinguishes columns by more. A cut name is not cut again. */
const LONGEST = 240
const CUT = 200

/** A column's name in the form in which names are compared. */
export function columnName(written: string): string {
  const plain = plainText(written)
  const signs = plain.length > LONGEST ? [...plain] : []
  return signs.length > LONGEST ? `${signs.slice(0, CUT).join('').trimEnd()}…` : plain
}

/**
 * Names that distinguish the columns of a table: where a name is empty or used for several columns, its place among
 * them is added, as in `Response#2`.
 */
export function columnNames(written: readonly string[]): readonly string[] {
  const plain = written.map(columnName)
  const counts = new Map<string, number>()
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1)
  const isAlone = (name: string) => name !== '' && counts.get(name) === 1
  const taken = new Set(plain.filter(isAlone))
  const places = new Map<string, number>()
  return plain.map((name) => {
    if (isAlone(name)) return name
    const place = (places.get(name) ?? 0) + 1
    places.set(name, place)
    return numbered(name, place, taken)
  })
}

/** `name#place`, with one more character where that name exists already. Adds it to `taken`. */
export function numbered(name: string, place: number, taken: Set<string>): string {
  let made = `${name}#${place}`
  while (taken.has(made)) made = `${made}#`
  taken.add(made)
  return made
}

/** The columns that share a name, by that name. */
export function sharedNames(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(names)
  const shared = new Map<string, string[]>()
  for (const name of names) {
    const [, base] = /^(.*)#\d+#*$/s.exec(name) ?? []
    if (base === undefined || base === '' || known.has(base)) continue
    shared.set(base, [...(shared.get(base) ?? []), name])
  }
  return shared
}
