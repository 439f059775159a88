import { type Check, spanAt } from '../form.ts'
import { listed, refuted } from '../refuted.ts'

export const emptyPromise: Check = {
  code: 'empty-promise',
  section: 'promises',
  severity: 'warning',
  what: 'nobody can be meant by a promise: no answers make its `when` true',
  why: 'It holds because it says nothing, and looks like a safeguard.',
  todo: 'look at `and`, and at numbers and codes that exclude each other',
  looksAt: 'whole',
  look: (form, found) => {
    for (const { about } of refuted(form, 'empty-promise'))
      found(spanAt(form, about, 'when'), {
        message: `nobody can be meant by promise \`${about.id}\``,
        help: `it reads ${listed(about.when.reads)}: look at \`and\`, and at numbers`,
      })
  },
}
