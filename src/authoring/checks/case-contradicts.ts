import type { Question } from '../../questionnaire/index.ts'
import { complaint } from '../../questionnaire/index.ts'
import type { Case } from '../cases.ts'
import type { Check } from '../form.ts'
import { type ContradictionKey, contradictionsIn } from '../run-case.ts'
import { saidOf } from '../said.ts'

export const caseContradicts: Check = {
  code: 'case-contradicts',
  section: 'cases',
  severity: 'warning',
  what: 'the answers of a case do not go together, or one is outside its limits, and the case does not say that this is meant',
  why: 'Most often an answer that leads to another was left out. The case then tries something that no interview can come to.',
  todo: 'add the answer that is missing, or name the question under `conflicts`, `out_of_range` or `check_failed` of `expect`',
  example: { wrong: 'answers: { amount: 3, signs: [blood] }', right: 'answers: { smoker: yes, signs: [blood] }' },
  looksAt: 'whole',
  look: ({ cases, questionnaire }, found) => {
    for (const one of cases?.list ?? []) {
      if (one.expect === 'todo') continue
      const said = saidOf(questionnaire, one.answers, one.on)
      for (const { key, id } of contradictionsIn(one.expect, said)) {
        const question = questionnaire.questionById.get(id)
        if (question === undefined) continue
        const { says, todo } = told(key, question, one)
        found(
          one.span,
          { message: `${one.name}: ${says}`, help: `${todo}, or write \`${key}: [${id}]\` under \`expect\`` },
          cases?.source,
        )
      }
    }
  },
}

function told(
  key: ContradictionKey,
  question: Question,
  { answers }: Case,
): { readonly says: string; readonly todo: string } {
  const answer = answers.get(question.id)
  switch (key) {
    case 'conflicts': {
      if (question.askIf === undefined)
        return { says: `\`${question.id}\` has \`none\` and something else`, todo: 'take one out' }
      const triggers = question.askIf.reads.map(({ id }) => `\`${id}\``).join(', ')
      return { says: `\`${question.id}\` is answered, but not asked`, todo: `answer ${triggers} so that it is asked` }
    }
    case 'out_of_range':
      return {
        says: answer?.kind === 'rejected' ? complaint(question, answer) : question.id,
        todo: 'change the number',
      }
    case 'check_failed': {
      const names = (question.check?.that.reads ?? []).map(({ id }) => `\`${id}\``).join(' and ')
      return { says: `${names} do not go together: ${question.check?.message}`, todo: 'change one of them' }
    }
  }
}
