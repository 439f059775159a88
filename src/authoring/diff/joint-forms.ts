import { withoutUndefined } from '../../diagnostics/index.ts'
import type { QuestionSubject, ScoreSubject } from '../../expression/index.ts'
import { kindOf, type Limits, type Question, type Questionnaire, type Rule } from '../../questionnaire/index.ts'
import { type Renamed, renamedCondition } from './renamed-condition.ts'

/** A question of one form or of both, with every answer that is possible in at least one of them. */
export interface JointQuestion {
  readonly question: Question
  readonly old: Question | undefined
  readonly now: Question | undefined
}

/** A form whose questions have the numbers of the joint questions. */
export interface FormView {
  readonly form: Questionnaire
  /** In the order of the form. The `index` of each is its place among the joint questions. */
  readonly questions: readonly Question[]
  /** Left out, because whether something is shown does not affect a level. */
  readonly notes: readonly []
  readonly rules: readonly Rule[]
  readonly promises: Questionnaire['promises']
  /** By joint question. */
  readonly rulesReading: readonly (readonly Rule[])[]
  readonly needed: readonly boolean[]
}

/** Two forms over one set of questions. */
export interface JointForms {
  readonly questions: readonly JointQuestion[]
  readonly old: FormView
  readonly now: FormView
  readonly bitWords: number
}

/** Whether an answer to one is an answer to the other, leaving options and limits aside. */
export function isOneQuestion(old: Question, now: Question): boolean {
  return (
    old.id === now.id &&
    old.unit?.shown === now.unit?.shown &&
    (old.type === now.type || (kindOf(old).wants === kindOf(now).wants && kindOf(old).quantity !== undefined))
  )
}

/** Joins two forms: questions with the same id, type and unit are one question. */
export function jointForms(old: Questionnaire, now: Questionnaire): JointForms {
  const pairs = pairsOf(old, now)
  const questions = pairs.map((pair, index) => ({ ...pair, question: jointQuestion(pair, index) }))
  return {
    questions,
    old: viewOf(old, 'old', questions),
    now: viewOf(now, 'now', questions),
    bitWords: Math.max(old.bitWords, now.bitWords),
  }
}

type Pair = Pick<JointQuestion, 'old' | 'now'>

/** In the order of the new form. A question that is gone comes after the one that it used to follow. */
function pairsOf(old: Questionnaire, now: Questionnaire): readonly Pair[] {
  const partnerOf = (question: Question) => {
    const other = old.questionById.get(question.id)
    return other !== undefined && isOneQuestion(other, question) ? other : undefined
  }
  const pairs: Pair[] = now.questions.map((question) => ({ old: partnerOf(question), now: question }))
  let before = -1
  for (const question of old.questions) {
    const place = pairs.findIndex((pair) => pair.old === question)
    if (place < 0) pairs.splice(before + 1, 0, { old: question, now: undefined })
    before = place < 0 ? before + 1 : place
  }
  return pairs
}

function jointQuestion({ old, now }: Pair, index: number): Question {
  const base = (now ?? old) as Question
  const other = now === undefined ? undefined : old
  const codes = [...new Set([...base.subject.codes, ...(other?.subject.codes ?? [])])]
  // A question that became another one keeps its own answers.
  const id = now === undefined ? `${base.id} (before)` : base.id
  const usual = base.usual ?? other?.usual
  const hard = other === undefined ? base.hard : around(base.hard, other.hard)
  const { hard: _, usual: __, ...rest } = base
  return {
    ...rest,
    id,
    // Of an integer and a decimal question, only whole numbers are answers to both.
    type: other?.type === 'integer' ? 'integer' : base.type,
    subject: { ...base.subject, id, index, codes },
    ...withoutUndefined({ usual, hard }),
  }
}

function around(one: Limits | undefined, other: Limits | undefined): Limits {
  const [a, b] = [one ?? {}, other ?? {}]
  return {
    ...(a.min === undefined || b.min === undefined ? {} : { min: Math.min(a.min, b.min) }),
    ...(a.max === undefined || b.max === undefined ? {} : { max: Math.max(a.max, b.max) }),
  }
}

function viewOf(form: Questionnaire, side: 'old' | 'now', joint: readonly JointQuestion[]): FormView {
  const places = new Map(
    joint.flatMap((one, place) => (one[side] === undefined ? [] : [[one[side].id, place] as const])),
  )
  const subjects = new Map<string, QuestionSubject>()
  for (const { id, subject } of form.questions) {
    const index = places.get(id) as number
    const { question } = joint[index] as JointQuestion
    // Comparisons are identified by their words, and those of a question with other options are different ones.
    const isWhole = question.subject.codes.join() === subject.codes.join()
    subjects.set(id, { ...subject, index, id: isWhole ? question.id : `${question.id} (${side})` })
  }
  const question = ({ id }: QuestionSubject) => subjects.get(id) as QuestionSubject
  const renamed: Renamed = {
    question,
    score: (score: ScoreSubject) => ({
      ...score,
      id: `${score.id} (${side})`,
      items: score.items.map((item) => ({ ...item, question: question(item.question) })),
    }),
  }
  const rules = form.rules.map((rule) => ({ ...rule, when: renamedCondition(rule.when, renamed) }))
  const byJoint = <T>(list: readonly T[], empty: T) =>
    joint.map((one) => {
      const own = one[side]
      return own === undefined ? empty : (list[own.subject.index] ?? empty)
    })
  return {
    form,
    questions: form.questions.map((one) => ({
      ...one,
      subject: question(one.subject),
      ...(one.askIf === undefined ? {} : { askIf: renamedCondition(one.askIf, renamed) }),
      ...(one.check === undefined ? {} : { check: { ...one.check, that: renamedCondition(one.check.that, renamed) } }),
    })),
    notes: [],
    rules,
    promises: form.promises.map((one) => ({ ...one, when: renamedCondition(one.when, renamed) })),
    rulesReading: byJoint(form.rulesReading, []).map((list) => list.map(({ index }) => rules[index] as Rule)),
    needed: byJoint(form.needed, false),
  }
}
