import type { Check } from '../form.ts'
import { translated } from '../translation.ts'

export const missingTranslation: Check = {
  code: 'missing-translation',
  section: 'wording',
  severity: 'warning',
  what: 'a translation leaves out a question, an option or a rule',
  why: 'Half of the form would be in another language.',
  todo: 'add it, with the same id or code',
  looksAt: 'whole',
  look: ({ translations, questionnaire }, found) => {
    for (const file of translations) {
      const { ids, top } = translated(file)
      for (const [name, label] of namesOf(questionnaire))
        if (!ids.has(name))
          found(
            top,
            { message: `this translation has no ${label}`, help: 'add it, with the same id or code' },
            file.source,
          )
    }
  },
}

/** The names that a translation holds, as `translated` gives them, each in words. */
export function* namesOf({
  questions,
  sections,
  rules,
}: Parameters<Check['look']>[0]['questionnaire']): Generator<readonly [string, string]> {
  for (const { items } of sections) for (const { id } of items) yield [`question ${id}`, `question \`${id}\``]
  for (const { id, options, type } of questions) {
    // Yes and no are the program's own words.
    for (const { code } of type === 'yes_no' ? [] : options)
      yield [`option ${id} ${code}`, `option \`${code}\` of \`${id}\``]
  }
  for (const { id } of rules) yield [`rule ${id}`, `rule \`${id}\``]
}
