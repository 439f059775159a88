import { type Diagnostic, diagnosticOf, lineStart, positionAt, type Source, type Span } from '../diagnostics/index.ts'
import type { Slip } from './slip.ts'
import { slipsNear, withoutKey } from './slips.ts'

/** The most likely repair of a file that is not YAML, so that later mistakes can be reported in the same run. */
export interface ReadOn {
  /** The errors that explain why it is not YAML, one for each slip, with places in the file as it is. */
  readonly diagnostics: readonly Diagnostic[]
  /** Undefined when an error was left that no slip explains. */
  readonly meant: Source | undefined
}

/** How many readings of a line are tried for each error. The right one is among the first few or not at all. */
const TRIES = 8
/** With more mistakes of layout than this, it is another kind of file. */
const SLIPS = 40
/** Limit on characters that are read again. In a large file only the first mistakes are explained. */
const CHARACTERS = 6_000_000

/**
 * Explains the syntax errors of a file one after the other. Of the possible meanings of a line, the first one is taken
 * with which the file can be read further, and reading continues from there. `errorsIn` returns the parser's errors for
 * a text, in order.
 */
export function readOn(source: Source, errorsIn: (source: Source) => readonly Diagnostic[]): ReadOn {
  let current: Source = source
  let errors = errorsIn(source)
  let read = source.text.length
  const told: Diagnostic[] = []
  while (errors.length > 0 && told.length < SLIPS) {
    const [error] = errors as readonly [Diagnostic, ...Diagnostic[]]
    const at = positionAt(current, error.span.start).line - 1
    const lines = current.text.split(/\r?\n/)
    let explained: { readonly slip: Slip; readonly text: Source; readonly errors: readonly Diagnostic[] } | undefined
    for (const slip of slipsNear(lines, at).slice(0, TRIES)) {
      read += current.text.length
      if (read > CHARACTERS) break
      const text = withLine(current, slip, source)
      const left = errorsIn(text)
      if (left.length > 0 && lineOf(left[0] as Diagnostic) <= Math.max(at, slip.line)) continue
      explained = { slip, text, errors: left }
      break
    }
    // Of errors that no slip explains only the first helps, because the parser is out of step after it.
    if (explained === undefined) {
      const list = withoutKey(lines, at)
      return {
        diagnostics: [...told, list === undefined ? asWritten(error) : toldOf(list, error, source)],
        meant: undefined,
      }
    }
    told.push(toldOf(explained.slip, error, source))
    current = explained.text
    errors = explained.errors
  }
  return { diagnostics: told, meant: errors.length === 0 ? current : undefined }
}

/** Moves a diagnostic from the repaired text to its place in the file as it is. */
export function asWritten(diagnostic: Diagnostic): Diagnostic {
  const { source, span, mend } = diagnostic
  const { written } = source
  if (written === undefined) return diagnostic
  return {
    ...diagnostic,
    source: written,
    span: spanIn(written, source, span),
    ...(mend === undefined ? {} : { mend: { ...mend, span: spanIn(written, source, mend.span) } }),
  }
}

/** Both texts have the same lines. On a line that was changed, places are shifted by as much as its beginning. */
function spanIn(written: Source, meant: Source, span: Span): Span {
  const moved = (offset: number): number => {
    const { line, column } = positionAt(meant, offset)
    const before = lineOfText(meant, line)
    const after = lineOfText(written, line)
    const lead = (text: string) => text.length - text.trimStart().length
    const shift = before === after ? 0 : lead(after) - lead(before)
    return lineStart(written, line) + Math.max(0, Math.min(after.length, column - 1 + shift))
  }
  const start = moved(span.start)
  return { start, end: Math.max(start, moved(span.end)) }
}

function withLine(current: Source, { line, meant }: Slip, written: Source): Source {
  const text = current.text.split(/\r?\n/).with(line, meant).join('\n')
  return { path: current.path, text, sha256: current.sha256, written }
}

function toldOf(slip: Omit<Slip, 'meant'>, error: Diagnostic, source: Source): Diagnostic {
  if (slip.says === undefined) return asWritten(error)
  const start = lineStart(source, slip.line + 1)
  const { length } = lineOfText(source, slip.line + 1)
  const span = { start: start + Math.min(slip.start, length), end: start + Math.min(slip.end, length) }
  return diagnosticOf('yaml-syntax', { source, span }, { message: slip.says, help: slip.help })
}

function lineOf({ source, span }: Diagnostic): number {
  return positionAt(source, span.start).line - 1
}

function lineOfText(source: Source, line: number): string {
  return source.text.slice(lineStart(source, line), lineStart(source, line + 1)).replace(/\r?\n$/, '')
}
