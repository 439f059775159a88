import { type Check, optionSpan } from '../form.ts'

export const sameLabel: Check = {
  code: 'same-label',
  section: 'names',
  severity: 'warning',
  what: 'two answers of one question have the same label',
  why: 'Nobody can tell them apart, on the screen or in a file of answers.',
  todo: 'change one of the labels',
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      const codes = new Map(question.none === undefined ? [] : [[question.none.toLowerCase(), 'none']])
      for (const { code, label } of question.options) {
        const first = codes.get(label.toLowerCase())
        if (first === undefined) codes.set(label.toLowerCase(), code)
        else
          found(optionSpan(form, question, code), {
            message: `\`${code}\` and \`${first}\` have the same label`,
            help: 'change one of the labels',
          })
      }
    }
  },
}
