import { print } from '../../expression/index.ts'
import type { Question, Questionnaire, Rule } from '../../questionnaire/index.ts'
import type { StoredAnswers } from './stored-answers.ts'

/** Which of the three version numbers a change requires to be raised, as the manual says; none for the same form. */
export type Raise = 'first' | 'second' | 'third' | 'none'

export interface VersionFit {
  readonly wants: Raise
  /** The reason, as the end of "it wants that, since …". */
  readonly since: string
  readonly fits: boolean
  /** The lowest version that is enough. */
  readonly least: string
}

export function versionFit(old: Questionnaire, now: Questionnaire, stored: StoredAnswers): VersionFit {
  const [wants, since] = wantedBy(old, now, stored)
  const [was, is] = [numbersOf(old.version), numbersOf(now.version)]
  const least = raised(was, wants)
  return { wants, since, fits: compared(is, least) >= 0, least: least.join('.') }
}

function wantedBy(old: Questionnaire, now: Questionnaire, stored: StoredAnswers): readonly [Raise, string] {
  const [lost] = stored.lost.filter(({ isLimit }) => !isLimit)
  if (lost !== undefined) return ['first', `answers to \`${lost.question.id}\` that were kept cannot be carried over`]
  const [counted] = stored.counted
  if (counted !== undefined) return ['first', `answers to \`${counted.question.id}\` that were kept count otherwise`]
  if (meaningOf(old) !== meaningOf(now)) return ['second', 'a question, rule or limit is another one']
  return old.source.text === now.source.text ? ['none', 'nothing is different'] : ['third', 'only words are different']
}

/** Everything that decides what is asked and which level results. */
function meaningOf({ questions, rules, scores, promises }: Questionnaire): string {
  return JSON.stringify([
    questions.map(meaningOfQuestion),
    rules.map(meaningOfRule),
    scores.map(({ id, subject }) => [id, subject.items.map(({ question }) => question.id)]),
    promises.map(({ id, when, atLeast }) => [id, print(when.expression), atLeast]),
  ])
}

function meaningOfQuestion(question: Question): unknown {
  const { id, type, unit, options, hard, soft, offer, askIf, check, ifUnknown, ifUnanswered } = question
  const codes = options.map(({ code, points }) => [code, points])
  const limits = [hard, soft].map((one) => [one?.min, one?.max])
  const conditions = [askIf, check?.that].map((one) => one && print(one.expression))
  return [id, type, unit?.shown, codes, limits, offer, conditions, ifUnknown, ifUnanswered]
}

function meaningOfRule({ id, when, level, action, group }: Rule): unknown {
  return [id, print(when.expression), level, action, group]
}

type Numbers = readonly [number, number, number]

function numbersOf(version: string): Numbers {
  const [first = 0, second = 0, third = 0] = version.split('.').map(Number)
  return [first, second, third]
}

function raised([first, second, third]: Numbers, wants: Raise): Numbers {
  switch (wants) {
    case 'first':
      return [first + 1, 0, 0]
    case 'second':
      return [first, second + 1, 0]
    case 'third':
      return [first, second, third + 1]
    case 'none':
      return [first, second, third]
  }
}

function compared(one: Numbers, other: Numbers): number {
  return one.map((number, at) => number - (other[at] ?? 0)).find((difference) => difference !== 0) ?? 0
}
