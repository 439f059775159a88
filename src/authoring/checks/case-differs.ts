import type { Check } from '../form.ts'
import { differences } from '../run-case.ts'

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
      const wrong = differences(questionnaire, one)
      if (wrong.length > 0) found(one.span, `${one.name}: ${wrong.join(' · ')}`, undefined, cases?.source)
    }
  },
}
