import type { Questionnaire } from '../../questionnaire/index.ts'
import type { YamlNode } from '../../yaml/index.ts'
import type { Check, Form } from '../form.ts'

/**
 * A form lacks a question by which another form of its set recognises an emergency. Reported once for each form. Its
 * `ignore` excuses only the ids that its reason names, so that a question added later is reported.
 */
export const missingInSet: Check = {
  code: 'missing-in-set',
  section: 'logic',
  severity: 'warning',
  what: 'another form of its set asks questions that decide an act-now rule, and this form does not',
  why: 'Whoever fills in only this form is then never asked, and what would be act-now in one form is silence in another.',
  todo: 'ask the question here too, word for word; or write `ignore: { missing-in-set: … }` at the top with each id that may be missing and why',
  looksAt: 'whole',
  appliesIgnore: true,
  look: (form, found) => {
    const { questionnaire, siblings, ignores, top } = form
    const span = top.entries.get('set')?.value.span
    if (questionnaire.set === undefined || span === undefined) return
    const missing = siblings === undefined ? undefined : missingIn(questionnaire, siblings)
    const excused = excusedIn(form)
    const told = [...(missing ?? [])].filter(([id]) => !excused.has(id))
    // Without the other files nobody knows what is missing, so an `ignore` is not called unused then.
    if (missing === undefined || missing.size > told.length) ignores.silence(missingInSet.code, top.span.start)
    if (told.length === 0) return
    const names = told.map(([id, other]) => `\`${id}\` (${other})`).join(', ')
    found(span, {
      message: `other forms of the set \`${questionnaire.set}\` decide act-now by questions that are not here: ${names}`,
      help: 'ask them here too, or name each in `ignore: { missing-in-set: … }` at the top with the reason',
    })
  },
}

/** Each missing question, with the first form that has it. */
function missingIn({ id, set, questionById }: Questionnaire, siblings: readonly Questionnaire[]): Map<string, string> {
  const missing = new Map<string, string>()
  for (const other of siblings) {
    if (other.set !== set || other.id === id) continue
    for (const question of decidingActNow(other))
      if (!questionById.has(question) && !missing.has(question)) missing.set(question, other.id)
  }
  return missing
}

/** Ids of the questions that an act-now rule reads, or that are act-now while their answer is not known. */
export function decidingActNow({ questions, rulesReading }: Questionnaire): readonly string[] {
  return questions
    .filter(({ subject, ifUnknown, ifUnanswered }) => {
      const rules = rulesReading[subject.index] ?? []
      return [ifUnknown, ifUnanswered, ...rules.map(({ level }) => level)].includes('act-now')
    })
    .map(({ id }) => id)
}

function excusedIn({ top }: Form): ReadonlySet<string> {
  const ignore: YamlNode | undefined = top.entries.get('ignore')?.value
  const reason = ignore?.kind === 'mapping' ? ignore.entries.get('missing-in-set')?.value : undefined
  return new Set(reason?.kind === 'scalar' ? (reason.value.match(/[a-z][a-z0-9_]*/g) ?? []) : [])
}
