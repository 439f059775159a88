/** One file as read: its text, and the hash of its bytes, by which every result identifies it. */
export interface Source {
  readonly path: string
  readonly text: string
  /** Hex digest of the bytes on disk. Computed outside, because pure folders have no crypto. */
  readonly sha256: string
  /** The file as it is, if this text is how it was most likely meant; see `read-on.ts`. */
  readonly written?: Source
}

/** A half-open range of UTF-16 offsets into `Source.text`. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Position {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number
}

const lineStarts = new WeakMap<Source, readonly number[]>()

export function positionAt(source: Source, offset: number): Position {
  const starts = startsOf(source)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

/** The text of a line (from 1) without its line end. */
export function lineText(source: Source, line: number): string {
  const starts = startsOf(source)
  const text = source.text.slice(starts[line - 1] ?? 0, starts[line] ?? source.text.length)
  return text.replace(/\r?\n$/, '')
}

/** Offset at which a line (from 1) begins; past the last line, the end of the text. */
export function lineStart(source: Source, line: number): number {
  return startsOf(source)[line - 1] ?? source.text.length
}

function startsOf(source: Source): readonly number[] {
  const known = lineStarts.get(source)
  if (known !== undefined) return known
  const starts = [0]
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1)
  lineStarts.set(source, starts)
  return starts
}
