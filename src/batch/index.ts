export { CannotScore, type Cause } from './cannot-score.ts'
export { sampleColumns } from './reading/sample.ts'
export { type Scored, type ScoreOptions, type Surroundings, score } from './score.ts'
export type { Summary } from './writing/summary.ts'
