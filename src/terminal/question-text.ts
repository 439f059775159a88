import { limitsText, type Question } from '../questionnaire/index.ts'

/** A question with its options and their keys, for a line-by-line walk. */
export function questionText(question: Question, number: number): string {
  const options = question.options.map((option) => `     ${option.key}  ${option.label}`)
  if (question.type === 'choices') options.unshift(`     0  ${question.none ?? 'None of these'}`)
  const offers = [
    ...(question.offer.includes('unsure') ? [question.type === 'text' ? '`unsure`' : 'u  Not sure'] : []),
    ...(question.offer.includes('declined') ? [question.type === 'text' ? '`declined`' : 'd  Prefer not to say'] : []),
  ]
  return [
    `${number}  ${question.text}`,
    ...options,
    ...hint(question),
    `     ${offers.join('     ')}`.trimEnd(),
    '     <  back     ?  help',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function hint(question: Question): readonly string[] {
  switch (question.type) {
    case 'choices':
      return ['     (several: their keys with spaces between)']
    case 'integer':
    case 'decimal':
      return [`     (${limitsText(question)})`]
    case 'date':
      return ['     (year-month-day, such as 2026-02-28)']
    case 'yes_no':
    case 'choice':
    case 'text':
      return []
  }
}
