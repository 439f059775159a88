import { type Check, nodeAt, optionSpan, spanAt } from '../form.ts'
import { LONGEST_SHORT } from './missing-short.ts'

/** Four lines and two lines of a screen, with room at the side. */
const LONGEST_TEXT = 280
const LONGEST_LABEL = 140

export const tooLong: Check = {
  code: 'too-long',
  section: 'wording',
  severity: 'warning',
  what: 'a `short` of more than 60 characters, a question of more than 280, or a label of more than 140',
  why: 'It does not fit on the screens where it is shown, and few people read so far.',
  todo: 'say it in fewer words; explanations go into `help`',
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      const tell = (span: Parameters<typeof found>[0], what: string, length: number, most: number) => {
        if (length <= most) return
        const message = `${what} of \`${question.id}\` has ${length} characters, more than ${most}`
        found(span, { message, help: 'say it in fewer words' })
      }
      if (nodeAt(form, question, 'short') !== undefined)
        tell(spanAt(form, question, 'short'), 'the `short`', question.short.length, LONGEST_SHORT)
      tell(spanAt(form, question, 'text'), 'the text', question.text.length, LONGEST_TEXT)
      for (const { code, label } of question.options)
        tell(optionSpan(form, question, code), `the label \`${code}\``, label.length, LONGEST_LABEL)
    }
  },
}
