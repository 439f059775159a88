export type { Budget } from './budget.ts'
export { type Claim, type ClaimCode, type Covered, isClaim } from './claim.ts'
export { changesIn, changesInWords, type Example } from './example.ts'
export { type Proof, prove } from './prove.ts'
