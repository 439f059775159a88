import { blankSheet, State } from '../../expression/index.ts'
import { LEVELS, type Level, type Question, type Questionnaire, type Rule } from '../../questionnaire/index.ts'
import { lacksAnswer, levelFor, missingKind } from '../../rules/index.ts'
import type { Columns } from './columns.ts'
import { takeRead } from './take-read.ts'

/*
 * How serious a state is, as numbers to look up. A level is its place in `LEVELS`, the most serious first, so that the
 * smaller of two numbers counts.
 */

export const NO_LEVEL: number = LEVELS.length - 1
/** A flag next to the level in `weightsOf`: the form is not complete. */
export const LACKING = 4

export function placeOf(level: Level | undefined): number {
  return LEVELS.indexOf(level ?? 'none-raised')
}

/** The more serious of a person's level and another one. */
export function raise(levels: Uint8Array, person: number, place: number): void {
  if ((levels[person] as number) > place) levels[person] = place
}

/** By state: the level of a question in that state, whatever the rules say. A rejected value is weighed separately. */
export function weightsOf(question: Question, { needed }: Questionnaire): Uint8Array {
  return Uint8Array.from(Object.values(State), (state) => {
    const place = levelIn(question, state, undefined)
    if (state === State.rejected || needed[question.subject.index] !== true || !lacksAnswer(state)) return place
    return LACKING | Math.min(place, placeOf(levelFor.incomplete()))
  })
}

/**
 * What a rule adds by being undetermined, by the state of the one question that it reads, which either keeps it open or
 * does not.
 */
export function weightsWhenUndetermined(rule: Rule, question: Question): Uint8Array {
  return Uint8Array.from(Object.values(State), (state) => {
    const blamed = state !== State.given && state !== State.notAsked
    return blamed ? levelIn(question, state, rule.level) : placeOf(levelFor.undetermined(rule))
  })
}

function levelIn(question: Question, state: number, worst: Level | undefined): number {
  const kind = missingKind(state)
  return placeOf(kind && levelFor[kind](question, worst))
}

/** The same for a rule that reads several questions: the most serious of those that keep it open for this person. */
export function undeterminedWeigher(
  questionnaire: Questionnaire,
): (rule: Rule, columns: Columns, person: number) => number {
  const { questions, bitWords } = questionnaire
  const sheet = blankSheet(questions.length, bitWords)
  let level: Level = 'none-raised'
  let place = NO_LEVEL
  let blamed = false
  const visit = (index: number) => {
    blamed = true
    place = Math.min(place, levelIn(questions[index] as Question, sheet.states[index] as number, level))
  }
  return (rule, columns, person) => {
    takeRead(sheet, columns, rule.when.reads, person)
    level = rule.level
    place = NO_LEVEL
    blamed = false
    rule.when.unknowns(sheet, visit)
    return blamed ? place : placeOf(levelFor.undetermined(rule))
  }
}
