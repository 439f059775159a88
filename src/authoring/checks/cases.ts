import { type Check, casesPathOf, spanAt } from '../form.ts'
import { raisedBy } from '../raised.ts'
import { differencesByKey } from '../run-case.ts'
import { impossibleTests } from './threshold-outside-limits.ts'

const missingCases: Check = {
  code: 'missing-cases',
  section: 'cases',
  severity: 'warning',
  what: 'a questionnaire with rules has no cases file beside it',
  why: 'Cases are how a clinician can see what the rules do, and how a later slip is noticed.',
  todo: 'save people and what must be said of them as `….cases.yaml` in the same folder',
  looksAt: 'refused',
  look: ({ cases, questionnaire, top, file }, found) => {
    if (cases !== null || questionnaire.rules.length === 0) return
    const span = top.entries.get('rules')?.key.span ?? top.span
    const name = casesPathOf(file.source.path.replace(/^.*[\\/]/, ''))
    found(span, { message: 'these rules have no cases', help: `save them as \`${name}\` in the same folder` })
  },
}

const caseDiffers: Check = {
  code: 'case-differs',
  section: 'cases',
  severity: 'error',
  what: 'what the form says of a case is not what the case expects',
  why: 'Either the questionnaire is wrong or the expectation is. A person has to say which.',
  todo: 'mend the rule; or, when the rule is right, change what the case expects',
  example: { wrong: 'expect: { raised: [R-SIGNS] }', right: 'expect: { raised: [] }' },
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

const caseTodo: Check = {
  code: 'case-todo',
  section: 'cases',
  severity: 'warning',
  what: 'a case says `expect: todo`',
  why: 'What must be said of a person is for a person to write down, not for the program.',
  todo: 'fill in what must be said of this person',
  example: { wrong: 'expect: todo', right: 'expect: { raised: [] }' },
  looksAt: 'whole',
  look: ({ cases }, found) => {
    for (const one of cases?.list ?? [])
      if (one.expect === 'todo')
        found(
          one.span,
          { message: `${one.name}: nobody has said yet what is expected`, help: 'write `expect:` with a level' },
          cases?.source,
        )
  },
}

const ruleNeverRaised: Check = {
  code: 'rule-never-raised',
  section: 'cases',
  severity: 'warning',
  what: 'no case raises this rule',
  why: 'A rule that no case raises could be wrong, or gone, and nobody would notice.',
  todo: 'add a person for whom it must be raised',
  example: { wrong: 'answers: { smoker: yes }', right: 'answers: { smoker: yes, signs: [blood] }' },
  looksAt: 'whole',
  look: (form, found) => {
    if (!form.cases) return
    const raised = new Set(form.cases.list.flatMap((one) => [...raisedBy(form.questionnaire, one)]))
    const impossible = new Set(impossibleTests(form.questionnaire).map(({ thing }) => thing))
    // A number that no answer can reach has a check of its own.
    for (const rule of form.questionnaire.rules)
      if (!raised.has(rule.id) && !impossible.has(rule))
        found(spanAt(form, rule, 'id'), {
          message: `no case raises \`${rule.id}\``,
          help: 'add a person for whom it must be raised',
        })
  },
}

const ruleNeverSilent: Check = {
  code: 'rule-never-silent',
  section: 'cases',
  severity: 'warning',
  what: 'every case raises this rule',
  why: 'A rule that is raised for everybody tells nothing; no case shows that it can be silent.',
  todo: 'add a person for whom it must be silent',
  example: { wrong: '- name: nothing\n    answers: { signs: [fever] }', right: '- name: nothing' },
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

/** The checks of the cases file. Cases that contradict themselves are checked in `case-contradicts.ts`. */
export const CASE_CHECKS: readonly Check[] = [missingCases, caseDiffers, caseTodo, ruleNeverRaised, ruleNeverSilent]
