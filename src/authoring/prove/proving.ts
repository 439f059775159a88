import { FALSE, type Sheet, State } from '../../expression/index.ts'
import { Due, due, type Level, type Questionnaire } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import type { Part } from './part.ts'
import type { Person } from './person-on-path.ts'
import type { People } from './person-search.ts'

/** What the sections of a proof share. */
export interface Proving {
  readonly questionnaire: Questionnaire
  /** ISO day of the check. */
  readonly on: string
  /** Undefined where the connected questions were too much for the budget. */
  readonly partOf: (thing: { readonly reads: readonly { readonly index: number }[] }) => Part | undefined
  readonly people: People
}

type Form = Pick<Proving, 'questionnaire'>

export function levelOf({ questionnaire }: Form, { answers, on }: Person): Level {
  return guide(questionnaire, answers, on).level
}

export function sheetOf({ questionnaire }: Form, { answers, on }: Person): Sheet {
  return due(questionnaire, answers, on).sheet
}

/** Without an answer to a question that is not due, and without a failed check. */
export function isClean({ questionnaire }: Form, { answers, on }: Person): boolean {
  const { sheet, due: dueness } = due(questionnaire, answers, on)
  return questionnaire.questions.every(({ id, subject, check }) => {
    if (answers.has(id) && dueness[subject.index] === Due.no) return false
    const isJudged = check?.that.reads.every(({ index }) => sheet.states[index] === State.given) === true
    return !isJudged || check?.that.test(sheet) !== FALSE
  })
}
