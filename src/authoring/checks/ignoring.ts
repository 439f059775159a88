import { isCode, suggestion } from '../../diagnostics/index.ts'
import type { Check } from '../form.ts'
import { isClaim } from '../prove/index.ts'

/**
 * The checks of `ignore:` itself. They run last, when everything has been silenced. An `ignore` of a claim that could
 * not be proved is not called unused, because the claim may well not hold.
 */
export function ignoreChecks(others: readonly Check[]): readonly Check[] {
  const codesOf = (severity: Check['severity']): readonly string[] =>
    checks.filter((check) => check.severity === severity).map((check) => check.code)

  const unknownIgnore: Check = {
    code: 'unknown-ignore',
    section: 'names',
    severity: 'warning',
    what: '`ignore` names a code that `check` does not have, or an error, which cannot be ignored',
    why: 'It silences nothing, and looks as if it did.',
    todo: 'look for a slip in the code; mend what is an error',
    example: { wrong: 'ignore:\n  mising-source: Ours.\nsources:', right: 'sources:' },
    looksAt: 'refused',
    look: ({ ignores }, found) => {
      const known = codesOf('warning')
      for (const { code } of ignores.all) {
        if (known.includes(code.value)) continue
        const isError = isCode(code.value) || codesOf('error').includes(code.value)
        found(
          code.span,
          isError
            ? { message: `\`${code.value}\` is an error and cannot be ignored`, help: 'mend it' }
            : {
                message: `unknown code \`${code.value}\``,
                help: 'use the code in brackets after a finding',
                ...suggestion(code.value, known),
              },
        )
      }
    },
  }

  const unusedIgnore: Check = {
    code: 'unused-ignore',
    section: 'names',
    severity: 'warning',
    what: '`ignore` names a code that is not found here',
    why: 'The reason for it is gone, and it would silence the next finding, which nobody has looked at.',
    todo: 'take it out',
    example: { wrong: 'ignore:\n  missing-source: Ours.\nsources:', right: 'sources:' },
    looksAt: 'whole',
    look: ({ ignores, proof, slips }, found) => {
      const open = proof?.claims.filter(({ outcome }) => outcome === 'open').map(({ code }): string => code)
      const isTried = (code: string) =>
        isClaim(code) ? open?.includes(code) === false : code !== 'slip-unnoticed' || slips?.open.length === 0
      const known = codesOf('warning').filter(isTried)
      for (const { code, used } of ignores.all)
        if (!used && known.includes(code.value))
          found(code.span, { message: `there is no \`${code.value}\` here to ignore`, help: 'take it out' })
    },
  }

  const checks: readonly Check[] = [...others, unknownIgnore, unusedIgnore]
  return [unknownIgnore, unusedIgnore]
}
