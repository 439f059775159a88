import {
  BITS_PER_WORD,
  blankSheet,
  type Compiled,
  dayOf,
  FALSE,
  isMeasure,
  measured,
  ONE,
  type QuestionSubject,
  type Sheet,
  State,
  type StateCode,
  type TruthCode,
  UNKNOWN,
} from '../expression/index.ts'
import type { Answer, Answers, Rejected } from './answer.ts'
import type { Note, Question, Questionnaire } from './model.ts'

/** Whether a question is to be asked. `pending`: not known yet, because a deciding question is itself unanswered. */
export const Due = { yes: 0, pending: 1, no: 2 } as const

/**
 * Where each question stands, given all answers:
 *
 * | answer  | due     | state in `sheet.states`                                |
 * |---------|---------|--------------------------------------------------------|
 * | present | any     | given, unsure, declined or rejected, and it counts     |
 * | absent  | yes     | unanswered: unknown in a condition                     |
 * | absent  | pending | pending: unknown in a condition                        |
 * | absent  | no      | notAsked: a comparison with it is false                |
 */
export interface Standing {
  readonly sheet: Sheet
  /** By question index, values of `Due`. */
  readonly due: Uint8Array
  /** By question index, in that order: values that are not valid answers. */
  readonly rejected: ReadonlyMap<number, Rejected>
  /** Indexes, in order, of `choices` questions where `none` was chosen together with something else. */
  readonly contradictory: readonly number[]
}

/**
 * The state of every question. `on` is the ISO day of the answers. Answers to unknown questions are ignored here;
 * readers of files refuse them by name.
 */
export function due(questionnaire: Questionnaire, answers: Answers, on: string): Standing {
  const plan = evaluationPlan(questionnaire)
  return standingIn(blankIn(plan, questionnaire), { plan, answers }, on)
}

/** The same for a caller that is done with the result before the next call, which overwrites it. */
export function dueForNow(questionnaire: Questionnaire, answers: Answers, on: string): Standing {
  const plan = evaluationPlan(questionnaire)
  plan.again ??= blankIn(plan, questionnaire)
  // For a question with an `ask_if`, whether it is due is written each time. For the others it never changes.
  const { sheet } = plan.again
  sheet.states.fill(State.unanswered)
  sheet.numbers.fill(0)
  sheet.bits.fill(0)
  return standingIn(plan.again, { plan, answers }, on)
}

function blankIn({ subjects }: EvaluationPlan, { bitWords }: Questionnaire): Pick<Standing, 'sheet' | 'due'> {
  return { sheet: blankSheet(subjects.length, bitWords), due: new Uint8Array(subjects.length) }
}

/** Writes the answers into a sheet that has none yet, and settles which questions are due. */
function standingIn(
  { sheet, due: dueness }: Pick<Standing, 'sheet' | 'due'>,
  { plan, answers }: { readonly plan: EvaluationPlan; readonly answers: Answers },
  on: string,
): Standing {
  const { subjects, indexById, followUps } = plan
  sheet.today = dayOnce(on)
  let rejected: Map<number, Rejected> | undefined
  let contradictory: number[] | undefined
  let next = 0
  const values = answers.values()
  // Answers are usually in the order of the form. Then each belongs to the next question, and nothing has to be looked
  // up. Keys and values have an iterator each, since entries would make an array for every answer.
  for (const id of answers.keys()) {
    const answer = values.next().value as Answer
    const index = subjects[next]?.id === id ? next : indexById.get(id)
    if (index === undefined) continue
    next = index + 1
    writeAnswer(sheet, subjects[index] as QuestionSubject, answer)
    if (answer.kind === 'rejected') rejected = (rejected ?? new Map()).set(index, answer)
    else if (answer.kind === 'given' && contradicts(answer.value)) {
      contradictory ??= []
      contradictory.push(index)
    }
  }
  settle(followUps, { sheet, due: dueness })
  return {
    sheet,
    due: dueness,
    rejected: rejected === undefined ? NONE_REJECTED : new Map([...rejected].sort(([one], [other]) => one - other)),
    contradictory: contradictory === undefined ? NONE : contradictory.sort((one, other) => one - other),
  }
}

/** Most people of a table answered on the same day as the one before. */
const lastDay = { text: '', day: Number.NaN }

function dayOnce(text: string): number {
  if (text !== lastDay.text) Object.assign(lastDay, { text, day: dayOf(text) ?? Number.NaN })
  return lastDay.day
}

const NONE: readonly number[] = []
const NONE_REJECTED: ReadonlyMap<number, Rejected> = new Map()

/**
 * The answers, plus those that `supply` gives for each question that is due and open. Questions are asked in the order
 * of the form, so that a supplied answer decides what is due after it.
 */
export function withSupplied(
  questionnaire: Questionnaire,
  answers: Answers,
  on: string,
  supply: (question: Question) => Answer | undefined,
): Answers {
  const filled = new Map(answers)
  const standing = due(questionnaire, answers, on)
  const { sheet } = standing
  // Questions that depend on an earlier answer are settled again.
  for (const { id, subject } of questionnaire.questions)
    if (!answers.has(id)) sheet.states[subject.index] = State.unanswered
  // All other questions are due from the start. Only a supplied answer can change anything for them.
  settle(questionnaire.questions, standing, (question) => {
    const answer = supply(question)
    if (answer !== undefined) filled.set(question.id, answer)
    return answer
  })
  return filled
}

