import type { Span } from '../diagnostics/index.ts'
import type { Mapping, Scalar } from '../yaml/index.ts'

/** One entry of an `ignore:` list. `used` is set once it has silenced something. */
export interface Ignore {
  readonly code: Scalar
  /** The thing whose diagnostics it silences. */
  readonly span: Span
  used: boolean
}

/** All `ignore:` entries of a file by code: those at the top, and those beside things in the order of the file. */
export interface Ignores {
  readonly all: readonly Ignore[]
  /** Whether a diagnostic with this code at this place is silenced. The entry that silences it is marked as used. */
  silence(code: string, at: number): boolean
}

export function ignoresIn(top: Mapping, things: readonly Mapping[]): Ignores {
  const atTop = new Map(linesOf(top).map((one) => [one.code.value, one]))
  const beside = new Map<string, Ignore[]>()
  const inOrder = things.flatMap(linesOf).sort((a, b) => a.span.start - b.span.start)
  for (const one of inOrder) {
    const same = beside.get(one.code.value)
    if (same === undefined) beside.set(one.code.value, [one])
    else same.push(one)
  }
  return {
    all: [...atTop.values(), ...inOrder],
    silence: (code, at) => {
      const one = lastBefore(beside.get(code) ?? [], at)
      const ignore = one !== undefined && at < one.span.end ? one : atTop.get(code)
      if (ignore !== undefined) ignore.used = true
      return ignore !== undefined
    },
  }
}

function linesOf({ entries, span }: Mapping): readonly Ignore[] {
  const node = entries.get('ignore')?.value
  if (node?.kind !== 'mapping') return []
  return [...node.entries.values()].map(({ key }) => ({ code: key, span, used: false }))
}

/** Entries do not overlap: the only one that can contain `at` is the last that starts before it. */
function lastBefore(inOrder: readonly Ignore[], at: number): Ignore | undefined {
  let low = 0
  let high = inOrder.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((inOrder[middle]?.span.start ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return inOrder[low - 1]
}
