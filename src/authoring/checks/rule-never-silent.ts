import { type Check, spanAt } from '../form.ts'
import { raisedBy } from '../raised.ts'

export const ruleNeverSilent: Check = {
  code: 'rule-never-silent',
  section: 'cases',
  severity: 'warning',
  what: 'every case raises this rule',
  why: 'A rule that is raised for everybody tells nothing; no case shows that it can be silent.',
  todo: 'add a person for whom it must be silent',
  looksAt: 'whole',
  look: (form, found) => {
    if (!form.cases || form.cases.list.length === 0) return
    const times = new Map<string, number>()
    for (const one of form.cases.list)
      for (const id of raisedBy(form.questionnaire, one)) times.set(id, (times.get(id) ?? 0) + 1)
    for (const rule of form.questionnaire.rules)
      if (times.get(rule.id) === form.cases.list.length)
        found(spanAt(form, rule, 'id'), {
          message: `every case raises \`${rule.id}\``,
          help: 'add a person for whom it must be silent',
        })
  },
}
