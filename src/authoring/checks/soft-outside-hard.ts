import { outside } from '../../questionnaire/index.ts'
import { type Check, spanAt } from '../form.ts'

export const softOutsideHard: Check = {
  code: 'soft-outside-hard',
  section: 'names',
  severity: 'warning',
  what: 'a `soft` limit lies outside `hard`',
  why: 'What is outside `hard` is asked again before `soft` is looked at, so this limit never does anything.',
  todo: 'bring `soft` inside `hard`, or leave that end out',
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      for (const end of ['min', 'max'] as const) {
        const limit = question.soft?.[end]
        if (limit === undefined || !outside(limit, question.hard)) continue
        const message = `the \`soft\` ${end} of \`${question.id}\` is outside its \`hard\` limits`
        found(spanAt(form, question, 'soft', end), { message, help: 'bring it inside `hard`, or take it out' })
      }
    }
  },
}
