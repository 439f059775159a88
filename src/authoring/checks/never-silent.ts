import type { Rule } from '../../questionnaire/index.ts'
import { type Check, spanAt } from '../form.ts'
import { listed, refuted } from '../refuted.ts'

export const neverSilent: Check = {
  code: 'never-silent',
  section: 'logic',
  severity: 'warning',
  what: 'a rule is true for everybody whose answers are known',
  why: 'A reason that is given for everybody hides those that matter.',
  todo: 'look at `or`, at `not`, and at numbers that leave no gap',
  looksAt: 'whole',
  look: (form, found) => {
    for (const { about } of refuted(form, 'never-silent'))
      found(spanAt(form, about, 'when'), {
        message: `\`${about.id}\` is never false, whatever is answered`,
        help: `it reads ${listed((about as Rule).when.reads)}: look at \`or\`, at \`not\`, and at numbers`,
      })
  },
}
