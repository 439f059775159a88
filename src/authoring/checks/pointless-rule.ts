import { type Check, spanAt } from '../form.ts'
import type { Covered } from '../prove/index.ts'
import { listed, refuted } from '../refuted.ts'

export const pointlessRule: Check = {
  code: 'pointless-rule',
  section: 'logic',
  severity: 'warning',
  what: 'a rule decides the level of nobody: whenever it is true, something else is at least as serious',
  why: 'Either it was meant for people whom it does not reach, or it can go. A threshold that was changed in one of two rules shows like this.',
  todo: 'compare it with the rule that covers it; where it is there for its words, ignore this with that reason',
  looksAt: 'whole',
  look: (form, found) => {
    for (const claim of refuted(form, 'pointless-rule'))
      found(spanAt(form, claim.about, 'when'), {
        message: `\`${claim.about.id}\` decides the level of nobody: ${coveredBy(claim)}`,
        help: 'compare the two; where it is there for its words, ignore this with that reason',
      })
  },
}

function coveredBy({ covers = [], orUnknown }: Covered): string {
  if (covers.length === 0)
    return `whenever it is true, ${orUnknown === true ? 'an answer that is not known' : 'something else'} is as serious`
  const unknown = orUnknown === true ? ', or an answer that is not known is as serious' : ''
  if (covers.length === 1) return `whenever it is true, ${listed(covers)} is too, and is as serious${unknown}`
  return `whenever it is true, one of ${listed(covers)} is too, and is as serious${unknown}`
}
