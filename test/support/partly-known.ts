import type { Answer, Answers } from '../../src/questionnaire/index.ts'

/** Every list of answers as somebody gives it who is sure of what is in it and of nothing else. */
export function partlyKnown(answers: Answers, kind: 'unsure' | 'declined'): Answers {
  return new Map(
    [...answers].map(([id, answer]): [string, Answer] => {
      const codes = answer.kind === 'given' && Array.isArray(answer.value) ? answer.value : ['none']
      return [id, codes.includes('none') ? answer : { kind, codes }]
    }),
  )
}

/** The words of an answer as files have them: a value, codes, a state, or codes and a state. */
export function wordsOf(answer: Answer): readonly string[] {
  if (answer.kind === 'given') return [answer.value].flat().map(String)
  return answer.kind === 'rejected' ? [answer.raw] : [...(answer.codes ?? []), answer.kind]
}
