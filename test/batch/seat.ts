import type { Columns } from '../../src/batch/columns/columns.ts'
import { namesOfSet } from '../../src/batch/columns/named-bits.ts'
import type { Outcomes } from '../../src/batch/columns/outcomes.ts'
import { BITS_PER_WORD, dayOf, ONE, State } from '../../src/expression/index.ts'
import type { Answer, Answers, Question, Questionnaire, Value } from '../../src/questionnaire/index.ts'

/** Gives one more person a place in the columns: what a reader of tables does, from answers instead of cells. */
export function seat(columns: Columns, form: Questionnaire, answers: Answers, on: string): void {
  const person = columns.size
  columns.size += 1
  columns.today[person] = dayOf(on) ?? Number.NaN
  for (const [id, answer] of answers) {
    const question = form.questionById.get(id)
    if (question !== undefined) sit(columns, person, question, answer)
  }
}

function sit(columns: Columns, person: number, question: Question, answer: Answer): void {
  const { index } = question.subject
  const states = columns.states[index] as Uint8Array
  const numbers = columns.numbers[index] as Float64Array
  states[person] = State[answer.kind]
  if (answer.kind === 'given') {
    numbers[person] = numberOf(columns, person, question, answer.value)
    return
  }
  numbers[person] = tick(columns, person, question, answer.codes ?? [])
  if (answer.kind !== 'rejected') return
  columns.rejected.push({ person, index, answer })
}

function numberOf(columns: Columns, person: number, question: Question, value: Value): number {
  if (typeof value === 'number') return Math.round(value * ONE)
  if (typeof value === 'string')
    return question.type === 'date' ? (dayOf(value) ?? Number.NaN) : question.subject.codes.indexOf(value)
  const { index } = question.subject
  if (value.length > 1 && value.includes('none')) columns.contradictory.push({ person, index })
  return tick(columns, person, question, value)
}

function tick(columns: Columns, person: number, { subject }: Question, codes: readonly string[]): number {
  const options = codes.map((code) => subject.codes.indexOf(code)).filter((option) => option >= 0)
  for (const option of options) {
    const bits = columns.bits[subject.word + Math.trunc(option / BITS_PER_WORD)] as Int32Array
    bits[person] = (bits[person] as number) | (1 << (option % BITS_PER_WORD))
  }
  return options.length * ONE
}

/** Ids of the questions that contradict others and of those whose check is false, for one person of the outcomes. */
export function contraryOf(
  form: Questionnaire,
  { conflicts, failedChecks }: Outcomes,
  person: number,
): { readonly conflicts: readonly string[]; readonly failed: readonly (string | undefined)[] } {
  const names = namesOfSet(conflicts, person)
  const failed = failedChecks.flatMap((one) => (one.person === person ? [one.index] : []))
  return {
    conflicts: form.questions.flatMap(({ id }) => (names.includes(id) ? [id] : [])),
    failed: failed.map((index) => form.questions[index]?.id),
  }
}
