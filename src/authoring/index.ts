export { type Case, loadCases } from './cases.ts'
export { differences } from './run-case.ts'
