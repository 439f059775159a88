export { type Answer, type Answers, notKnown, type Rejected, type Value } from './answer.ts'
export { type CarriedOver, carriedAnswer, carryOver } from './carry-over.ts'
export {
  contradicts,
  Due,
  due,
  dueForNow,
  duenessOf,
  isNoteShown,
  type Standing,
  type StateName,
  stateName,
  stateOfAbsent,
  withSupplied,
  writeAnswer,
} from './due.ts'
export { compiledIn, scopeIn, withAskIf, withRule } from './edited.ts'
export { type Described, type Fields, fieldsOf, texts } from './fields.ts'
export { KEYS, type KeyPage, keysOf, type Thing } from './keys.ts'
export { FIRST_DAY, LAST_DAY, TIME } from './kinds/date.ts'
export { kindOf } from './kinds/index.ts'
export type { Quantity, QuestionKind } from './kinds/kind.ts'
export { answerOf, YES_OR_NO } from './kinds/options.ts'
export { DECLINED, isTooLong, LONGEST_TEXT, UNSURE } from './kinds/written.ts'
export {
  ACTIONS,
  type Action,
  type Basis,
  basisRank,
  cappedAtReferBefore,
  LEVELS,
  type Level,
  mostSerious,
  rank,
} from './levels.ts'
export { limitsText, outside } from './limits.ts'
export { loadQuestionnaire, questionnaireIn } from './load.ts'
export type {
  Citation,
  CitedWork,
  HowRead,
  Limits,
  Note,
  Offered,
  Option,
  Promised,
  Question,
  Questionnaire,
  QuestionType,
  Rule,
  Score,
  Section,
} from './model.ts'
export { complaint, parseAnswer } from './parse-answer.ts'
export { plainText } from './plain-text.ts'
export { readAnswers } from './read-answers.ts'
export { STATES } from './read-options.ts'
export { UNITS, type Unit } from './units.ts'
export { answerInWords, labelled, OF_THE_OTHERS } from './words.ts'
