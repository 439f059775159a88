import type { Question, Questionnaire, Rule } from './model.ts'

/** For each question the rules that read it, and whether the form is complete without it. */
export function readersOf(
  questions: readonly Question[],
  rules: readonly Rule[],
  scores: Questionnaire['scores'],
): Pick<Questionnaire, 'rulesReading' | 'needed'> {
  const rulesReading: Rule[][] = questions.map(() => [])
  for (const rule of rules) for (const { index } of rule.when.reads) rulesReading[index]?.push(rule)
  const scored = new Set(scores.flatMap((score) => score.subject.items.map((item) => item.question.index)))
  return {
    rulesReading,
    needed: questions.map((_, index) => scored.has(index) || (rulesReading[index]?.length ?? 0) > 0),
  }
}
