import { CST } from 'yaml'
import type { Problems, Span } from '../diagnostics/index.ts'

const QUOTES = 'if it is a text, put quotes around all of it'

/** Refuses what YAML has beyond plain data, and a quote without its partner, where they stand. */
export function refuseMark(lexeme: string, span: Span, problems: Problems): void {
  switch (CST.tokenType(lexeme)) {
    case 'alias':
      problems.error('yaml-alias', span, `\`${lexeme}\` refers to another place`, `write the value out; ${QUOTES}`)
      return
    case 'anchor':
      problems.error('yaml-anchor', span, `\`${lexeme}\` marks a place to refer to`, `take it out; ${QUOTES}`)
      return
    case 'tag':
      problems.error('yaml-tag', span, `\`${lexeme}\` says how to read a value`, `take it out; ${QUOTES}`)
      return
    case 'directive-line':
      problems.error('yaml-directive', span, `a \`${lexeme.trim()}\` line`, 'delete this line')
      return
    case 'single-quoted-scalar':
    case 'double-quoted-scalar': {
      const [quote = ''] = lexeme
      if (lexeme.length > 1 && lexeme.endsWith(quote)) return
      const help = `write \`${quote}\` at the end of the text`
      problems.error('yaml-syntax', { start: span.start, end: span.start + 1 }, 'this quote is never closed', help)
    }
  }
}
