import type { Check } from '../form.ts'
import { differencesByKey } from '../run-case.ts'

export const caseDiffers: Check = {
  code: 'case-differs',
  section: 'cases',
  severity: 'error',
  what: 'what the form says of a case is not what the case expects',
  why: 'Either the questionnaire is wrong or the expectation is. A person has to say which.',
  todo: 'mend the rule; or, when the rule is right, change what the case expects',
  looksAt: 'whole',
  look: ({ cases, questionnaire }, found) => {
    for (const one of cases?.list ?? []) {
      if (one.expect === 'todo') continue
      const wrong = differencesByKey(questionnaire, one, one.expect)
      const [first] = wrong
      if (first === undefined) continue
      const says = wrong.map((difference) => difference.says).join(' · ')
      const help = 'if the form is right, change what is expected here; if the case is right, mend the form'
      found(one.expect.places.get(first.key) ?? one.span, { message: `${one.name}: ${says}`, help }, cases?.source)
    }
  },
}
