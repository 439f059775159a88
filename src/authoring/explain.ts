import { CODES, type Page } from '../diagnostics/index.ts'
import { CHECKS } from './checks/index.ts'

/** The pages of all codes that `check` can print, by code: those of the checks, then those of the readers. */
export const PAGES: ReadonlyMap<string, Page> = new Map<string, Page>([
  ...CHECKS.map((check): [string, Page] => [check.code, check]),
  ...Object.entries(CODES),
])
