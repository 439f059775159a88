import { cappedAtReferBefore, mostSerious, rank } from '../../questionnaire/index.ts'
import { type Check, spanAt } from '../form.ts'

export const unexplainedLevel: Check = {
  code: 'unexplained-level',
  section: 'names',
  severity: 'warning',
  what: '`if_unknown` is less serious than the rules that read the question, and no `if_unknown_because` says why',
  why: 'Without it "not sure" would count as the most serious rule that it leaves open. Lowering that is a clinical decision, which wants its reason beside it.',
  todo: 'add `if_unknown_because`, or raise `if_unknown`',
  looksAt: 'refused',
  look: (form, found) => {
    const { questions, rulesReading } = form.questionnaire
    for (const question of questions) {
      const { ifUnknown, ifUnknownBecause, subject } = question
      if (ifUnknown === undefined || ifUnknownBecause !== undefined) continue
      const rules = rulesReading[subject.index] ?? []
      const usual = cappedAtReferBefore(mostSerious(...new Set(rules.map((rule) => rule.level))))
      if (rank(ifUnknown) >= rank(usual)) continue
      found(spanAt(form, question, 'if_unknown'), {
        message: `\`if_unknown\` of \`${question.id}\` is below \`${usual}\`, which its rules would give`,
        help: 'add `if_unknown_because: …` with the reason, or raise the level',
      })
    }
  },
}
