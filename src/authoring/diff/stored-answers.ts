import { isMeasure, MEASURES } from '../../expression/index.ts'
import {
  type Answer,
  carryOver,
  kindOf,
  outside,
  type Question,
  type Questionnaire,
} from '../../questionnaire/index.ts'

/** What becomes of answers that were stored under the old form. */
export interface StoredAnswers {
  /** Answers that cannot be carried over, each with an example in the words of the old form. */
  readonly lost: readonly Lost[]
  /** Questions and options whose words changed. Whether they still mean the same is for a person to decide. */
  readonly reworded: readonly { readonly question: Question; readonly was: string; readonly now: string }[]
  /** Options that count differently in a score. */
  readonly counted: readonly {
    readonly question: Question
    readonly label: string
    readonly was: number
    readonly now: number
  }[]
  /** Questions that nobody was asked before. */
  readonly added: readonly Question[]
}

export interface Lost {
  readonly question: Question
  readonly answer: string
  readonly why: string
  /** Only a number outside the new limits: its meaning is unchanged. */
  readonly isLimit: boolean
}

export function storedAnswers(old: Questionnaire, now: Questionnaire): StoredAnswers {
  const lost: Lost[] = []
  const reworded = new Map<string, StoredAnswers['reworded'][number]>()
  for (const question of old.questions) {
    const whys = new Set<string>()
    const other = now.questionById.get(question.id)
    for (const answer of samplesOf(question, other)) {
      const carried = carryOver(old, now, new Map([[question.id, answer]]))
      for (const { answer: words, why } of carried.notCarried) {
        if (whys.has(why)) continue
        whys.add(why)
        lost.push({
          question,
          answer: words,
          why,
          isLimit: isNumber(answer) && other?.type === question.type && why.includes('limits'),
        })
      }
      for (const { was, now: is } of carried.reworded)
        reworded.set(`${question.id} ${was} ${is}`, { question, was, now: is })
    }
  }
  return {
    lost,
    reworded: [...reworded.values()],
    counted: old.questions.flatMap((question) => countedOtherwise(question, now.questionById.get(question.id))),
    added: now.questions.filter(({ id }) => !old.questionById.has(id)),
  }
}

function isNumber(answer: Answer): boolean {
  return answer.kind === 'given' && typeof answer.value !== 'object'
}

/** One answer of each kind that can fare differently. */
function samplesOf(question: Question, other: Question | undefined): readonly Answer[] {
  const { options, none, type, subject } = question
  const given = (value: string | number | readonly string[]): Answer => ({ kind: 'given', value })
  if (type === 'choices')
    return [...options.map(({ code }) => given([code])), ...(none === undefined ? [] : [given(['none'])])]
  if (options.length > 0) return options.map(({ code }) => given(code))
  if (!isMeasure(subject.type)) return [given('…')]
  const { quantity } = kindOf(question)
  const step = quantity?.step ?? 1
  const { value } = MEASURES[subject.type]
  const ends = [question.hard?.min, question.hard?.max]
  const beyond = [other?.hard?.min, other?.hard?.max].map((end, at) => end && end + (at === 0 ? -step : step))
  const numbers = [...ends, ...beyond].filter((one) => one !== undefined && !outside(one, question.hard))
  return (numbers.length === 0 ? [quantity?.first ?? 0] : numbers).map((one) => given(value(one as number)))
}

function countedOtherwise(question: Question, now: Question | undefined): StoredAnswers['counted'] {
  return question.options.flatMap(({ code, label, points = 0 }) => {
    const other = now?.options.find((option) => option.code === code)
    const is = other?.points ?? 0
    return other === undefined || is === points ? [] : [{ question, label, was: points, now: is }]
  })
}
