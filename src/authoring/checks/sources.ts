import type { YamlNode } from '../../yaml/index.ts'
import { type Check, nodeAt, spanAt } from '../form.ts'

const unusedSource: Check = {
  code: 'unused-source',
  section: 'sources',
  severity: 'warning',
  what: 'a source is listed and nothing cites it',
  why: 'The list of sources tells what the form rests on. A work that no rule and no question cites makes it look better supported than it is.',
  todo: 'cite it where it was used, or take it out',
  example: { wrong: 'sources:\n  label-b:\n    title: Label B\n', right: 'sources:\n' },
  looksAt: 'refused',
  look: ({ top }, found) => {
    const listed = top.entries.get('sources')?.value
    if (listed?.kind !== 'mapping') return
    const cited = new Set<string>()
    for (const [key, { value }] of top.entries) if (key !== 'sources') collect(value, cited)
    for (const [id, { key }] of listed.entries)
      if (!cited.has(id))
        found(key.span, { message: `nothing cites the source \`${id}\``, help: 'cite it, or take it out' })
  },
}

/** Reads the YAML, so that a rule that could not be read still counts as citing its sources. */
function collect(node: YamlNode, cited: Set<string>): void {
  if (node.kind === 'sequence') for (const item of node.items) collect(item, cited)
  if (node.kind !== 'mapping') return
  for (const [key, { value }] of node.entries) {
    if (key !== 'sources' || value.kind !== 'sequence') collect(value, cited)
    else for (const item of value.items) if (item.kind === 'scalar') cited.add(item.value.trim().split(/\s+/)[0] ?? '')
  }
}

const reviewDue: Check = {
  code: 'review-due',
  section: 'sources',
  severity: 'warning',
  what: 'the day of `review_by` is past',
  why: 'Labels and guidelines change. The author set this day as the last on which the content could be relied on without another look.',
  todo: 'look at the sources again, then set a new day',
  example: { wrong: 'review_by: 2026-06-14', right: 'review_by: 2026-06-15' },
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

const missingBasis: Check = {
  code: 'missing-basis',
  section: 'sources',
  severity: 'warning',
  what: 'a rule does not say whose word it is',
  why: 'On a card a contraindication of a label and the habit of one clinic would look alike, and the rule stands behind all that say it.',
  todo: 'add `basis:` with one of contraindication, warning (both of a label), guideline, study, clinic, own',
  example: { wrong: 'sources: [label-a 2]\n', right: 'sources: [label-a 2]\n    basis: own\n' },
  looksAt: 'refused',
  look: (form, found) => {
    for (const rule of form.questionnaire.rules) {
      // A `basis` that could not be read is reported by the reader.
      if (nodeAt(form, rule, 'basis') !== undefined) continue
      found(spanAt(form, rule, 'id'), { message: `rule \`${rule.id}\` has no \`basis\``, help: 'add `basis: …`' })
    }
  },
}

/** Checks of what the form is based on. */
export const SOURCE_CHECKS: readonly Check[] = [missingBasis, unusedSource, reviewDue]
