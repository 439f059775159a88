export { type Diagnostic, type Loaded, loaded, type Problems, problemsOf, type Severity } from './diagnostic.ts'
export { lineStart, lineText, type Position, positionAt, type Source, type Span } from './source.ts'
export { didYouMean, nearest } from './suggest.ts'
export { visible } from './visible.ts'