type Supply = (question: Question) => Answer | undefined

/** Precomputed once for each questionnaire: the question subjects, and the questions with an `ask_if`. */
interface EvaluationPlan {
  readonly subjects: readonly QuestionSubject[]
  readonly indexById: ReadonlyMap<string, number>
  readonly followUps: readonly Question[]
  /** What `dueForNow` overwrites. */
  again?: Pick<Standing, 'sheet' | 'due'>
}

const PLANS = new WeakMap<Questionnaire, EvaluationPlan>()

function evaluationPlan(questionnaire: Questionnaire): EvaluationPlan {
  const known = PLANS.get(questionnaire)
  if (known !== undefined) return known
  const { questions } = questionnaire
  const read: EvaluationPlan = {
    subjects: questions.map((question) => question.subject),
    indexById: new Map(questions.map(({ id }, index) => [id, index])),
    followUps: questions.filter((question) => question.askIf !== undefined),
  }
  PLANS.set(questionnaire, read)
  return read
}

/**
 * Settles the state of those questions that have no answer, in the order of the form, because an `ask_if` reads earlier
 * questions only.
 */
function settle(
  questions: readonly Question[],
  { sheet, due: dueness }: Pick<Standing, 'sheet' | 'due'>,
  supply?: Supply,
): void {
  for (const question of questions) {
    const { askIf, subject } = question
    const { index } = subject
    const isDue = askIf === undefined ? Due.yes : duenessOf(askIf, askIf.test(sheet), sheet)
    dueness[index] = isDue
    if (sheet.states[index] !== State.unanswered) continue
    sheet.states[index] = stateOfAbsent(isDue)
    const answer = isDue === Due.yes ? supply?.(question) : undefined
    if (answer !== undefined) writeAnswer(sheet, subject, answer)
  }
}

type DueCode = (typeof Due)[keyof typeof Due]

/** The state of a question without an answer. */
export function stateOfAbsent(isDue: DueCode): StateCode {
  return isDue === Due.yes ? State.unanswered : isDue === Due.no ? State.notAsked : State.pending
}

/**
 * Unknown because somebody was unsure or declined: ask, which is the safe side. Unknown because nobody answered yet:
 * pending.
 */
export function duenessOf(askIf: Compiled, truth: TruthCode, sheet: Sheet): DueCode {
  if (truth !== UNKNOWN) return truth === FALSE ? Due.no : Due.yes
  let waiting = false
  let said = false
  askIf.unknowns(sheet, (trigger) => {
    const state = sheet.states[trigger]
    if (state === State.unanswered || state === State.pending) waiting = true
    else said = true
  })
  return waiting && !said ? Due.pending : Due.yes
}

/** A note is shown where a question with the same `ask_if` would be asked. */
export function isNoteShown({ askIf }: Note, sheet: Sheet): boolean {
  return askIf === undefined || duenessOf(askIf, askIf.test(sheet), sheet) === Due.yes
}

/** Puts an answer into a sheet in which the question is still unanswered. */
export function writeAnswer(sheet: Sheet, subject: QuestionSubject, answer: Answer): void {
  const { index } = subject
  switch (answer.kind) {
    case 'unsure':
    case 'declined':
    case 'rejected':
      sheet.states[index] = State[answer.kind]
      if (answer.codes !== undefined) writeCodes(sheet, subject, answer.codes)
      return
    case 'given':
      sheet.states[index] = State.given
      if (typeof answer.value === 'object') writeCodes(sheet, subject, answer.value)
      else if (subject.codes.length === 0 && isMeasure(subject.type))
        sheet.numbers[index] = measured(subject.type, answer.value)
      else sheet.numbers[index] = subject.codes.indexOf(String(answer.value))
  }
}

function writeCodes(sheet: Sheet, subject: QuestionSubject, codes: readonly string[]): void {
  let count = 0
  for (const code of codes) {
    const option = subject.codes.indexOf(code)
    if (option < 0) continue
    const word = subject.word + Math.trunc(option / BITS_PER_WORD)
    sheet.bits[word] = (sheet.bits[word] as number) | (1 << (option % BITS_PER_WORD))
    count += 1
  }
  sheet.numbers[subject.index] = count * ONE
}

/** `none` together with something else. */
export function contradicts(value: unknown): boolean {
  return typeof value === 'object' && Array.isArray(value) && value.length > 1 && value.includes('none')
}

const NAMES: Readonly<Record<StateCode, StateName>> = {
  [State.given]: 'given',
  [State.unsure]: 'unsure',
  [State.declined]: 'declined',
  [State.unanswered]: 'unanswered',
  [State.pending]: 'pending',
  [State.notAsked]: 'not_asked',
  [State.rejected]: 'rejected',
}

/** The states as files and results write them. */
export type StateName = 'given' | 'unsure' | 'declined' | 'unanswered' | 'pending' | 'not_asked' | 'rejected'

export function stateName(sheet: Sheet, index: number): StateName {
  return NAMES[sheet.states[index] as StateCode]
}
