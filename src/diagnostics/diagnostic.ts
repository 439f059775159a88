import type { Source, Span } from './source.ts'

export type Severity = 'error' | 'warning'

/** One thing that is wrong in a file: a code that is a word, the place, what is wrong, and how to mend it. */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  /** One line; the author's own words in backticks. */
  readonly message: string
  readonly help?: string
  readonly source: Source
  readonly span: Span
}

/** What loading returns. It never throws, and only `ok` may be run; `partial` is for tools that go on regardless. */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly partial?: T; readonly diagnostics: readonly Diagnostic[] }

/** Where the parts of a loader put what they find, so that every problem of a file comes out at once. */
export interface Problems {
  readonly source: Source
  readonly found: readonly Diagnostic[]
  error(code: string, span: Span, message: string, help?: string): void
  warn(code: string, span: Span, message: string, help?: string): void
}

export function problemsOf(source: Source): Problems {
  const found: Diagnostic[] = []
  const known = new Set<string>()
  const add = (severity: Severity, code: string, span: Span, message: string, help?: string) => {
    // A loader may look at one key from two sides; the author is told once.
    const fingerprint = `${code} ${span.start} ${message}`
    if (known.has(fingerprint)) return
    known.add(fingerprint)
    found.push({ code, severity, message: oneLine(message), ...(help === undefined ? {} : { help }), source, span })
  }
  return {
    source,
    found,
    error: (...problem) => add('error', ...problem),
    warn: (...problem) => add('warning', ...problem),
  }
}

/** A word that an author put in a message may be a whole text, of several lines. */
function oneLine(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ')
  return line.length > 400 ? `${line.slice(0, 400)}…` : line
}

/** The loader's answer once all problems are known: in the order of the file, and refused if one is an error. */
export function loaded<T>(value: T | undefined, problems: Problems): Loaded<T> {
  const inOrder = [...problems.found].sort((a, b) => a.span.start - b.span.start)
  const clean = !inOrder.some((problem) => problem.severity === 'error')
  if (clean && value !== undefined) return { ok: true, value, warnings: inOrder }
  return { ok: false, ...(value === undefined ? {} : { partial: value }), diagnostics: inOrder }
}
