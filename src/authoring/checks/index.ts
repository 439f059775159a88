import type { Check } from '../form.ts'
import { caseContradicts } from './case-contradicts.ts'
import { caseDiffers } from './case-differs.ts'
import { caseTodo } from './case-todo.ts'
import { cutText } from './cut-text.ts'
import { doubleSpace } from './double-space.ts'
import { emptyPromise } from './empty-promise.ts'
import { misreadLabel } from './misread-label.ts'
import { missingCases } from './missing-cases.ts'
import { missingShort } from './missing-short.ts'
import { missingSource } from './missing-source.ts'
import { missingTranslation } from './missing-translation.ts'
import { neverAsked } from './never-asked.ts'
import { neverFires } from './never-fires.ts'
import { neverSilent } from './never-silent.ts'
import { noneNotExclusive } from './none-not-exclusive.ts'
import { orphanFile } from './orphan-file.ts'
import { orphanTranslation } from './orphan-translation.ts'
import { otherFileName } from './other-file-name.ts'
import { pointlessRule } from './pointless-rule.ts'
import { promiseBroken } from './promise-broken.ts'
import { readingLevel } from './reading-level.ts'
import { reviewDue } from './review-due.ts'
import { ruleNeverRaised } from './rule-never-raised.ts'
import { ruleNeverSilent } from './rule-never-silent.ts'
import { sameLabel } from './same-label.ts'
import { scaleOutOfOrder } from './scale-out-of-order.ts'
import { softOutsideHard } from './soft-outside-hard.ts'
import { thresholdOutsideLimits } from './threshold-outside-limits.ts'
import { tooLong } from './too-long.ts'
import { truthOfNotAsked } from './truth-of-not-asked.ts'
import { unexplainedLevel } from './unexplained-level.ts'
import { unknownIgnore } from './unknown-ignore.ts'
import { unknownLowers } from './unknown-lowers.ts'
import { unusedIgnore } from './unused-ignore.ts'
import { unusedSource } from './unused-source.ts'
import { verdictWord } from './verdict-word.ts'
import { worseLowers } from './worse-lowers.ts'

const codesOf = (severity: Check['severity']): readonly string[] =>
  CHECKS.filter((check) => check.severity === severity).map((check) => check.code)
const warnings = (): readonly string[] => codesOf('warning')

/** Everything that `check` looks for beside what the reader refuses; the last two when `ignore:` has been applied. */
export const CHECKS: readonly Check[] = [
  misreadLabel,
  otherFileName,
  sameLabel,
  softOutsideHard,
  thresholdOutsideLimits,
  scaleOutOfOrder,
  noneNotExclusive,
  truthOfNotAsked,
  unexplainedLevel,
  missingSource,
  orphanFile,
  unusedSource,
  reviewDue,
  verdictWord,
  cutText,
  doubleSpace,
  missingShort,
  tooLong,
  readingLevel,
  missingTranslation,
  orphanTranslation,
  neverAsked,
  neverFires,
  neverSilent,
  pointlessRule,
  emptyPromise,
  promiseBroken,
  unknownLowers,
  worseLowers,
  missingCases,
  caseDiffers,
  caseContradicts,
  caseTodo,
  ruleNeverRaised,
  ruleNeverSilent,
  unknownIgnore(warnings, () => codesOf('error')),
  unusedIgnore(warnings),
]
