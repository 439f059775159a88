import { type Option, parseAnswer, type Question } from '../../questionnaire/index.ts'
import { type Check, optionSpan } from '../form.ts'

/** What the interview offers by itself, as labels and as other words for the same. */
const WORDS =
  "(?:not sure|unsure|not known|unknown|(?:i )?(?:do not|don['’]t) know|(?:i )?(?:cannot|can['’]t) say|prefer not to (?:say|answer)|declined?|no answer)"
const OFFERED = new RegExp(`^${WORDS}(?:[ ,/]+(?:or )?${WORDS})*$`, 'i')

export const misreadLabel: Check = {
  code: 'misread-label',
  section: 'names',
  severity: 'warning',
  what: 'the label of an option would be read as something else: the code of another option, "not sure" or "prefer not to say"',
  why: 'Answers in a file may be written as codes or as labels. One word must not mean two things.',
  todo: 'change the label or the code; leave "Not sure" and "Prefer not to say" to the program, which offers them',
  looksAt: 'refused',
  look: ({ questionnaire, ...form }, found) => {
    for (const question of questionnaire.questions) {
      for (const option of question.options) {
        const other = readAs(question, option)
        if (other === undefined) continue
        const help =
          other === OFFERED_ALREADY ? 'take the option out: every question offers it' : 'change the label or the code'
        const span = optionSpan({ questionnaire, ...form }, question, option.code)
        found(span, { message: `the label of \`${option.code}\` would be read as ${other}`, help })
      }
    }
  },
}

const OFFERED_ALREADY = 'the "Not sure" or "Prefer not to say" that is offered by itself'

function readAs(question: Question, { code, label }: Option): string | undefined {
  if (OFFERED.test(label)) return OFFERED_ALREADY
  const read = parseAnswer(question, question.type === 'choices' ? [label] : label)
  if (read?.kind !== 'given') return undefined
  const [value] = [read.value].flat()
  const twin = question.options.find((option) => option.code === value)
  const isTwin = twin?.label.toLowerCase() === label.toLowerCase()
  return value === code || isTwin ? undefined : `\`${value}\``
}
