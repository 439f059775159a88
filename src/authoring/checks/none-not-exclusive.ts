import { type Check, optionSpan } from '../form.ts'

const NONE = /^(no, )?(none|neither|nothing)( of (these|the|them|those)\b.*| apply\b.*|)[.!]?$|\bnone of the above\b/i

export const noneNotExclusive: Check = {
  code: 'none-not-exclusive',
  section: 'names',
  severity: 'warning',
  what: 'an ordinary option of a `choices` question is labelled as "none of these"',
  why: 'It could be chosen together with another answer, and it counts as one: `count(…) >= 1` would hold.',
  todo: 'take the option out and write its label as `none: …` beside `options:`',
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      for (const { code, label } of question.type === 'choices' ? question.options : []) {
        if (!NONE.test(label)) continue
        const help = `take it out and write \`none: ${label}\` beside \`options:\``
        found(optionSpan(form, question, code), {
          message: `\`${code}\` says "none" and can be chosen with another answer`,
          help,
        })
      }
    }
  },
}
