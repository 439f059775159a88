import { CODES, type CodePage } from '../diagnostics/index.ts'
import { CHECKS } from './checks/index.ts'

/** The pages of all codes that `check` can print, by code: those of the checks, then those of the readers. */
export const PAGES: ReadonlyMap<string, CodePage> = new Map<string, CodePage>([
  ...CHECKS.map((check): [string, CodePage] => [check.code, check]),
  ...Object.entries(CODES),
])
