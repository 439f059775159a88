/** `key:` with whatever may come before it. */
export const KEY: RegExp = /^(?:- +)*[A-Za-z_][\w-]*:(?: |$)/

/** Looks like the beginning of an entry, so that the lines of a text are left alone. */
export const ENTRY: RegExp = /^(?:- |-$|[A-Za-z_][\w-]*:(?: |$))/

export function saysNothing(text: string | undefined): boolean {
  return text === undefined || /^\s*(#|$)/.test(text)
}

/** The next line that is not blank; after the last line there is none. */
export function following(lines: readonly string[], line: number): number {
  let next = line + 1
  while (next < lines.length && saysNothing(lines[next])) next += 1
  return next
}

/** The previous line that is not blank; -1 before the first. */
export function preceding(lines: readonly string[], line: number): number {
  let before = line - 1
  while (before >= 0 && saysNothing(lines[before])) before -= 1
  return before
}

/** Whether the line ends what came before it: it is an entry, or the end of the file. */
export function endsWith(next: string | undefined): boolean {
  return next === undefined || ENTRY.test(next.trimStart())
}

/** The value in `key: value` or `- value`, up to the end of the line. */
export function valueIn(text: string): { readonly start: number; readonly written: string } | undefined {
  const lead = /^ *(?:- +)*(?:[A-Za-z_][\w-]*: +)?/.exec(text)?.[0] ?? ''
  const written = text.slice(lead.length).trimEnd()
  if (written === '' || (!KEY.test(text.trimStart()) && !/- +$/.test(lead))) return undefined
  return { start: lead.length, written }
}

export function indented(rest: string, column: number): string {
  return `${' '.repeat(column)}${rest}`
}
