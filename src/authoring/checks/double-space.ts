import { spanInScalar } from '../../yaml/index.ts'
import type { Check } from '../form.ts'
import { proseIn } from '../prose.ts'

export const doubleSpace: Check = {
  code: 'double-space',
  section: 'wording',
  severity: 'warning',
  what: 'two spaces between two words',
  why: 'It shows on the screen, and often marks a place where a word was lost.',
  todo: 'look whether a word is missing; keep one space',
  looksAt: 'refused',
  look: ({ file: { source, root } }, found) => {
    for (const { text } of proseIn(root)) {
      const match = /\S( {2,})\S+/.exec(text.value)
      if (match === null) continue
      const start = match.index + 1 + (match[1]?.length ?? 0)
      const span = spanInScalar(source, text, { start, end: match.index + match[0].length })
      found(span, { message: 'two spaces before this word', help: 'keep one of them' })
    }
  },
}
