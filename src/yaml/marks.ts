import { CST } from 'yaml'
import type { Problems, Span } from '../diagnostics/index.ts'

const QUOTES = 'if it is a text, put quotes around all of it'

/** Reports the parts of YAML that go beyond plain data, and a quotation mark without its partner, at their places. */
export function refuseMark(lexeme: string, span: Span, problems: Problems): void {
  switch (CST.tokenType(lexeme)) {
    case 'alias':
      problems.report('yaml-alias', span, {
        message: `\`${lexeme}\` refers to another place`,
        help: `write the value out; ${QUOTES}`,
      })
      return
    case 'anchor':
      problems.report('yaml-anchor', span, {
        message: `\`${lexeme}\` marks a place to refer to`,
        help: `take it out; ${QUOTES}`,
      })
      return
    case 'tag':
      problems.report('yaml-tag', span, {
        message: `\`${lexeme}\` says how to read a value`,
        help: `take it out; ${QUOTES}`,
      })
      return
    case 'directive-line':
      problems.report('yaml-directive', span, { message: `a \`${lexeme.trim()}\` line`, help: 'delete this line' })
      return
    case 'single-quoted-scalar':
    case 'double-quoted-scalar': {
      const [quote = ''] = lexeme
      if (lexeme.length > 1 && lexeme.endsWith(quote)) return
      const help = `write \`${quote}\` at the end of the text`
      problems.report(
        'yaml-syntax',
        { start: span.start, end: span.start + 1 },
        { message: 'this quote is never closed', help },
      )
    }
  }
}
