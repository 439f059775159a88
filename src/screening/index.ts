export { dueQuestions, stillPossible } from './form.ts'
export type { Move } from './moves.ts'
export type { Aside, Screening, Step, Told } from './screening.ts'
export { begin, replay, take } from './take.ts'
