import type { YAMLParseError, YAMLWarning } from 'yaml'
import type { Problems } from '../diagnostics/index.ts'

/** What an author most likely did, and how to mend it, by the parser's own code. */
const REMEDIES: Readonly<Record<string, { readonly says: string; readonly help: string }>> = {
  TAB_AS_INDENT: { says: 'a tab at the start of a line', help: 'use spaces for the indentation' },
  BAD_INDENT: {
    says: 'this line is not indented like its neighbours',
    help: 'line it up with the lines above, or indent it further',
  },
  MULTILINE_IMPLICIT_KEY: {
    says: 'a key must be on one line and end with a colon',
    help: 'is a `:` missing at the end of the key?',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    says: 'a second `: ` in one text',
    help: 'put quotes around the text; if the line below is a key, indent it less',
  },
  BLOCK_IN_FLOW: {
    says: 'a second `: ` in one text',
    help: 'inside { } a colon ends a text: put quotes around the text',
  },
  MISSING_CHAR: {
    says: 'something is missing',
    help: 'is a `:`, a quote or a closing bracket missing here or on the line above?',
  },
  BAD_SCALAR_START: { says: 'a text cannot begin with this character', help: 'put quotes around the text' },
  BAD_DQ_ESCAPE: { says: 'an unknown escape after `\\`', help: 'use single quotes, or write the backslash twice' },
  UNEXPECTED_TOKEN: {
    says: 'this is not expected here',
    help: 'check the indentation, quotes and brackets of this line and the one above',
  },
  KEY_OVER_1024_CHARS: { says: 'a key of more than 1,024 characters', help: 'is a `:` missing earlier?' },
}

/** The parser reports an open bracket where the next line begins, as a fault of indentation. */
const OPEN_BRACKET = {
  says: 'a bracket above is still open',
  help: 'close it with `]` or `}`, or indent what is inside it',
}

/**
 * The parser's errors and warnings are both errors here: a warning means that YAML changed a value without the author
 * noticing.
 */
export function explainSyntax(fault: YAMLParseError | YAMLWarning, text: string, problems: Problems): void {
  const start = Math.min(fault.pos[0], Math.max(0, text.length - 1))
  const span = { start, end: Math.max(start + 1, Math.min(fault.pos[1], text.length)) }
  const said = fault.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'not YAML'
  // Of several complaints about one place only the first helps.
  if (problems.found.some((known) => known.span.start === start)) return
  const remedy = /^Flow \w+ in block/.test(said) ? OPEN_BRACKET : REMEDIES[fault.code]
  problems.report('yaml-syntax', span, {
    message: remedy === undefined ? said : `${remedy.says} (${said})`,
    help: remedy?.help,
  })
}
