import { TRUE } from '../../expression/index.ts'
import {
  type Answer,
  type Answers,
  carriedAnswer,
  Due,
  due,
  type Level,
  type Questionnaire,
  type Rule,
  rank,
  withSupplied,
} from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import type { Person } from '../prove/person-on-path.ts'
import type { JointForms, JointQuestion } from './joint-forms.ts'

/** One person under both forms: what each form asked, what was answered, and what each form says. */
export interface JointPerson {
  readonly on: string
  /** The day differs from that of the comparison, so it is shown as part of the person. */
  readonly isOtherDay?: true
  readonly old: Seen
  readonly now: Seen
  /** Answers to questions that were asked and that are not the usual ones, in the order of the forms. */
  readonly changes: readonly Unusual[]
}

/** What one form sees of a person. */
export interface Seen {
  readonly answers: Answers
  readonly level: Level
  readonly firing: readonly Rule[]
}

export interface Unusual {
  readonly question: JointQuestion
  /** Undefined when there is no answer. */
  readonly answer: Answer | undefined
}

/** What a form makes of answers to joint questions. It asks in its own order, and gets answers only to what it asks. */
export function seenBy(forms: JointForms, side: 'old' | 'now', { answers, on }: Person): Seen {
  const { form } = forms[side]
  const places = new Map(forms.questions.flatMap((one) => (one[side] === undefined ? [] : [[one[side].id, one]])))
  const own = withSupplied(form, new Map(), on, (question) => {
    const joint = places.get(question.id)
    const answer = joint && answers.get(joint.question.id)
    const other = side === 'old' ? joint?.now : joint?.old
    return answer && carriedAnswer(other ?? question, question, answer).answer
  })
  return { answers: own, level: guide(form, own, on).level, firing: firingIn(form, own, on) }
}

function firingIn(form: Questionnaire, answers: Answers, on: string): readonly Rule[] {
  const { sheet } = due(form, answers, on)
  return form.rules.filter((rule) => rule.when.test(sheet) === TRUE)
}

export function jointPerson(forms: JointForms, person: Person): JointPerson {
  const [old, now] = [seenBy(forms, 'old', person), seenBy(forms, 'now', person)]
  const day = person.isOtherDay === undefined ? { on: person.on } : { on: person.on, isOtherDay: true as const }
  return { ...day, old, now, changes: changesOf(forms, person, [old, now]) }
}

function changesOf(forms: JointForms, { answers, on }: Person, [old, now]: readonly [Seen, Seen]): readonly Unusual[] {
  const dueIn = (side: 'old' | 'now', { answers: own }: Seen) => due(forms[side].form, own, on).due
  const [oldDue, nowDue] = [dueIn('old', old), dueIn('now', now)]
  return forms.questions.flatMap((question) => {
    const isAsked =
      (question.old && oldDue[question.old.subject.index] === Due.yes) ||
      (question.now && nowDue[question.now.subject.index] === Due.yes)
    const answer = answers.get(question.question.id)
    const isUsual = JSON.stringify(answer) === JSON.stringify(question.question.usual)
    return isAsked !== true || isUsual ? [] : [{ question, answer }]
  })
}

/** Whether the ordinary evaluation confirms that the person is the one that was looked for. */
export function isAt(
  { old, now }: JointPerson,
  { from, to, by }: { readonly from: number; readonly to: number; readonly by?: Rule | 'unknown' },
): boolean {
  const ofLevel = old.firing.filter(({ level }) => rank(level) === from)
  const isBy = by === undefined || (by === 'unknown' ? ofLevel.length === 0 : ofLevel.some(({ id }) => id === by.id))
  return rank(old.level) === from && rank(now.level) === to && isBy
}
