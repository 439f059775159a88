import { ONE } from '../../expression/index.ts'
import type { Option } from '../../questionnaire/index.ts'
import { type Check, optionSpan } from '../form.ts'

/** Words of frequency as scales use them, from least to most. */
const WORDS: readonly RegExp[] = [
  /^(never|not at all|none)\b/i,
  /^(rarely|seldom|hardly)\b/i,
  /^(sometimes|several|some|a few|occasionally)\b/i,
  /^(often|more than half|frequently)\b/i,
  /^(very often|nearly every|almost every)\b/i,
  /^(always|daily|every)\b/i,
]

export const scaleOutOfOrder: Check = {
  code: 'scale-out-of-order',
  section: 'names',
  severity: 'warning',
  what: 'the points of a scale do not go with its labels: "3 = often" with 2 points, or points that go up and down while the labels only go up',
  why: 'Points are added into a score that nobody sees item by item, so that two swapped points stay unnoticed.',
  todo: 'compare the points with the published scale',
  example: { wrong: 'some: { label: 2 - Several days, points: 1 }', right: 'some: { label: Several days, points: 1 }' },
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      const option = question.type === 'choice' ? misfit(question.options) : undefined
      if (option === undefined) continue
      const message = `the points of \`${option.code}\` (${(option.points ?? 0) / ONE}) do not go with its label`
      found(optionSpan(form, question, option.code), { message, help: 'compare the points with the published scale' })
    }
  },
}

function misfit(options: readonly Option[]): Option | undefined {
  const scored = options.filter((option) => option.points !== undefined)
  const named = scored.find(({ label, points }) => {
    const number = /^\(?(\d+)\)?\s*[-–=:.)]/.exec(label)?.[1]
    return number !== undefined && Number(number) * ONE !== points
  })
  if (named !== undefined) return named
  const ranked = scored.map((option) => ({ option, rank: rankOf(option.label) }))
  if (ranked.length < 3 || ranked.some(({ rank }) => rank === undefined)) return undefined
  const byRank = [...ranked].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  return turningPoint(byRank.map(({ option }) => option))
}

/**
 * The number in a label, or else its word of frequency. The two are not compared with each other: "never" may come
 * before "1 day".
 */
function rankOf(label: string): number | undefined {
  const number = /\d+/.exec(label)?.[0]
  if (number !== undefined) return Number(number)
  const word = WORDS.findIndex((pattern) => pattern.test(label))
  return word <= 0 ? (word === 0 ? 0 : undefined) : word
}

/** The first option at which the order of points reverses. */
function turningPoint(options: readonly Option[]): Option | undefined {
  let direction = 0
  for (const [index, option] of options.entries()) {
    const step = Math.sign((option.points ?? 0) - (options[index - 1]?.points ?? option.points ?? 0))
    if (step !== 0 && direction !== 0 && step !== direction) return option
    if (step !== 0) direction = step
  }
  return undefined
}
