import { spanInScalar } from '../../yaml/index.ts'
import type { Check } from '../form.ts'
import { proseIn } from '../prose.ts'

/**
 * Words that say or suggest that a person is fit for treatment, predict, name a disease of a person, or tell anybody to
 * begin or end something.
 */
export const VERDICT: RegExp =
  /\b(eligib\w*|qualif(y|ies|ied)|cleared|clearance|approved?|approval|safe to|safe for|is safe|suitable|unsuitable|candidate|fit for|green light|pass(ed)?\b(?! urine)|fail(ed)?|low risk|no risk|high risk|risk score|diagnos(is|ed)|you should (start|stop|take)|permitted|allowed|contraindicated for you|disqualif\w*|accept(ed)?|reject(ed)?|denied|go ahead with|proceed)\b/i

/** A number with a unit of mass: no dose has a place in a form. */
export const DOSE: RegExp = /\b\d+(\.\d+)?\s*(mg|mcg|µg|micrograms?|milligrams?)\b/i

export const verdictWord: Check = {
  code: 'verdict-word',
  section: 'wording',
  severity: 'warning',
  what: 'a text says or suggests a verdict, a prediction or a disease of the person, or names a dose',
  why: 'The form refers; it does not decide. A word such as these on a result would be read as a decision.',
  todo: 'name what was reported and who has to look; the list of words is in chapter 8 of the manual',
  looksAt: 'refused',
  look: ({ file: { source, root } }, found) => {
    for (const { text } of proseIn(root)) {
      for (const pattern of [VERDICT, DOSE]) {
        const match = pattern.exec(text.value)
        if (match === null) continue
        const span = spanInScalar(source, text, { start: match.index, end: match.index + match[0].length })
        const says = pattern === DOSE ? `\`${match[0]}\` is a dose` : `\`${match[0]}\` sounds like a verdict`
        found(span, { message: says, help: 'name what was reported and who has to look' })
      }
    }
  },
}
