import { ONE } from '../../src/expression/index.ts'
import type { Answer, Answers, Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { Due, due } from '../../src/questionnaire/index.ts'

/** The date of all answers. */
export const ON = '2026-02-28'

/** How often a question is answered otherwise than a well person would, and how often it is not answered. */
export const ODDS: Readonly<Record<'positive' | 'unsure' | 'declined' | 'missing', number>> = {
  positive: 0.06,
  unsure: 0.02,
  declined: 0.005,
  missing: 0.005,
}
/** This part of the people answers everything, and of those questions nothing is unsure. */
export const FINISHED = 0.6

/**
 * Seeded people as an interview leaves them: mostly benign answers, some positive, a few unsure, declined or missing.
 * A follow-up that is not due has no answer, but for a few edits that leave one behind. Values that are no valid
 * answers are not among them, because an interview asks again.
 */
export function randomPeople(questionnaire: Questionnaire, count: number, seed: number): readonly Answers[] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => randomPerson(questionnaire, random))
}

function randomPerson(questionnaire: Questionnaire, random: () => number): Answers {
  const answers = new Map<string, Answer>()
  const finished = random() < FINISHED
  for (const question of questionnaire.questions) {
    const isDue =
      question.askIf === undefined || due(questionnaire, answers, ON).due[question.subject.index] === Due.yes
    const answer = randomAnswer(question, finished, random)
    const leftBehind = !isDue && random() < 0.002
    if (answer !== undefined && (isDue || leftBehind)) answers.set(question.id, answer)
  }
  return answers
}

function randomAnswer(question: Question, finished: boolean, random: () => number): Answer | undefined {
  const luck = random()
  const { positive, unsure, declined, missing } = ODDS
  if (luck < positive) return { kind: 'given', value: randomValue(question, random) }
  if (finished || luck > positive + unsure + declined + missing) return usualAnswer(question)
  if (luck < positive + unsure) return { kind: 'unsure' }
  return luck < positive + unsure + declined ? { kind: 'declined' } : undefined
}

function usualAnswer({ usual, options }: Question): Answer {
  return usual ?? { kind: 'given', value: options[0]?.code ?? 'Sertraline every morning' }
}

function randomValue({ type, options, hard }: Question, random: () => number): number | string | readonly string[] {
  const picked = () => options[Math.floor(random() * options.length)]?.code ?? ''
  switch (type) {
    case 'yes_no':
    case 'choice':
      return picked()
    case 'choices':
      return manyOf(
        options.map((option) => option.code),
        random,
      )
    case 'integer':
    case 'decimal': {
      const [low, high] = [(hard?.min ?? 0) / ONE, (hard?.max ?? 100 * ONE) / ONE]
      return Math.round(low + random() * (high - low))
    }
    case 'date':
      return ON
    case 'text':
      return 'Vitamin D in winter'
  }
}

/** One or two options in their order; now and then `none` beside one, which contradicts itself. */
function manyOf(codes: readonly string[], random: () => number): readonly string[] {
  const first = Math.floor(random() * codes.length)
  const second = Math.floor(random() * codes.length * 2)
  const chosen = codes.filter((_, index) => index === first || index === second)
  return random() < 0.02 ? [...chosen, 'none'] : chosen
}

/** mulberry32: the same people in every run, on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
