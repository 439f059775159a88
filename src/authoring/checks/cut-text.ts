import type { Check } from '../form.ts'
import { conditionsIn, proseIn } from '../prose.ts'

export const cutText: Check = {
  code: 'cut-text',
  section: 'wording',
  severity: 'warning',
  what: 'a text without quotes is followed by ` #` in the middle of its sentence, or a condition by `# and`, `# or` and the like',
  why: 'In YAML a space and `#` begin a comment: the rest of the line is not part of the text or condition, and nothing will read it.',
  todo: 'put quotes around the whole text, or move the comment to a line of its own; take a `#` out of a condition',
  looksAt: 'refused',
  look: ({ file: { source, root } }, found) => {
    for (const { key, text } of proseIn(root)) {
      if (!text.plain || !/^[ \t]+#/.test(source.text.slice(text.span.end, text.span.end + 40))) continue
      if (/[.?!…]$/.test(text.value)) continue
      const hash = source.text.indexOf('#', text.span.end)
      found(
        { start: hash, end: hash + 1 },
        {
          message: `\`${key}\` ends here: what follows \`#\` is a comment`,
          help: 'put quotes around the whole text, or move the comment to a line of its own',
        },
      )
    }
    for (const { key, text } of conditionsIn(root)) {
      const [cut = '', sign = ''] =
        /^[ \t]+(#) ?(?:and|or|not|has|is|in|between|[<>=])\b.*/i.exec(rest(text.span.end)) ?? []
      if (cut === '') continue
      const hash = source.text.indexOf(sign, text.span.end)
      found(
        { start: hash, end: text.span.end + cut.length },
        {
          message: `\`${key}\` ends here: what follows \`#\` is a comment and no part of the condition`,
          help: 'take the `#` out, or move the comment to a line of its own',
        },
      )
    }

    function rest(from: number): string {
      return source.text.slice(from, from + 400).split('\n', 1)[0] ?? ''
    }
  },
}
