import type { Note, Question } from '../questionnaire/index.ts'
import type { Screening } from '../screening/index.ts'

/** The notes between a question and the one before it that is due, in its section: what is to be read first. */
export function notesBefore({ questionnaire, evaluation }: Screening, question: Question): readonly Note[] {
  const items = questionnaire.sections.find((section) => section.id === question.section.id)?.items ?? []
  const asked = new Set<unknown>(evaluation.due)
  const before = items.slice(0, items.indexOf(question))
  const last = before.findLastIndex((item) => asked.has(item))
  return before.slice(last + 1).filter((item) => item.kind === 'note')
}
