import { type Option, parseAnswer, type Question } from '../../questionnaire/index.ts'
import { type Check, optionSpan } from '../form.ts'

/** What the interview shows for the answers that it offers by itself. */
const OFFERED: readonly string[] = ['not sure', 'prefer not to say']

export const misreadLabel: Check = {
  code: 'misread-label',
  section: 'names',
  severity: 'warning',
  what: 'the label of an option would be read as something else: the code of another option, or "not sure"',
  why: 'Answers in a file may be written as codes or as labels. One word must not mean two things.',
  todo: 'change the label or the code; leave "Not sure" and "Prefer not to say" to the program, which offers them',
  looksAt: 'refused',
  look: ({ questionnaire, ...form }, found) => {
    for (const question of questionnaire.questions) {
      for (const option of question.options) {
        const other = readAs(question, option)
        if (other === undefined) continue
        const span = optionSpan({ questionnaire, ...form }, question, option.code)
        found(span, `the label of \`${option.code}\` would be read as ${other}`, 'change the label')
      }
    }
  },
}

function readAs(question: Question, { code, label }: Option): string | undefined {
  if (OFFERED.includes(label.toLowerCase())) return 'the answer of that name that is offered by itself'
  const read = parseAnswer(question, question.type === 'choices' ? [label] : label)
  if (read?.kind !== 'given') return undefined
  const [value] = [read.value].flat()
  const twin = question.options.find((option) => option.code === value)
  const isTwin = twin?.label.toLowerCase() === label.toLowerCase()
  return value === code || isTwin ? undefined : `\`${value}\``
}
