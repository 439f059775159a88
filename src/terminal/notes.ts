import type { Note, Question } from '../questionnaire/index.ts'
import type { Screening } from '../screening/index.ts'

/**
 * The notes between a question and the due question before it, which are read first. Without a question: the notes
 * after the last due one, which are shown on the review.
 */
export function notesBefore({ questionnaire, evaluation }: Screening, question?: Question): readonly Note[] {
  const items = questionnaire.sections.flatMap((section) => section.items)
  const asked = new Set<unknown>(evaluation.due)
  const before = question === undefined ? items : items.slice(0, items.indexOf(question))
  const between = before.slice(before.findLastIndex((item) => asked.has(item)) + 1)
  return between.filter((item) => item.kind === 'note').filter((note) => evaluation.notes.includes(note))
}
