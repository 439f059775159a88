import type { Slip } from './slip.ts'

/** A missing space or colon. */
export function signs(lines: readonly string[], line: number): readonly Slip[] {
  const text = lines[line] ?? ''
  const slip = (
    [start, end]: readonly [number, number],
    { says, help }: { readonly says: string; readonly help: string },
    meant: string,
  ): Slip => ({ line, start, end, says, help, meant })
  const found: Slip[] = []
  const dash = /^( *)-([A-Za-z_][\w-]*:.*)$/.exec(text)
  if (dash !== null) {
    const [, lead = '', rest = ''] = dash
    const start = lead.length
    found.push(
      slip(
        [start, start + 2],
        { says: 'a space is missing after `-`', help: 'write `- ` before the first key' },
        `${lead}- ${rest}`,
      ),
    )
  }
  const foreign = /^( *)[–—−•*·] ?([A-Za-z_][\w-]*:.*)$/.exec(text)
  if (foreign !== null) {
    const [, lead = '', rest = ''] = foreign
    const start = lead.length
    found.push(
      slip(
        [start, start + 1],
        { says: `\`${text[start]}\` is not the sign for an entry`, help: 'write `- `' },
        `${lead}- ${rest}`,
      ),
    )
  }
  const glued = /^( *(?:- +)?)([A-Za-z_][\w-]*):(?=\S)(.*)$/.exec(text)
  if (glued !== null && !/^\/\//.test(glued[3] ?? '')) {
    const [, lead = '', key = '', rest = ''] = glued
    const end = lead.length + key.length + 1
    found.push(
      slip(
        [lead.length, end],
        { says: `a space is missing after \`${key}:\``, help: `write \`${key}: …\`` },
        `${lead}${key}: ${rest}`,
      ),
    )
  }
  const wide = /^( *(?:- +)?[A-Za-z_][\w-]*:)([^\S ]+)(.*)$/.exec(text)
  if (wide !== null && !/^\r?$/.test(wide[3] ?? '')) {
    const [, lead = '', space = '', rest = ''] = wide
    const says = `a space that is not an ordinary one after \`${lead.trim()}\``
    const help = 'delete it and press the space bar instead'
    found.push(slip([lead.length, lead.length + space.length], { says, help }, `${lead} ${rest}`))
  }
  const bare = /^( *(?:- +)?)([A-Za-z_][\w-]*)(| +[^:]*(?::\S[^:]*)*| +.*)$/.exec(text)
  if (bare !== null && glued === null) {
    const [, lead = '', key = '', rest = ''] = bare
    const end = lead.length + key.length
    const help = `write \`${key}:${rest === '' ? '' : ' …'}\``
    found.push(slip([lead.length, end], { says: `a \`:\` is missing after \`${key}\``, help }, `${lead}${key}:${rest}`))
  }
  return found
}
