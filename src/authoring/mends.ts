import { CODES, type Diagnostic, isCode, type Mend } from '../diagnostics/index.ts'

/**
 * Drops mends that could be wrong: when a definition could not be read, the name that was meant may be missing from
 * every list of names, except from the program's own.
 */
export function withSafeMends(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (!diagnostics.some(({ code }) => namesOf(code)?.includes('hides'))) return diagnostics
  return diagnostics.map((diagnostic) => {
    if (diagnostic.mend === undefined || namesOf(diagnostic.code)?.includes('closed')) return diagnostic
    const { mend: _, ...rest } = diagnostic
    return rest
  })
}

function namesOf(code: string): string | undefined {
  return isCode(code) ? CODES[code].names : undefined
}

/** The text with every mend applied. Layout, comments and line ends stay as they are. */
export function mended(text: string, mends: readonly Mend[]): string {
  const fromTheEnd = [...new Map(mends.map((mend) => [mend.span.start, mend])).values()].sort(
    (a, b) => b.span.start - a.span.start,
  )
  return fromTheEnd.reduce((mending, { span, to }) => mending.slice(0, span.start) + to + mending.slice(span.end), text)
}
