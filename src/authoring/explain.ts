import { CODES, type CodePage } from '../diagnostics/index.ts'
import { CHECKS } from './checks/index.ts'

/** Codes that `check` never reports and that have a page all the same. */
export const OTHER_PAGES: ReadonlyMap<string, CodePage> = new Map<string, CodePage>([
  [
    'not-proved',
    {
      severity: 'warning',
      what: 'a section of `check` that begins with `?`: nothing wrong was found, and something could not be proved. Its line names what, and why',
      why: 'A claim that is neither proved nor refuted may be wrong for somebody. It is never counted as `ok`, and the exit code is 3',
      todo: 'where too many answers hang together, take rules apart that read many questions at once, or scores that are compared with each other. Where a comparison can turn where it was not looked at, give its numbers the narrowest `hard` limits that are right (a height from 100, not from 0), use whole numbers where they do, and write the same comparison in the same way wherever it is meant. Where dates are compared both with today and with a day that is written down, ask two questions',
    },
  ],
])

/** The pages of all codes that `check` can print, by code: first those of the checks, then those of the readers. */
export const PAGES: ReadonlyMap<string, CodePage> = new Map<string, CodePage>([
  ...CHECKS.map((check): [string, CodePage] => [check.code, check]),
  ...Object.entries(CODES),
])
