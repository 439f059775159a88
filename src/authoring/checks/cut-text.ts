import type { Check } from '../form.ts'
import { proseIn } from '../prose.ts'

export const cutText: Check = {
  code: 'cut-text',
  section: 'wording',
  severity: 'warning',
  what: 'a text without quotes is followed by ` #` in the middle of its sentence',
  why: 'In YAML a space and `#` begin a comment: the rest of the line is not part of the text and nobody will read it.',
  todo: 'put quotes around the whole text, or move the comment to a line of its own',
  looksAt: 'refused',
  look: ({ file: { source, root } }, found) => {
    for (const { key, text } of proseIn(root)) {
      if (!text.plain || !/^[ \t]+#/.test(source.text.slice(text.span.end, text.span.end + 40))) continue
      if (/[.?!…]$/.test(text.value)) continue
      const hash = source.text.indexOf('#', text.span.end)
      found(
        { start: hash, end: hash + 1 },
        `\`${key}\` ends here: what follows \`#\` is a comment`,
        'put quotes around the whole text, or move the comment to a line of its own',
      )
    }
  },
}
