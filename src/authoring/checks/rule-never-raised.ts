import { type Check, spanAt } from '../form.ts'
import { raisedBy } from '../raised.ts'
import { impossibleTests } from './threshold-outside-limits.ts'

export const ruleNeverRaised: Check = {
  code: 'rule-never-raised',
  section: 'cases',
  severity: 'warning',
  what: 'no case raises this rule',
  why: 'A rule that no case raises could be wrong, or gone, and nobody would notice.',
  todo: 'add a person for whom it must be raised',
  looksAt: 'whole',
  look: (form, found) => {
    if (!form.cases) return
    const raised = new Set(form.cases.list.flatMap((one) => [...raisedBy(form.questionnaire, one)]))
    const impossible = new Set(impossibleTests(form.questionnaire).map(({ thing }) => thing))
    // A number that no answer reaches is told by itself.
    for (const rule of form.questionnaire.rules)
      if (!raised.has(rule.id) && !impossible.has(rule))
        found(spanAt(form, rule, 'id'), {
          message: `no case raises \`${rule.id}\``,
          help: 'add a person for whom it must be raised',
        })
  },
}
