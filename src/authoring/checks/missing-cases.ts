import type { Check } from '../form.ts'

export const missingCases: Check = {
  code: 'missing-cases',
  section: 'cases',
  severity: 'warning',
  what: 'a questionnaire with rules has no cases file beside it',
  why: 'Cases are how a clinician can see what the rules do, and how a later slip is noticed.',
  todo: 'save people and what must be said of them as `….cases.yaml` in the same folder',
  looksAt: 'refused',
  look: ({ cases, questionnaire, top, file }, found) => {
    if (cases !== null || questionnaire.rules.length === 0) return
    const span = top.entries.get('rules')?.key.span ?? top.span
    const name = file.source.path.replace(/^.*[\\/]/, '').replace(/\.yaml$/, '.cases.yaml')
    found(span, { message: 'these rules have no cases', help: `save them as \`${name}\` in the same folder` })
  },
}
