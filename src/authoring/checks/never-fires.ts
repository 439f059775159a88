import { type Check, spanAt } from '../form.ts'
import { listed, refuted } from '../refuted.ts'

export const neverFires: Check = {
  code: 'never-fires',
  section: 'logic',
  severity: 'warning',
  what: 'no answers that go together make a rule true',
  why: 'The risk that the rule is about is never shown to anybody.',
  todo: 'look at `and`, at numbers and codes that exclude each other, and at what is asked when',
  looksAt: 'whole',
  look: (form, found) => {
    for (const { about } of refuted(form, 'never-fires'))
      found(spanAt(form, about, 'when'), {
        message: `\`${about.id}\` is never true, whatever is answered`,
        help: `it reads ${listed(about.when.reads)}: look at \`and\`, at numbers, and at what is asked when`,
      })
  },
}
