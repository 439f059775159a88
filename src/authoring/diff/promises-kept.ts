import { print } from '../../expression/index.ts'
import { type Promised, rank } from '../../questionnaire/index.ts'
import { NO } from '../prove/truths.ts'
import type { FormView, JointForms } from './joint-forms.ts'
import type { JointPart } from './joint-part.ts'
import { sheetsFor } from './nearest.ts'

/** A promise of the old form that the new one does not make, or does not make to everybody. */
export interface WeakerPromise {
  readonly promise: Promised
  /**
   * `gone`: no longer made. `lower`: promises a less serious level. `fewer`: holds for fewer people. `open`: it is not
   * settled whether it holds for fewer.
   */
  readonly how: 'gone' | 'lower' | 'fewer' | 'open'
}

export function weakerPromises(old: FormView, now: FormView, parts: readonly JointPart[]): readonly WeakerPromise[] {
  return old.promises.flatMap((view, place) => {
    const promise = old.form.promises[place] as Promised
    const kept = keptIn(now, view)
    const how = kept === undefined ? 'gone' : howWeaker(view, kept, parts)
    return how === undefined ? [] : [{ promise, how }]
  })
}

/** The new form's promise under the same name, or else under another one. */
function keptIn({ promises }: FormView, promise: Promised): Promised | undefined {
  return promises.find(({ id }) => id === promise.id) ?? promises.find((one) => isSame(one, promise))
}

/** What a promise and its new version read must be in one part, so that the two can be compared. */
export function promisedTogether({ old, now }: JointForms): readonly (readonly number[])[] {
  return old.promises.map((promise) =>
    [promise, keptIn(now, promise)].flatMap((one) => one?.when.reads.map(({ index }) => index) ?? []),
  )
}

function isSame(one: Promised, other: Promised): boolean {
  return print(one.when.expression) === print(other.when.expression) && rank(one.atLeast) >= rank(other.atLeast)
}

function howWeaker(old: Promised, now: Promised, parts: readonly JointPart[]): WeakerPromise['how'] | undefined {
  if (rank(now.atLeast) < rank(old.atLeast)) return 'lower'
  const read = old.when.reads[0]?.index
  const part = parts.find(({ variables }) => read !== undefined && variables.asked.has(read))
  if (part === undefined) return print(old.when.expression) === print(now.when.expression) ? undefined : 'open'
  const { truths } = part
  const before = truths.isTrue(part.old.testOf(old.when.condition).node)
  const after = truths.isTrue(part.now.testOf(now.when.condition).node)
  const left = truths.and(before, truths.not(after), sheetsFor(part, 'no-longer-asked'))
  if (part.diagrams.isExhausted()) return 'open'
  return left === NO ? undefined : 'fewer'
}
