import {
  type Answer,
  type Answers,
  answerInWords,
  labelled,
  type Question,
  type Questionnaire,
} from '../questionnaire/index.ts'
import type { Form } from './form.ts'
import { type Claim, type ClaimCode, changesIn, changesInWords, type Example } from './prove/index.ts'

/** The claims with this code that were shown not to hold. */
export function refuted<Code extends ClaimCode>(
  { proof }: Form,
  code: Code,
): readonly Extract<Claim, { readonly code: Code }>[] {
  return (proof?.claims ?? []).filter(
    (claim): claim is Extract<Claim, { readonly code: Code }> => claim.code === code && claim.outcome === 'refuted',
  )
}

type Shown = Pick<Example, 'changes' | 'on' | 'isOtherDay'>

/** Describes a person by the answers that differ from the usual ones. */
export function shownAs(
  questionnaire: Questionnaire,
  person: { readonly answers: Answers; readonly on: string; readonly isOtherDay?: true },
): Shown {
  return { ...person, changes: changesIn(questionnaire, person.answers, person.on) }
}

/** A person in the questionnaire's own words, one line for each answer that is not the usual one. */
export function personLines(questionnaire: Questionnaire, example: Shown): readonly string[] {
  const changes = changesInWords(questionnaire, example)
  if (changes.length === 0) return [...dayLines(example), 'a person with the usual answers']
  return [...dayLines(example), ...changes, 'all else as usual']
}

/** When the person needs another day than that of the check, the day is shown too. */
function dayLines({ on, isOtherDay }: Shown): readonly string[] {
  return isOtherDay === true ? [`on ${on}`] : []
}

/** Two people who differ in one answer, with their levels. */
export function pairLines(questionnaire: Questionnaire, example: Example): readonly string[] {
  const { after, level } = example
  const question = questionnaire.questionById.get(after?.question ?? '')
  if (after === undefined || question === undefined) return personLines(questionnaire, example)
  const changes = changesInWords(questionnaire, example)
  const own = answered(question, example.answers.get(question.id))
  const named = changes.includes(own) ? changes : [...changes, own]
  return [
    ...dayLines(example),
    ...named,
    `all else as usual; the level is ${level}`,
    `then ${answered(question, after.answer)}; the level is ${after.level}`,
  ]
}

function answered(question: Question, answer: Answer | undefined): string {
  return labelled(question.short, answer === undefined ? 'no answer' : answerInWords(question, answer))
}

export function listed(things: readonly { readonly id: string }[]): string {
  return things.map(({ id }) => `\`${id}\``).join(', ')
}
