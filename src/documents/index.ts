export { card, type Screened, type Visit } from './card.ts'
export { countedProblems, diagnosticText } from './diagnostic.ts'
export type { Layout } from './layout.ts'
