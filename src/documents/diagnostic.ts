import stringWidth from 'fast-string-width'
import { type Diagnostic, lineText, plural, positionAt, visible } from '../diagnostics/index.ts'

/** Longest piece of a source line that a frame shows. */
const FRAME = 100

/**
 * A problem as text: place, what is wrong, the line with the spot marked, and how to mend it.
 *
 * ```
 * intake.yaml:41:13  error  unknown question `hart_disease`  (unknown-question)
 *    when: hart_disease = yes and age > 60
 *          ^^^^^^^^^^^^
 *    did you mean `heart_disease`?
 * ```
 */
export function diagnosticText({ code, severity, message, help, source, span }: Diagnostic): string {
  const { line, column } = positionAt(source, span.start)
  const lines = [`${visible(source.path)}:${line}:${column}  ${severity}  ${visible(message)}  (${code})`]
  const frame = framed(lineText(source, line), column - 1, span.end - span.start)
  if (frame !== undefined) lines.push(`   ${frame.text}`, `   ${frame.marks}`)
  for (const line of help?.split('\n') ?? []) lines.push(`   ${visible(line)}`)
  return lines.join('\n')
}

/** The line without its indentation, reduced to a window around the spot when it is long. */
function framed(
  text: string,
  at: number,
  length: number,
): { readonly text: string; readonly marks: string } | undefined {
  if (text.trim() === '') return undefined
  const indent = text.length - text.trimStart().length
  const start =
    text.trimEnd().length - indent <= FRAME ? Math.min(indent, at) : Math.max(Math.min(indent, at), at - FRAME / 2)
  const shown = visible(text.slice(start, start + FRAME).trimEnd())
  const before = stringWidth(visible(text.slice(start, at)))
  const marked = stringWidth(visible(text.slice(at, Math.min(at + length, start + FRAME))))
  return { text: shown, marks: `${' '.repeat(before)}${'^'.repeat(Math.max(1, marked))}` }
}

/** `2 errors, 1 warning`. */
export function countedProblems(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity'], noun: string) => {
    const number = diagnostics.filter((one) => one.severity === severity).length
    return number === 0 ? [] : [plural(number, noun)]
  }
  return [...count('error', 'error'), ...count('warning', 'warning')].join(', ')
}
