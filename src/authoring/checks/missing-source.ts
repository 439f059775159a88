import { type Check, nodeAt, spanAt } from '../form.ts'

export const missingSource: Check = {
  code: 'missing-source',
  section: 'names',
  severity: 'warning',
  what: 'a rule cites no source',
  why: 'A clinician who is to sign the form, or who reads a result, must be able to look up what a rule rests on.',
  todo: 'add `sources: […]`; a rule that rests on ordinary caution alone cites a source that says so',
  looksAt: 'refused',
  look: (form, found) => {
    for (const rule of form.questionnaire.rules) {
      const sources = nodeAt(form, rule, 'sources')
      // Something that could not be read as a source is told elsewhere.
      if (sources !== undefined && !(sources.kind === 'sequence' && sources.items.length === 0)) continue
      found(spanAt(form, rule, 'id'), { message: `rule \`${rule.id}\` has no source`, help: 'add `sources: […]`' })
    }
  },
}
