import { markedQuestions, markOf } from '../documents/index.ts'
import { answerInWords } from '../questionnaire/index.ts'
import type { Screening } from '../screening/index.ts'
import type { Desk } from './desk-state.ts'

/** One line of the review: a due question and its answer. */
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
    const mark = markOf(answer, { isMarked: marked.has(id) }) ?? ' '
    const shown = answer === undefined || question === undefined ? 'not answered' : answerInWords(question, answer)
    return { id, section: section.title, short, answer: shown, mark }
  })
}

/** The rows that are shown: all, the marked ones, or those that contain the words that are searched for. */
export function shownRows({ screening, filter: { marked, words } }: Desk): readonly ReviewRow[] {
  const wanted = words.toLowerCase()
  return reviewRows(screening).filter(
    ({ section, short, answer, mark }) =>
      (!marked || mark !== ' ') && `${section}\n${short}\n${answer}`.toLowerCase().includes(wanted),
  )
}
