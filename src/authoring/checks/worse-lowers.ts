import { type Check, spanAt } from '../form.ts'
import { pairLines, refuted } from '../refuted.ts'

export const worseLowers: Check = {
  code: 'worse-lowers',
  section: 'worse',
  severity: 'warning',
  what: 'an answer that `worse` declares worse lowers the level, all other answers being the same',
  why: 'Most often a code or a range was left out of a rule in the middle, or `worse` is the wrong way round.',
  todo: 'mend the rule, or the order of `worse`; take `worse` out where more is not always worse',
  looksAt: 'whole',
  look: (form, found) => {
    for (const { about, example } of refuted(form, 'worse-lowers')) {
      if (example?.after === undefined) continue
      found(spanAt(form, about, 'worse'), {
        message: `a worse answer to \`${about.id}\` lowers the level from \`${example.level}\` to \`${example.after.level}\``,
        help: pairLines(form.questionnaire, example).join('\n'),
      })
    }
  },
}
