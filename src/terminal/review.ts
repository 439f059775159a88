import { markedQuestions } from '../documents/index.ts'
import { answerInWords } from '../questionnaire/index.ts'
import type { Screening } from '../screening/index.ts'

/** One line of the review: a question that is due, and what was said. */
export interface ReviewRow {
  readonly id: string
  readonly section: string
  readonly short: string
  readonly answer: string
  /** `!`: part of a reason. `?`: not known or not answered. */
  readonly mark: '!' | '?' | ' '
}

export function reviewRows({ questionnaire, answers, evaluation }: Screening): readonly ReviewRow[] {
  const marked = markedQuestions(questionnaire, evaluation.guidance)
  return evaluation.due.map(({ id, section, short }) => {
    const answer = answers.get(id)
    const question = questionnaire.questionById.get(id)
    const mark = answer?.kind !== 'given' ? '?' : marked.has(id) ? '!' : ' '
    const shown = answer === undefined || question === undefined ? 'not answered' : answerInWords(question, answer)
    return { id, section: section.title, short, answer: shown, mark }
  })
}
