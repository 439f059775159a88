import { type Check, spanAt } from '../form.ts'

/** The highest school grade that is still plain enough; from 9.0 on the text is reported. */
const PLAIN = 8

export const readingLevel: Check = {
  code: 'reading-level',
  section: 'wording',
  severity: 'warning',
  what: 'a question with its help is harder to read than school grade 8 (Flesch–Kincaid grade 9.0 or above)',
  why: 'People answer what they understand. Half of all adults read at grade 8 or below.',
  todo: 'shorter sentences, shorter words, a `help` that explains; where a long word cannot be replaced, ignore it with that reason',
  example: { wrong: 'text: Identify the predominant symptomatology.', right: 'text: Which kind is it?' },
  looksAt: 'refused',
  look: (form, found) => {
    if (!/^en\b/.test(form.questionnaire.language)) return
    for (const question of form.questionnaire.questions) {
      const grade = gradeOf(`${question.text} ${question.help ?? ''}`)
      if (grade < PLAIN + 1) continue
      const message = `\`${question.id}\` with its help reads at grade ${grade.toFixed(1)}, above ${PLAIN}`
      found(spanAt(form, question, 'text'), { message, help: 'use shorter sentences and shorter words' })
    }
  },
}

/**
 * Flesch–Kincaid grade: 0.39 × words per sentence + 11.8 × syllables per word - 15.59 (Kincaid and others, 1975). It
 * was made for passages of a hundred English words. For one question it is only a hint, and a single long name moves it
 * by a grade.
 */
export function gradeOf(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
  if (words.length === 0) return 0
  const sentences = Math.max(1, text.match(/[.?!:](?=\s|$)/g)?.length ?? 0)
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59
}

/** Counts groups of vowels, without a silent `e`, `es` or `ed`. Numbers and abbreviations count as one syllable. */
export function syllablesOf(word: string): number {
  if (word.length <= 3 || !/\p{Ll}/u.test(word)) return 1
  const spoken = word.toLowerCase().replace(/(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzgh])es$/, '')
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0)
}
