import { type Check, spanAt } from '../form.ts'
import { personLines, refuted } from '../refuted.ts'

export const promiseBroken: Check = {
  code: 'promise-broken',
  section: 'promises',
  severity: 'error',
  what: 'a promise does not hold for somebody, who is shown',
  why: 'A promise says what must never slip through. Here it does.',
  todo: 'mend the rule, or the promise if it says too much; `--add-case` keeps the person as a case',
  looksAt: 'whole',
  look: (form, found) => {
    for (const { about, example } of refuted(form, 'promise-broken')) {
      if (example === undefined) continue
      found(spanAt(form, about, 'when'), {
        message: `promise \`${about.id}\` wants at least \`${about.atLeast}\`, and this person ends at \`${example.level}\``,
        help: personLines(form.questionnaire, example).join('\n'),
      })
    }
  },
}
