import type { Check } from '../form.ts'

/** Takes the codes, because the list of checks holds this one too. Looked for last, when all has been silenced. */
export function unusedIgnore(codes: () => readonly string[]): Check {
  return {
    code: 'unused-ignore',
    section: 'names',
    severity: 'warning',
    what: '`ignore` names a code that is not found here',
    why: 'The reason for it is gone, and it would silence the next finding, which nobody has looked at.',
    todo: 'take it out',
    looksAt: 'whole',
    look: ({ ignores }, found) => {
      const known = codes()
      for (const { code, used } of ignores.all)
        if (!used && known.includes(code.value))
          found(code.span, `there is no \`${code.value}\` here to ignore`, 'take it out')
    },
  }
}
