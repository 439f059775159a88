import { FALSE, isMeasure, measured, State } from '../expression/index.ts'
import {
  type Answer,
  type Answers,
  Due,
  due,
  isNoteShown,
  type Note,
  outside,
  type Question,
  type Questionnaire,
  type Standing,
  withSupplied,
} from '../questionnaire/index.ts'
import { type Finding, type Guidance, guideFrom, isAlreadyTrue } from '../rules/index.ts'

/** Everything that follows from the answers so far, worked out once for each move and passed on. */
export interface Evaluation {
  readonly guidance: Guidance
  /** The questions that are due, in order, whether answered or not. */
  readonly due: readonly Question[]
  /** The notes that are shown: those with an `ask_if` only where it is true, or where it is not known yet. */
  readonly notes: readonly Note[]
  /** The due questions without an answer. */
  readonly open: readonly Question[]
  /** How many questions may still come up: neither answered nor ruled out. */
  readonly possible: number
  /**
   * Act-now findings caused by answers given so far. Findings that only exist because a question has no answer yet are
   * excluded: it has not been asked yet.
   */
  readonly actNow: readonly Finding[]
  /** Questions whose `check` fails. A check is only judged when everything that it reads is given. */
  readonly failing: readonly Question[]
  /** Whether every answer belongs to a question that is due. */
  readonly everyAnswerCounts: boolean
}

export function evaluate(questionnaire: Questionnaire, answers: Answers, on: string): Evaluation {
  const standing = due(questionnaire, answers, on)
  const guidance = guideFrom({ questionnaire, answers, standing }, on)
  const isDue = ({ subject }: Question) => standing.due[subject.index] === Due.yes
  const asked = questionnaire.questions.filter(isDue)
  return {
    guidance,
    due: asked,
    notes: questionnaire.notes.filter((note) => isNoteShown(note, standing.sheet)),
    open: asked.filter(({ id }) => !answers.has(id)),
    possible: questionnaire.questions.filter((question) => mayComeUp(question, standing)).length,
    actNow: guidance.findings.filter((finding) => isPressing(finding, questionnaire, standing)),
    failing: questionnaire.questions.filter((question) => hasFailingCheck(question, standing)),
    everyAnswerCounts: questionnaire.questions.every((question) => isDue(question) || !answers.has(question.id)),
  }
}

function isPressing({ level, kind, rule }: Finding, { rules }: Questionnaire, { sheet }: Standing): boolean {
  if (level !== 'act-now' || kind === 'unanswered') return false
  const raised = rule === undefined ? undefined : rules.find(({ id }) => id === rule)
  return raised === undefined || isAlreadyTrue(raised, sheet)
}

function mayComeUp({ subject }: Question, { sheet }: Standing): boolean {
  const state = sheet.states[subject.index]
  return state === State.unanswered || state === State.pending
}

function hasFailingCheck({ check }: Question, { sheet }: Standing): boolean {
  if (check === undefined || check.that.reads.some(({ index }) => sheet.states[index] !== State.given)) return false
  return check.that.test(sheet) === FALSE
}

/** The answers to questions that are due, and no others. */
export function counting(questionnaire: Questionnaire, answers: Answers, on: string): Answers {
  return withSupplied(questionnaire, new Map(), on, (question) => answers.get(question.id))
}

/** Outside the soft limits: unusual, and accepted when somebody confirms it. */
export function isUnusual(question: Question, answer: Answer): boolean {
  const { soft, subject } = question
  if (answer.kind !== 'given' || soft === undefined || typeof answer.value === 'object') return false
  return isMeasure(subject.type) && outside(measured(subject.type, answer.value), soft)
}

/** What a finding is about: its rule, or the question that is not known. */
export function subjectOf(finding: Finding): string {
  return finding.rule ?? `?${finding.question ?? ''}`
}
