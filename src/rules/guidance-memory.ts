import type { Answer, Question } from '../questionnaire/index.ts'
import type { AnswerShown, Finding } from './guidance.ts'

/**
 * Remembers what was put into words before. Of thousands of people, most answer most questions in the same way; they
 * then share one object, by which a writer recognises it. Nobody changes anything in it.
 */
export interface GuidanceMemory {
  /**
   * An answer as it is shown; `undefined` where it was not shown before. Answers are recognised by being the same
   * object.
   */
  answerShown(question: Question, answer: Answer): AnswerShown | undefined
  keepAnswer(question: Question, answer: Answer, shown: AnswerShown): AnswerShown
  /** An answer with those of its codes that make a rule true. */
  withTrueBy(shown: AnswerShown, codes: readonly string[]): AnswerShown
  /** The first finding that was made with the same contents. */
  finding(made: Finding): Finding
}

const MOST_FINDINGS = 8192

/** `most`: how many findings are remembered. Beyond that number, all are forgotten. */
export function guidanceMemory(most: number = MOST_FINDINGS): GuidanceMemory {
  const numbers = new WeakMap<AnswerShown, number>()
  const findings = new Map<string, Finding>()
  const texts = new Map<string, number>()
  let last = 0

  /** A number for an answer as shown, which no other has. */
  function numberOf(shown: AnswerShown): number {
    const known = numbers.get(shown)
    if (known !== undefined) return known
    last += 1
    numbers.set(shown, last)
    return last
  }

  /**
   * A number for a text. Most texts are the same string each time, which is found without looking at its characters.
   */
  function textNumber(text: string): number {
    const known = texts.get(text)
    if (known !== undefined) return known
    texts.set(text, texts.size)
    return texts.size - 1
  }

  /** Everything that a finding says. Its sources and basis are determined by its rule. */
  function keyOf(made: Finding): string {
    const about = made.rule ?? made.question ?? ''
    let key = `${made.kind} ${made.level} ${about} ${made.state} ${textNumber(made.because)} ${textNumber(made.advice)}`
    if (made.action !== undefined) key += ` ${made.action}`
    for (const shown of made.answers) key += ` ${numberOf(shown)}`
    if (made.undetermined !== undefined) key += ` ${made.undetermined}`
    if (made.would_raise !== undefined) key += ` or ${made.would_raise}`
    return key
  }

  return {
    ...answersMemory(),
    finding(made) {
      // Before the key is made, which contains numbers of texts.
      if (findings.size >= most) {
        findings.clear()
        texts.clear()
      }
      const key = keyOf(made)
      const earlier = findings.get(key)
      if (earlier !== undefined) return earlier
      findings.set(key, made)
      return made
    },
  }
}

function answersMemory(): Omit<GuidanceMemory, 'finding'> {
  const answers = new WeakMap<Question, WeakMap<Answer, AnswerShown>>()
  const trueBy = new WeakMap<AnswerShown, Map<string, AnswerShown>>()
  return {
    answerShown: (question, answer) => answers.get(question)?.get(answer),
    keepAnswer(question, answer, shown) {
      let known = answers.get(question)
      if (known === undefined) {
        known = new WeakMap()
        answers.set(question, known)
      }
      known.set(answer, shown)
      return shown
    },
    withTrueBy(shown, codes) {
      let known = trueBy.get(shown)
      if (known === undefined) {
        known = new Map()
        trueBy.set(shown, known)
      }
      const key = codes.join(' ')
      const made = known.get(key) ?? { ...shown, true_by: codes }
      known.set(key, made)
      return made
    },
  }
}
