import {
  type Answer,
  type Answers,
  answerInWords,
  type Level,
  labelled,
  type Question,
  type Rule,
} from '../../questionnaire/index.ts'

/** Whether anybody goes from one level to another, and who. */
export interface MovedPeople {
  /** Whether the questions that only one form asks have their usual answers. */
  readonly reading: 'lowered' | 'no-longer-asked' | 'raised'
  readonly from: Level
  readonly to: Level
  /** For people who are lowered: the rule that gave them their level, or that an answer was not known. */
  readonly by?: Rule | 'unknown'
  readonly outcome: 'nobody' | 'somebody' | 'open'
  readonly person?: MovedPerson
}

/** One person under both forms. */
export interface MovedPerson {
  readonly on: string
  readonly isOtherDay?: true
  readonly changes: readonly {
    readonly question: { readonly old: Question | undefined; readonly now: Question | undefined }
    readonly answer: Answer | undefined
  }[]
  readonly now: { readonly level: Level; readonly answers: Answers; readonly firing: readonly Rule[] }
}

/** The levels in few words, for both sides of an arrow. */
export const SHORT_LEVELS: Readonly<Record<Level, string>> = {
  'act-now': 'Act now',
  'refer-before': 'Refer before anything goes ahead',
  'refer-discuss': 'Raise at the visit',
  'none-raised': 'No flag raised',
}

/** A line such as `Age: 24 years. Now by D-AGE.` `asked` are ids of the new form's questions. */
export function movedInWords(
  { on, isOtherDay, changes, now }: MovedPerson,
  asked: { has(id: string): boolean },
): string {
  const day = isOtherDay === undefined ? [] : [`on ${on}`]
  const answers = changes.map((one) => answered(one, asked))
  const who = answers.length === 0 ? ['a person with the usual answers'] : answers
  return `${[...day, ...who].join('; ')}. ${nowInWords(now)}`
}

function answered(
  { question: { old, now }, answer }: MovedPerson['changes'][number],
  asked: { has(id: string): boolean },
): string {
  const question = wordedBy(old, now, answer)
  const gone = asked.has(question.id) ? ' (asked otherwise now)' : ' (not asked any more)'
  const mark = old === undefined ? ' (new)' : now === undefined ? gone : ''
  const words = answer === undefined ? 'no answer' : answerInWords(question, answer)
  return `${labelled(question.short, words)}${mark}`
}

/** The form that has words for the answer. The new form is preferred. */
function wordedBy(old: Question | undefined, now: Question | undefined, answer: Answer | undefined): Question {
  const codes =
    answer === undefined || answer.kind === 'rejected' ? [] : answer.kind === 'given' ? answer.value : answer.codes
  const all = typeof codes === 'object' ? codes : [String(codes ?? '')]
  const knows = ({ options }: Question) =>
    options.length === 0 || all.every((code) => code === 'none' || options.some((one) => one.code === code))
  if (now !== undefined && (knows(now) || old === undefined)) return now
  return (old ?? now) as Question
}

function nowInWords({ level, answers, firing }: MovedPerson['now']): string {
  const rules = firing.filter((rule) => rule.level === level).map(({ id }) => id)
  if (rules.length > 0) return `Now by ${rules.join(', ')}.`
  if (level === 'none-raised') return 'Now nothing is raised.'
  const isRejected = [...answers.values()].some(({ kind }) => kind === 'rejected')
  return isRejected ? 'Now since an answer cannot be carried over.' : 'Now since an answer is not known.'
}
