export { type Lines, type Walked, walk } from './walk.ts'
