import type { Check } from '../form.ts'

export const reviewDue: Check = {
  code: 'review-due',
  section: 'sources',
  severity: 'warning',
  what: 'the day of `review_by` is past',
  why: 'Labels and guidelines change. The author set this day as the last on which the content could be relied on without another look.',
  todo: 'look at the sources again, then set a new day',
  looksAt: 'refused',
  look: ({ questionnaire: { reviewBy }, top, on }, found) => {
    const span = top.entries.get('review_by')?.value.span
    if (reviewBy === undefined || span === undefined || reviewBy >= on) return
    found(span, {
      message: `this should have been looked at again by ${reviewBy}`,
      help: 'look at the sources again, then set a new day',
    })
  },
}
