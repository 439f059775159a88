import type { Note, Question } from '../questionnaire/index.ts'
import { dueQuestions, type Screening } from '../screening/index.ts'

/** The notes between a question and the one before it that is due, in its section: what is to be read first. */
export function notesBefore({ questionnaire, answers, on }: Screening, question: Question): readonly Note[] {
  const items = questionnaire.sections.find((section) => section.id === question.section.id)?.items ?? []
  const asked = new Set<unknown>(dueQuestions(questionnaire, answers, on))
  const before = items.slice(0, items.indexOf(question))
  const last = before.findLastIndex((item) => asked.has(item))
  return before.slice(last + 1).filter((item) => item.kind === 'note')
}
