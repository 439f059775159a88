import { parseAnswer, plainText, type Question } from '../questionnaire/index.ts'

/**
 * Words that files use instead of a code, in any case, with the code or state that each means. A template fills in
 * these, and whatever equals a label or a code, and nothing else. The manual lists them.
 */
export const FIXED_WORDS: readonly (readonly [word: string, meaning: string])[] = [
  ...['y', 'ja', 'j', 'oui', 'si', 'sí', 'sì', 'sim'].map((word) => [word, 'yes'] as const),
  ...['n', 'nein', 'non', 'não'].map((word) => [word, 'no'] as const),
  ...['n/a', 'na', 'unknown', 'dk', "don't know", 'do not know', 'weiß nicht', 'ne sait pas', 'no sé'].map(
    (word) => [word, 'unsure'] as const,
  ),
  ...['refused', 'prefer not to answer', 'declined to answer', 'rather not say'].map(
    (word) => [word, 'declined'] as const,
  ),
  ...['missing', '.', '-', '--', 'null', 'nan'].map((word) => [word, 'unanswered'] as const),
]

const MEANINGS = new Map(FIXED_WORDS)

/** The code or state that a text of a file certainly means: it equals one of ours, or it is a fixed word. */
export function certainCode(question: Question, written: string): string | undefined {
  const answer = parseAnswer(question, question.type === 'choices' ? [written] : written)
  if (answer?.kind === 'unsure' || answer?.kind === 'declined') return answer.kind
  if (answer?.kind === 'given') return Array.isArray(answer.value) ? answer.value[0] : String(answer.value)
  const meaning = MEANINGS.get(plainText(written).toLowerCase().replaceAll('’', "'"))
  if (meaning !== 'yes' && meaning !== 'no') return meaning
  const own = question.options.find(({ code }) => code === meaning)?.label.toLowerCase() ?? ''
  return question.type === 'yes_no' || own === meaning || MEANINGS.get(own) === meaning ? meaning : undefined
}
