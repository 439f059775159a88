/** The library's public face: load a questionnaire, read answers, guide. Pure; the caller brings bytes, hash and date. */
export { type Case, differences, loadCases } from './authoring/index.ts'
export type { Diagnostic, Loaded, Source, Span } from './diagnostics/index.ts'
export { card, diagnosticText, type Layout, type Screened, type Visit } from './documents/index.ts'
export {
  type Answer,
  type Answers,
  complaint,
  type Level,
  loadQuestionnaire,
  parseAnswer,
  type Question,
  type Questionnaire,
  questionnaireIn,
  readAnswers,
} from './questionnaire/index.ts'
export { type AnswerShown, type Finding, type Guidance, type GuideOptions, guide } from './rules/index.ts'
export { readYaml, type YamlFile } from './yaml/index.ts'
