import { isCode, suggestion } from '../../diagnostics/index.ts'
import type { Check } from '../form.ts'

/** Takes the codes that can be ignored and those that cannot, because the list of checks holds this one too. */
export function unknownIgnore(codes: () => readonly string[], errors: () => readonly string[]): Check {
  return {
    code: 'unknown-ignore',
    section: 'names',
    severity: 'warning',
    what: '`ignore` names a code that `check` does not have, or an error, which cannot be ignored',
    why: 'It silences nothing, and looks as if it did.',
    todo: 'look for a slip in the code; mend what is an error',
    looksAt: 'refused',
    look: ({ ignores }, found) => {
      const known = codes()
      for (const { code } of ignores.all) {
        if (known.includes(code.value)) continue
        const isError = isCode(code.value) || errors().includes(code.value)
        found(
          code.span,
          isError
            ? { message: `\`${code.value}\` is an error and cannot be ignored`, help: 'mend it' }
            : {
                message: `unknown code \`${code.value}\``,
                help: 'use the code that stands in brackets after a finding',
                ...suggestion(code.value, known),
              },
        )
      }
    },
  }
}
