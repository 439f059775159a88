/**
 * The parts of `schema.table`. A part in `"…"` may contain dots, and `""` for a quotation mark. Undefined where it is
 * not a name.
 */
export function nameParts(written: string): readonly string[] | undefined {
  const parts: string[] = []
  let rest = written
  for (;;) {
    const match = /^(?:"((?:[^"]|"")+)"|([^."]+))(\.|$)/su.exec(rest)
    if (match === null) return undefined
    parts.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === '') return parts
    rest = rest.slice(match[0].length)
  }
}
