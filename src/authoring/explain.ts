import { CHECKS } from './checks/index.ts'
import { LOADER_CODES } from './loader-codes.ts'

/** What one finding code means. */
export interface Page {
  readonly code: string
  readonly what: string
  readonly why: string
  readonly todo: string
}

/** The pages of all codes that `check` can print, by code: those of the checks, then those of the readers. */
export const PAGES: ReadonlyMap<string, Page> = new Map([
  ...CHECKS.map(({ code, what, why, todo }): [string, Page] => [code, { code, what, why, todo }]),
  ...[...LOADER_CODES].map(([code, page]): [string, Page] => [code, { code, ...page }]),
])
