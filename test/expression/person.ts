import { type Answers, due, type Questionnaire, stateName } from '../../src/questionnaire/index.ts'

/** What is known of one question, in the words of the answer itself. */
export interface Fact {
  readonly id: string
  readonly isAsked: boolean
  /** Given answers only; of several, the codes without `none`. */
  readonly value?: number | string | readonly string[]
  /** The codes of several that were named for certain. */
  readonly codes?: readonly string[]
  /** How many codes there are. */
  readonly options: number
}

export interface Person {
  readonly on: string
  readonly facts: readonly Fact[]
}

/** A person as the engines see one: from the answers, with only "is it asked" taken from the program. */
export function personOf(form: Questionnaire, answers: Answers, on: string): Person {
  const { sheet } = due(form, answers, on)
  const facts = form.questions.map(({ id, type, subject }): Fact => {
    const answer = answers.get(id)
    const about = { id, isAsked: stateName(sheet, subject.index) !== 'not_asked', options: subject.codes.length }
    if (answer === undefined) return about
    if (answer.kind !== 'given') return type === 'choices' ? { ...about, codes: answer.codes ?? [] } : about
    if (typeof answer.value === 'number' || typeof answer.value === 'string') return { ...about, value: answer.value }
    const codes = answer.value.filter((code) => code !== 'none')
    return { ...about, value: codes, codes }
  })
  return { on, facts }
}
