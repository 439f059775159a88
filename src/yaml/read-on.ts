import { type Diagnostic, diagnosticOf, lineStart, positionAt, type Source, type Span } from '../diagnostics/index.ts'
import type { Slip } from './slip.ts'
import { slipsNear, withoutKey } from './slips.ts'

/** The most likely repair of a file that is not YAML, so that later mistakes can be reported in the same run. */
export interface ReadOn {
  /** The errors that explain why it is not YAML: one for each slip, in the places of the file as it stands. */
  readonly diagnostics: readonly Diagnostic[]
  /** Undefined when an error was left that no slip explains. */
  readonly meant: Source | undefined
}

/** Ways to mean a line that are tried for each error; the right one is among the first few or not at all. */
const TRIES = 8
/** More mistakes of layout than these are another kind of file. */
const SLIPS = 40
/** Characters read again and again: of a large file the first mistakes are explained, not all. */
const CHARACTERS = 6_000_000

/**
 * Explains the syntax errors of a file one after the other: of the ways in which a line may have been meant, the first
 * with which the file can be read further is taken, and reading goes on from there. `errorsIn` says what the parser has
 * against a text, in order.
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
    // Of what no slip explains only the first helps; the parser is out of step after it.
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

/** A diagnostic of a text as it was meant, at its place in the file as it stands. */
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

/** Lines are the same in both; a line that was changed has its places moved by as much as its beginning. */
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
