import { type Check, spanAt } from '../form.ts'
import { pairLines, personLines, refuted } from '../refuted.ts'

export const unknownLowers: Check = {
  code: 'unknown-lowers',
  section: 'unknown',
  severity: 'error',
  what: 'an answer that is not known hides a risk: with "not sure", or with nothing, the level falls below that of the known answer and below that of the unknown',
  why: 'No answer is not "no". Whoever is not sure must not get by where somebody who knows is stopped.',
  todo: 'take `is answered` out of the condition, or give the question an `if_unknown`',
  looksAt: 'whole',
  look: (form, found) => {
    for (const { about, example } of refuted(form, 'unknown-lowers')) {
      if (example === undefined) continue
      const { after, level } = example
      if (after === undefined)
        found(spanAt(form, about, 'when'), {
          message: `\`${about.id}\` is undetermined for this person, who ends at \`${level}\``,
          help: personLines(form.questionnaire, example).join('\n'),
        })
      else
        found(spanAt(form, about, 'id'), {
          message: `when \`${about.id}\` is not known, \`${level}\` falls to \`${after.level}\``,
          help: pairLines(form.questionnaire, example).join('\n'),
        })
    }
  },
}
