import { type Check, nodeAt, spanAt } from '../form.ts'

/** What stands on one line of the review screen beside a short answer. */
export const LONGEST_SHORT = 60

export const missingShort: Check = {
  code: 'missing-short',
  section: 'wording',
  severity: 'warning',
  what: 'a question of more than 60 characters has no `short`',
  why: 'Results and the review screen name each question beside its answer. A long question leaves no room for the answer.',
  todo: 'add `short: …` with a few words',
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      if (question.text.length <= LONGEST_SHORT || nodeAt(form, question, 'short') !== undefined) continue
      const message = `\`${question.id}\` has ${question.text.length} characters and no \`short\``
      found(spanAt(form, question, 'text'), { message, help: 'add `short: …` with a few words' })
    }
  },
}
