import { dayOf, FALSE, ONE, State } from '../expression/index.ts'
import {
  type Answer,
  type Answers,
  Due,
  due,
  outside,
  type Question,
  type Questionnaire,
  withSupplied,
} from '../questionnaire/index.ts'
import { type Finding, guide } from '../rules/index.ts'

/** The questions that are due, in order, whether answered or not. */
export function dueQuestions(questionnaire: Questionnaire, answers: Answers, on: string): readonly Question[] {
  const standing = due(questionnaire, answers, on)
  return questionnaire.questions.filter(({ subject }) => standing.due[subject.index] === Due.yes)
}

/** How many questions may still come up: neither answered nor known to be out of the question. */
export function stillPossible(questionnaire: Questionnaire, answers: Answers, on: string): number {
  const { sheet } = due(questionnaire, answers, on)
  return questionnaire.questions.filter(({ subject }) => {
    const state = sheet.states[subject.index]
    return state === State.unanswered || state === State.pending
  }).length
}

/** The answers to questions that are due, and no others. */
export function counting(questionnaire: Questionnaire, answers: Answers, on: string): Answers {
  return withSupplied(questionnaire, new Map(), on, (question) => answers.get(question.id))
}

/** Questions whose `check` does not hold on these answers; judged only when all that it reads is given. */
export function failingChecks(questionnaire: Questionnaire, answers: Answers, on: string): readonly Question[] {
  const { sheet } = due(questionnaire, answers, on)
  return questionnaire.questions.filter(({ check }) => {
    if (check === undefined || check.that.reads.some(({ index }) => sheet.states[index] !== State.given)) return false
    return check.that.test(sheet) === FALSE
  })
}

/** Outside the soft limits: unusual, and taken when somebody says that it is right. */
export function isUnusual(question: Question, answer: Answer): boolean {
  if (answer.kind !== 'given' || question.soft === undefined) return false
  if (typeof answer.value === 'number') return outside(Math.round(answer.value * ONE), question.soft)
  return question.type === 'date' && outside(dayOf(String(answer.value)) ?? Number.NaN, question.soft)
}

/** What cannot wait, of what was said so far: what is merely not answered yet does not interrupt. */
export function pressing(questionnaire: Questionnaire, answers: Answers, on: string): readonly Finding[] {
  const { findings } = guide(questionnaire, answers, on)
  return findings.filter((finding) => finding.level === 'act-now' && finding.kind !== 'unanswered')
}

/** What a finding is about: its rule, or the question that is not known. */
export function subjectOf(finding: Finding): string {
  return finding.rule ?? `?${finding.question ?? ''}`
}
