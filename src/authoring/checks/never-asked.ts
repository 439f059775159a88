import { type Check, spanAt } from '../form.ts'
import { listed, refuted } from '../refuted.ts'

export const neverAsked: Check = {
  code: 'never-asked',
  section: 'logic',
  severity: 'warning',
  what: 'no answers make the `ask_if` of a question true',
  why: 'A question that nobody is asked looks as if it were covered, and is not.',
  todo: 'look at `and`, at codes that exclude each other, and at what is asked when',
  looksAt: 'whole',
  look: (form, found) => {
    for (const { about } of refuted(form, 'never-asked')) {
      const { askIf, id } = about
      found(spanAt(form, about, 'ask_if'), {
        message: `\`${id}\` is never asked: no answers make its \`ask_if\` true`,
        help: `it reads ${listed(askIf?.reads ?? [])}: look at \`and\`, and at codes that exclude each other`,
      })
    }
  },
}
