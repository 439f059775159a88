export { type Claim, type ClaimCode, type Covered, isClaim } from './claim.ts'
export { changesIn, changesInWords, type Example } from './example.ts'
export { type Budget, type Proof, prove } from './prove.ts'
