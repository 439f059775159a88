import { TRUE } from '../../expression/index.ts'
import {
  type Answers,
  carryOver,
  due,
  type Level,
  type Questionnaire,
  rank,
  withSupplied,
} from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'

/** Answers that somebody gave, and a label by which they can be found again. */
export interface GivenAnswers {
  readonly label: string
  /** The form that was answered: the old one, or an earlier one. */
  readonly form: Questionnaire
  readonly answers: Answers
  /** ISO day. */
  readonly on: string
}

/** How many people go from one level to another. */
export interface GivenMove {
  readonly from: Level
  readonly to: Level
  readonly people: number
  /** Ids of the old form's rules that gave them their level, each with a number of people. */
  readonly by: ReadonlyMap<string, number>
  /** Labels of the first of them. */
  readonly labels: readonly string[]
}

export interface GivenTally {
  readonly people: number
  /** How many people have answers that cannot be carried over. */
  readonly notCarried: number
  /** Those who get another level, the most serious first, and people who are lowered furthest before the others. */
  readonly moves: readonly GivenMove[]
}

const MOST_LABELS = 5

/**
 * Counts people under both forms. Questions that only the new form asks get their usual answer, so that they do not
 * hide a change.
 */
export function givenTally(
  old: Questionnaire,
  now: Questionnaire,
): { readonly add: (given: GivenAnswers) => void; readonly result: () => GivenTally } {
  const moves = new Map<string, Growing>()
  let people = 0
  let notCarried = 0
  return {
    add: (given) => {
      const { before, after, isCarried } = levelsOf(given, old, now)
      people += 1
      notCarried += isCarried ? 0 : 1
      if (before.level === after) return
      const key = `${before.level} ${after}`
      const move: Growing = moves.get(key) ?? { from: before.level, to: after, people: 0, by: new Map(), labels: [] }
      moves.set(key, move)
      move.people += 1
      for (const id of before.rules) move.by.set(id, (move.by.get(id) ?? 0) + 1)
      if (move.labels.length < MOST_LABELS) move.labels.push(given.label)
    },
    result: () => ({ people, notCarried, moves: [...moves.values()].sort(byStep) }),
  }
}

interface Growing extends GivenMove {
  people: number
  readonly by: Map<string, number>
  readonly labels: string[]
}

function byStep(a: GivenMove, b: GivenMove): number {
  const isDown = ({ from, to }: GivenMove) => (rank(from) > rank(to) ? 0 : 1)
  return isDown(a) - isDown(b) || rank(b.from) - rank(a.from) || rank(a.to) - rank(b.to)
}

interface Levels {
  readonly before: { readonly level: Level; readonly rules: readonly string[] }
  readonly after: Level
  readonly isCarried: boolean
}

function levelsOf({ form, answers, on }: GivenAnswers, old: Questionnaire, now: Questionnaire): Levels {
  const own = form === old ? answers : carryOver(form, old, answers).answers
  const { level } = guide(old, own, on)
  const { sheet } = due(old, own, on)
  const rules = old.rules.filter((rule) => rule.level === level && rule.when.test(sheet) === TRUE).map(({ id }) => id)
  const carried = carryOver(form, now, answers)
  const all = withSupplied(now, carried.answers, on, ({ id, usual }) => (form.questionById.has(id) ? undefined : usual))
  return { before: { level, rules }, after: guide(now, all, on).level, isCarried: carried.notCarried.length === 0 }
}
