import { suggestion } from '../../diagnostics/index.ts'
import type { Check } from '../form.ts'
import { translated } from '../translation.ts'
import { namesOf } from './missing-translation.ts'

export const orphanTranslation: Check = {
  code: 'orphan-translation',
  section: 'wording',
  severity: 'warning',
  what: 'a translation has a question, an option or a rule that the questionnaire does not have',
  why: 'It would never be shown: the id was changed on one side only, or something was deleted.',
  todo: 'use the id of the questionnaire, or take it out',
  looksAt: 'whole',
  look: ({ translations, questionnaire }, found) => {
    const known = new Set([...namesOf(questionnaire)].map(([name]) => name))
    for (const file of translations) {
      for (const [name, id] of translated(file).ids) {
        if (known.has(name)) continue
        const before = name.slice(0, -id.value.length)
        const near = [...known].filter((one) => one.startsWith(before)).map((one) => one.slice(before.length))
        const fault = {
          message: `the questionnaire has no ${before.split(' ')[0]} \`${id.value}\``,
          help: 'use the id of the questionnaire, or take it out',
          ...suggestion(id.value, near),
        }
        found(id.span, fault, file.source)
      }
    }
  },
}
