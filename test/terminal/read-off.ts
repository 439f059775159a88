/* What a person reads on the screen of a question, from its lines alone. */

/** Labels by their keys; a label that was broken into lines is one again. */
export function optionsOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let last: string | undefined
  let indent = 0
  for (const line of lines) {
    const begun = /^( {2,6})(\S) {2,}(\S.*)$/.exec(line)
    const several = /^ {2,6}\S {2}.* {8}\S {2}/.test(line) ? line.trim().split(/ {8}/) : []
    if (several.length > 0) {
      for (const one of several) found.set(one[0] ?? '', one.slice(3))
      last = undefined
    } else if (begun !== null && begun[2] !== '>') {
      last = begun[2] ?? ''
      indent = begun[1]?.length ?? 0
      found.set(last, (begun[3] ?? '').trim())
    } else if (last !== undefined && line.search(/\S/) >= indent + 3)
      found.set(last, `${found.get(last)} ${line.trim()}`)
    else last = undefined
  }
  return found
}

export function isState(lines: readonly string[], key: string): boolean {
  return (key === 'u' || key === 'd' || key === '0') && lineOf(lines) === ''
}

/** What stands on the input line, before the cursor. */
export function lineOf(lines: readonly string[]): string {
  const first = lines.findIndex((line) => /^ {2,6}> /.test(line))
  if (first < 0) return ''
  const lead = lines[first]?.indexOf('> ') ?? 0
  const rest = lines.slice(first).map((line) => line.slice(lead + 2))
  const end = rest.findIndex((line) => /_[^_]*$/.test(line))
  return rest
    .slice(0, end + 1)
    .join(' ')
    .replace(/_[^_]*$/, '')
}

export function joined(lines: readonly string[]): string {
  return lines.join(' ').replaceAll(/\s+/g, ' ')
}

/** Without blanks: where a line was broken nobody sees how many there were. */
export function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
