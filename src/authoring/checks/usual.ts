import { withSupplied } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import { type Check, type Form, spanAt } from '../form.ts'

/** What the form says about a person with only usual answers. */
function guidanceOfUsual({ questionnaire, on }: Form): ReturnType<typeof guide> {
  const answers = withSupplied(questionnaire, new Map(), on, ({ usual }) => usual)
  return guide(questionnaire, answers, on)
}

const usualRaises: Check = {
  code: 'usual-raises',
  section: 'logic',
  severity: 'warning',
  what: 'the usual answers raise a rule',
  why: '`usual` is the person of whom nothing is to be said. Cases begin with it, and so does everybody whom a proof shows; a rule that it raises hides what they show.',
  todo: 'look at the `usual` of what the rule reads, and at the rule: a `<` or `>` may be the wrong way round',
  example: { wrong: 'kind = mild', right: 'kind = severe' },
  looksAt: 'whole',
  look: (form, found) => {
    const raised = guidanceOfUsual(form).findings.filter(({ kind }) => kind === 'rule')
    for (const { rule: id, answers } of raised) {
      const rule = form.questionnaire.rules.find((one) => one.id === id)
      if (rule === undefined) continue
      const names = answers.map(({ question }) => `\`${question}\``).join(', ')
      found(spanAt(form, rule, 'when'), {
        message: `the usual answers raise \`${rule.id}\``,
        help: `look at the rule, and at the \`usual\` of ${names}`,
      })
    }
  },
}

const usualFailsCheck: Check = {
  code: 'usual-fails-check',
  section: 'logic',
  severity: 'warning',
  what: 'a `check` does not hold for the usual answers',
  why: 'Then every ordinary person is asked again. Most often the comparison is the wrong way round.',
  todo: 'look at the comparison, and at the `usual` of what it reads',
  example: {
    wrong: 'usual: none\n        check: { that: count(signs) >= 1, message: There must be one. }',
    right: 'usual: none',
  },
  looksAt: 'whole',
  look: (form, found) => {
    for (const { kind, question: id } of guidanceOfUsual(form).findings) {
      const question = form.questionnaire.questions.find((one) => one.id === id)
      if (kind !== 'check-failed' || question === undefined) continue
      found(spanAt(form, question, 'check', 'that'), {
        message: `the \`check\` of \`${question.id}\` does not hold for the usual answers`,
        help: 'look at the comparison, which may be the wrong way round, and at the `usual` of what it reads',
      })
    }
  },
}

const worseSkipsCode: Check = {
  code: 'worse-skips-code',
  section: 'worse',
  severity: 'warning',
  what: 'the list of `worse` leaves out answers of the question',
  why: 'Nothing is proved about what is left out, while the report says that no worse answer lowers the level.',
  todo: 'write every code, from mild to severe; where an answer stands outside the order, ignore this with that reason',
  example: { wrong: 'usual: mild\n        worse: [mild]', right: 'usual: mild' },
  looksAt: 'whole',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      const { worse, options, id } = question
      if (!Array.isArray(worse)) continue
      const left = options.filter(({ code }) => !worse.includes(code))
      if (left.length === 0) continue
      const labels = left.map(({ label }) => `“${label}”`).join(' or ')
      found(spanAt(form, question, 'worse'), {
        message: `\`worse\` of \`${id}\` leaves out ${left.map(({ code }) => `\`${code}\``).join(', ')}`,
        help: `write every code, from mild to severe: whoever answers ${labels} is compared with nobody`,
      })
    }
  },
}

export const USUAL_CHECKS: readonly Check[] = [usualRaises, usualFailsCheck, worseSkipsCode]
