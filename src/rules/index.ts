export { adviceLines } from './advice.ts'
export { isAlreadyTrue } from './already-true.ts'
export type {
  ConditionExplained,
  Decided,
  EnoughExplained,
  Explained,
  Explanation,
  NewAnswers,
  RuleExplained,
  SilentExplained,
  UnknownExplained,
} from './explanation.ts'
export { FINDING_KINDS, type FindingKind, levelFor } from './finding-kinds.ts'
export type { AnswerShown, Finding, Guidance, SourceShown } from './guidance.ts'
export { type GuidanceMemory, guidanceMemory } from './guidance-memory.ts'
export { type Evaluated, type GuideOptions, guide, guideFrom, ruleInWords, shownAnswer } from './guide.ts'
export { isContrary, lacksAnswer, missingKind } from './missing.ts'
export { type RolledFinding, type RollUp, rollUp } from './roll-up.ts'
export { scoresOf } from './scores.ts'
export { truePart, unnamedIn } from './true-part.ts'
export { rulesTrueWith } from './true-with.ts'
export { type NumberRead, type TruthTree, truthTree } from './truth-tree.ts'
export { truthsOf } from './truths.ts'
export { adviceFor, BASES_IN_WORDS, HEADINGS, headingFor, NOT_FINISHED, STATEMENT } from './wording.ts'
