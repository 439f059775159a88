import type { Check } from '../form.ts'
import { isClaim } from '../prove/index.ts'

/** Takes the codes, because the list of checks holds this one too. Looked for last, when all has been silenced; of what was not proved nobody knows whether it is there. */
export function unusedIgnore(codes: () => readonly string[]): Check {
  return {
    code: 'unused-ignore',
    section: 'names',
    severity: 'warning',
    what: '`ignore` names a code that is not found here',
    why: 'The reason for it is gone, and it would silence the next finding, which nobody has looked at.',
    todo: 'take it out',
    looksAt: 'whole',
    look: ({ ignores, proof }, found) => {
      const open = proof?.claims.filter(({ outcome }) => outcome === 'open').map(({ code }): string => code)
      const known = codes().filter((code) => !isClaim(code) || open?.includes(code) === false)
      for (const { code, used } of ignores.all)
        if (!used && known.includes(code.value))
          found(code.span, { message: `there is no \`${code.value}\` here to ignore`, help: 'take it out' })
    },
  }
}
