export { card, type Screened, type Visit } from './card.ts'
export { countedProblems, diagnosticText } from './diagnostic.ts'
export { type HandoutFormat, handout } from './handout.ts'
export { asciiOf, type Layout, paragraph, widthOfText } from './layout.ts'
