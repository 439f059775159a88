import type { Check } from '../form.ts'
import { caseContradicts } from './case-contradicts.ts'
import { CASE_CHECKS } from './cases.ts'
import { EXACT_CHECKS, HIDDEN_CHECKS } from './hidden.ts'
import { ignoreChecks } from './ignoring.ts'
import { missingInSet } from './missing-in-set.ts'
import { NAME_CHECKS } from './names.ts'
import { PROVED_CHECKS } from './proved.ts'
import { readingLevel } from './reading-level.ts'
import { SAID_OTHERWISE_CHECKS } from './said-otherwise.ts'
import { scaleOutOfOrder } from './scale-out-of-order.ts'
import { slipUnnoticed } from './slip-unnoticed.ts'
import { SOURCE_CHECKS } from './sources.ts'
import { thresholdOutsideLimits } from './threshold-outside-limits.ts'
import { TRANSLATION_CHECKS } from './translations.ts'
import { truthOfNotAsked } from './truth-of-not-asked.ts'
import { UNREAD_CHECKS } from './unread.ts'
import { USUAL_CHECKS } from './usual.ts'
import { WORDING_CHECKS } from './wording.ts'

const FIRST: readonly Check[] = [
  ...NAME_CHECKS,
  thresholdOutsideLimits,
  scaleOutOfOrder,
  truthOfNotAsked,
  ...SOURCE_CHECKS,
  ...WORDING_CHECKS,
  readingLevel,
  ...EXACT_CHECKS,
  ...SAID_OTHERWISE_CHECKS,
  ...TRANSLATION_CHECKS,
  missingInSet,
  ...UNREAD_CHECKS,
  ...USUAL_CHECKS.filter(({ section }) => section === 'logic'),
  ...HIDDEN_CHECKS,
  ...PROVED_CHECKS,
  ...USUAL_CHECKS.filter(({ section }) => section === 'worse'),
  ...CASE_CHECKS,
  caseContradicts,
  slipUnnoticed,
]

/**
 * Everything that `check` looks for besides what the readers refuse. A check of a few lines is an entry in the file of
 * its group; a check with a method of its own has its own file.
 */
export const CHECKS: readonly Check[] = [...FIRST, ...ignoreChecks(FIRST)]
