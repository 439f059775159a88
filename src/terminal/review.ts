import { type Answers, answerInWords, type Question, type Questionnaire } from '../questionnaire/index.ts'
import { type Finding, guide } from '../rules/index.ts'
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
  const positive = positiveQuestions(questionnaire, answers, on)
  return dueQuestions(questionnaire, answers, on).map((question) => {
    const answer = answers.get(question.id)
    const mark = answer?.kind !== 'given' ? '?' : positive.has(question.id) ? '!' : ' '
    const shown = answer === undefined ? 'not answered' : answerInWords(question, answer)
    return { ...namesOf(question), answer: shown, mark }
  })
}

function namesOf({ id, section, short }: Question): Pick<ReviewRow, 'id' | 'section' | 'short'> {
  return { id, section: section.title, short }
}

/** Of a rule that reads several answers, those without which it would not fire; all where each alone is enough. */
function positiveQuestions(questionnaire: Questionnaire, answers: Answers, on: string): ReadonlySet<string> {
  const fired = (given: Answers) =>
    guide(questionnaire, given, on).findings.filter((finding) => finding.kind === 'rule')
  const positive = new Set<string>()
  for (const finding of fired(answers)) {
    const read = readBy(finding)
    const decisive = read.length < 2 ? read : read.filter((id) => !stillFires(fired(without(answers, id)), finding))
    for (const id of decisive.length > 0 ? decisive : read) positive.add(id)
  }
  return positive
}

function readBy({ answers }: Finding): readonly string[] {
  return answers.filter((answer) => answer.state === 'given').map((answer) => answer.question)
}

function without(answers: Answers, id: string): Answers {
  return new Map([...answers].filter(([question]) => question !== id))
}

function stillFires(findings: readonly Finding[], { rule }: Finding): boolean {
  return findings.some((finding) => finding.rule === rule)
}
