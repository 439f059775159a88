export type { AnswerShown, Finding, Guidance } from './guidance.ts'
export { type GuideOptions, guide } from './guide.ts'
export { isPlain, KINDS, type Kind, type RolledFinding, type RollUp, rollUp } from './roll-up.ts'
export { adviceFor, HEADINGS, headingFor, NOT_FINISHED, STATEMENT } from './wording.ts'
