import { CODES, type Code } from './codes/index.ts'
import type { Severity } from './codes/page.ts'
import type { Source, Span } from './source.ts'
import { withoutUndefined } from './without-undefined.ts'

/** One thing that is wrong in a file: a code that is a word, the place, what is wrong, and how to mend it. */
export interface Diagnostic {
  /** A `Code` of the readers, or that of a check. */
  readonly code: string
  readonly severity: Severity
  /** One line, with the author's own words in backticks. */
  readonly message: string
  readonly help?: string
  /** The edit that mends it, where only one can be meant. */
  readonly mend?: Mend
  readonly source: Source
  readonly span: Span
}

/** What to write in place of the span. */
export interface Mend {
  readonly span: Span
  readonly to: string
}

/** What to write instead: in words, and as a replacement for one word where only that can be meant. */
export interface Remedy {
  readonly help?: string | undefined
  readonly instead?: { readonly of: string; readonly write: string } | undefined
}

/** What is wrong, one line with the author's own words in backticks, and the remedy. */
export interface ProblemText extends Remedy {
  readonly message: string
}

/**
 * The result of loading. Loading never throws. Only a value that is `ok` may be used; `partial` is for tools that
 * continue regardless.
 */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly partial?: T; readonly diagnostics: readonly Diagnostic[] }

/** Collects what the parts of a loader find, so that all problems of a file are reported at once. */
export interface Problems {
  readonly source: Source
  readonly found: readonly Diagnostic[]
  /** The severity is that of the code. */
  report(code: Code, span: Span, fault: ProblemText): void
}

export function problemsOf(source: Source): Problems {
  const found: Diagnostic[] = []
  const known = new Set<string>()
  return {
    source,
    found,
    report: (code, span, fault) => {
      // Two parts of a loader may look at the same key. The author is told only once.
      const fingerprint = `${code} ${span.start} ${fault.message}`
      if (known.has(fingerprint)) return
      known.add(fingerprint)
      found.push(diagnosticOf(code, { source, span }, fault))
    },
  }
}

interface Place {
  readonly source: Source
  readonly span: Span
}

/** A diagnostic of a reader. */
export function diagnosticOf(code: Code, place: Place, fault: ProblemText): Diagnostic {
  return diagnosticWith({ code, severity: CODES[code].severity }, place, fault)
}

/**
 * A diagnostic of a check, which decides on the severity itself. It has a mend if the wrong word occurs exactly once in
 * the span.
 */
export function diagnosticWith(
  { code, severity }: Pick<Diagnostic, 'code' | 'severity'>,
  { source, span }: Place,
  { message, help, instead }: ProblemText,
): Diagnostic {
  const at = instead === undefined ? undefined : onlyPlaceOf(instead.of, source, span)
  return {
    code,
    severity,
    message: oneLine(message),
    ...withoutUndefined({ help }),
    ...(instead === undefined || at === undefined ? {} : { mend: { span: at, to: instead.write } }),
    source,
    span,
  }
}

function onlyPlaceOf(word: string, { text }: Source, { start, end }: Span): Span | undefined {
  const marked = text.slice(start, end)
  const at = marked.indexOf(word)
  if (word === '' || at < 0 || marked.indexOf(word, at + 1) >= 0) return undefined
  return { start: start + at, end: start + at + word.length }
}

/** An author's words in a message may be a whole text of several lines. */
function oneLine(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ')
  return line.length > 400 ? `${line.slice(0, 400)}…` : line
}

/**
 * The loader's result once all problems are known, in the order of the file. It is refused if one of them is an error.
 */
export function loaded<T>(value: T | undefined, problems: Problems): Loaded<T> {
  const inOrder = [...problems.found].sort((a, b) => a.span.start - b.span.start)
  const clean = !inOrder.some((problem) => problem.severity === 'error')
  if (clean && value !== undefined) return { ok: true, value, warnings: inOrder }
  return { ok: false, ...withoutUndefined({ partial: value }), diagnostics: inOrder }
}
