import { suggestion } from '../../diagnostics/index.ts'
import type { Check } from '../form.ts'
import { translated } from '../translation.ts'

const missingTranslation: Check = {
  code: 'missing-translation',
  section: 'wording',
  severity: 'warning',
  what: 'a translation leaves out a question, an option or a rule',
  why: 'Half of the form would be in another language.',
  todo: 'add it, with the same id or code',
  example: { wrong: '{ blood: Du sang }', right: '{ blood: Du sang, fever: De la fièvre }' },
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

/** The names that a translation should contain, as `translated` gives them, each with a description in words. */
export function* namesOf({
  questions,
  sections,
  rules,
}: Parameters<Check['look']>[0]['questionnaire']): Generator<readonly [string, string]> {
  for (const { items } of sections) for (const { id } of items) yield [`question ${id}`, `question \`${id}\``]
  for (const { id, options, type } of questions) {
    // The labels of yes and no are the program's own.
    for (const { code } of type === 'yes_no' ? [] : options)
      yield [`option ${id} ${code}`, `option \`${code}\` of \`${id}\``]
  }
  for (const { id } of rules) yield [`rule ${id}`, `rule \`${id}\``]
}

const orphanTranslation: Check = {
  code: 'orphan-translation',
  section: 'wording',
  severity: 'warning',
  what: 'a translation has a question, an option or a rule that the questionnaire does not have',
  why: 'It would never be shown: the id was changed on one side only, or something was deleted.',
  todo: 'use the id of the questionnaire, or take it out',
  example: { wrong: 'id: R-SIGN,', right: 'id: R-SIGNS,' },
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

/** Checks of a translation against its questionnaire. */
export const TRANSLATION_CHECKS: readonly Check[] = [missingTranslation, orphanTranslation]
