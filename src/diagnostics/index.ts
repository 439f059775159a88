export { CODE_GROUPS, CODES, type Code, isCode } from './codes/index.ts'
export type { CodePage, Severity } from './codes/page.ts'
export {
  type Diagnostic,
  diagnosticOf,
  diagnosticWith,
  type Loaded,
  loaded,
  type Mend,
  type Problems,
  type ProblemText,
  problemsOf,
  type Remedy,
} from './diagnostic.ts'
export { escapedJson } from './escaped-json.ts'
export { joinsSomething, strayJoiner } from './joiners.ts'
export { lineStart, lineText, type Position, positionAt, type Source, type Span } from './source.ts'
export { didYouMean, nearest, nearNames, suggestion } from './suggest.ts'
export { terminalSafe, visible } from './visible.ts'
export { withoutUndefined } from './without-undefined.ts'
export { inBackticks, plural, withThousands } from './wording.ts'
