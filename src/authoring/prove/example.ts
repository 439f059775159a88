import {
  type Answer,
  type Answers,
  answerInWords,
  Due,
  due,
  type Level,
  labelled,
  type Questionnaire,
  withSupplied,
} from '../../questionnaire/index.ts'
import type { Person } from './person-on-path.ts'

/** One person who shows that something does not hold. */
export interface Example {
  /** All answers. */
  readonly answers: Answers
  /** The answers that differ from the usual ones; undefined where the usual answer is missing. */
  readonly changes: ReadonlyMap<string, Answer | undefined>
  readonly level: Level
  /** ISO day of the answers. */
  readonly on: string
  readonly isOtherDay?: true
  /** The one answer that is changed next, and the level that results. */
  readonly after?: { readonly question: string; readonly answer: Answer | undefined; readonly level: Level }
}

export function exampleOf(questionnaire: Questionnaire, { answers, on, isOtherDay }: Person, level: Level): Example {
  const day = isOtherDay === undefined ? { on } : { on, isOtherDay }
  return { answers, changes: changesIn(questionnaire, answers, on), level, ...day }
}

/** What a case must state so that the usual answers become these. Read question by question, as a cases file is. */
export function changesIn(questionnaire: Questionnaire, answers: Answers, on: string): Example['changes'] {
  const { due: dueness } = due(questionnaire, answers, on)
  const changes = new Map<string, Answer | undefined>()
  const outOfTurn = new Map<string, Answer>()
  for (const { id, subject } of questionnaire.questions) {
    const answer = answers.get(id)
    if (answer !== undefined && dueness[subject.index] !== Due.yes) outOfTurn.set(id, answer)
  }
  withSupplied(questionnaire, outOfTurn, on, ({ id, usual }) => {
    const answer = answers.get(id)
    if (!isSame(answer, usual)) changes.set(id, answer)
    return answer
  })
  for (const [id, answer] of outOfTurn) changes.set(id, answer)
  return changes
}

function isSame(one: Answer | undefined, other: Answer | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The changes in the questionnaire's own words, in the order of the form. */
export function changesInWords({ questions }: Questionnaire, { changes }: Pick<Example, 'changes'>): readonly string[] {
  return questions.flatMap((question) => {
    if (!changes.has(question.id)) return []
    const answer = changes.get(question.id)
    return [labelled(question.short, answer === undefined ? 'no answer' : answerInWords(question, answer))]
  })
}
