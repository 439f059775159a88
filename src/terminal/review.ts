import { answerInWords, type Question } from '../questionnaire/index.ts'
import { guide } from '../rules/index.ts'
import { dueQuestions, type Screening } from '../screening/index.ts'

/** One line of the review: a question that is due, and what was said. */
export interface ReviewRow {
  readonly id: string
  readonly section: string
  readonly short: string
  readonly answer: string
  /** `!`: a rule fires because of it. `?`: not known or not answered. */
  readonly mark: '!' | '?' | ' '
}

export function reviewRows({ questionnaire, answers, on }: Screening): readonly ReviewRow[] {
  const { findings } = guide(questionnaire, answers, on)
  const positive = new Set(
    findings
      .filter((finding) => finding.kind === 'rule')
      .flatMap((finding) => finding.answers.map(({ question }) => question)),
  )
  return dueQuestions(questionnaire, answers, on).map((question) => {
    const answer = answers.get(question.id)
    const mark = answer?.kind !== 'given' ? '?' : positive.has(question.id) ? '!' : ' '
    return {
      ...namesOf(question),
      answer: answer === undefined ? 'not answered' : answerInWords(question, answer),
      mark,
    }
  })
}

function namesOf({ id, section, short }: Question): Pick<ReviewRow, 'id' | 'section' | 'short'> {
  return { id, section: section.title, short }
}
