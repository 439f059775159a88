export { type SmallEdit, thingOf } from './slip.ts'
export { type Slips, slipsOf, type Unnoticed } from './slips.ts'
export type { Someone } from './tells.ts'
