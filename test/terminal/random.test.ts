import { describe, expect, test } from 'vitest'
import type { Answer, Answers, Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { outside } from '../../src/questionnaire/index.ts'
import { evaluate, replay } from '../../src/screening/index.ts'
import type { Desk } from '../../src/terminal/desk-state.ts'
import { navigationOf } from '../../src/terminal/keys.ts'
import { paintFor } from '../../src/terminal/look.ts'
import { screenOf } from '../../src/terminal/screen.ts'
import { visit } from '../screening/forms.ts'
import { shipped } from '../support/load.ts'
import { seeded } from '../support/seed.ts'
import { keyOf, keysFor, NAMED, Typist } from './typist.ts'

/** `PRESCREEN_KEYS=100000 npx vitest run test/terminal/random.test.ts` for the long run. */
const SEQUENCES = Number(process.env.PRESCREEN_KEYS ?? 5000)
const SEED = 20261122
/** The shipped intake is long: it gets one sequence in five. */
const INTAKE_SHARE = 0.2

const forms: readonly [string, Questionnaire, number][] = [
  ['the shipped intake', shipped('ketamine-intake'), Math.round(SEQUENCES * INTAKE_SHARE)],
  ['a form with everything once', visit, SEQUENCES - Math.round(SEQUENCES * INTAKE_SHARE)],
]

describe(`${SEQUENCES} random sequences of keys`, () => {
  test.each(forms)('%s', { timeout: 3_600_000 }, (_, form, sequences) => {
    const began = performance.now()
    const reached = new Map<string, number>()
    let keys = 0
    for (let number = 0; number < sequences; number += 1) {
      const random = seeded(SEED + number)
      const typist = new Typist(form, { guardMs: random() < 0.5 ? 0 : 300 })
      walkAhead(typist, random)
      const length = 10 + Math.trunc(random() * 40)
      for (let pressed = 0; pressed < length; pressed += 1) {
        const before = typist.desk
        const key = someKey(before, random)
        try {
          typist.pressesEvery(Math.trunc(random() * 700), key)
          holds(before, typist.desk, key)
        } catch (error) {
          throw new Error(`sequence ${number}, key ${pressed}: ${key} at ${typist.at}`, { cause: error })
        }
        keys += 1
        reached.set(kindOf(typist), (reached.get(kindOf(typist)) ?? 0) + 1)
        if (isPartlyKnown(typist.desk)) reached.set('partly known', (reached.get('partly known') ?? 0) + 1)
      }
      const { screening } = typist.desk
      expect(replay(form, screening.on, screening.moves)).toEqual(screening)
    }
    const seconds = Math.round((performance.now() - began) / 1000)
    const where = [...reached].map(([kind, times]) => `${kind} ${times}`).join(', ')
    process.stdout.write(`${form.id}: ${sequences} sequences, ${keys} keys, ${seconds} s; after them ${where}\n`)
    // Keys that never get anywhere would show nothing.
    for (const kind of ['ask', 'confirm', 'act-now', 'review', 'card', 'partly known'])
      expect([kind, reached.get(kind)]).toEqual([kind, expect.any(Number)])
  })
})

test('no screen is larger than the terminal, whatever its size and the keys before', () => {
  for (let number = 0; number < 1500; number += 1) {
    const random = seeded(SEED - number)
    const form = forms[number % 2]?.[1] ?? visit
    const typist = new Typist(form, { guardMs: 0, ...(random() < 0.9 ? { reference: 'A-1' } : {}) })
    walkAhead(typist, random)
    for (let pressed = 0; pressed < 12; pressed += 1) {
      typist.presses(someKey(typist.desk, random))
      const [columns, rows] = [20 + Math.trunc(random() * 111), 6 + Math.trunc(random() * 55)]
      const look = { columns, rows, ascii: random() < 0.5, paint: paintFor(0) }
      const lines = screenOf(typist.desk, OCCASION, look)
      const size = [Math.max(...lines.map(widthOf)), lines.length]
      const seat = `sequence ${number}, ${columns} by ${rows}, at ${typist.at}`
      expect(size[0], `${seat}: width\n${lines.join('\n')}`).toBeLessThanOrEqual(columns)
      expect(size[1], `${seat}: height\n${lines.join('\n')}`).toBeLessThanOrEqual(rows)
      if (look.ascii) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/)
    }
  }
})

const OCCASION = { at: '2026-11-22 13:05 +00:00', program: '0.0.0' }

/** What must hold of any desk after any key. */
function holds(before: Desk, after: Desk, key: string): void {
  const { questionnaire, answers, on, step } = after.screening
  const { due, failing, actNow } = evaluate(questionnaire, answers, on)
  if (before.page === 'form') navigationChangesNothing(before, after, key)
  if (answers !== before.screening.answers) {
    expect(failing).toEqual([])
    expect([...answers.keys()].filter((id) => !due.some((question) => question.id === id))).toEqual([])
    for (const question of due) insideItsLimits(question, answers.get(question.id))
  }
  if (step.kind === 'done') {
    const open = due.filter(({ id }) => !answers.has(id))
    expect(step.finishedEarly).toBe(open.length > 0)
    if (open.length > 0) expect(actNow).not.toEqual([])
  }
  expect(after.screening.progress).toBeGreaterThanOrEqual(before.screening.progress)
}

/** Only the right arrow may bring an answer back: the one that it offers, which was set aside. */
function navigationChangesNothing(before: Desk, after: Desk, key: string): void {
  const { step } = before.screening
  const asking = step.kind === 'ask' ? step : undefined
  const navigation = navigationOf(keyOf(key), { typing: asking?.question.type === 'text' })
  if (navigation === undefined) return
  const notice = after.screening.notice
  const mayChange = new Set(notice?.kind === 'answered' ? notice.setAside.map(({ id }) => id) : [])
  if (navigation === 'forward' && asking !== undefined && !before.screening.answers.has(asking.question.id)) {
    const { id } = asking.question
    if (after.screening.answers.has(id)) expect(after.screening.answers.get(id)).toEqual(asking.earlier)
    mayChange.add(id)
  }
  const kept = (answers: Answers) => [...answers].filter(([id]) => !mayChange.has(id)).sort()
  expect(kept(after.screening.answers)).toEqual(kept(before.screening.answers))
}

function insideItsLimits(question: Question, answer: Answer | undefined): void {
  if (answer?.kind !== 'given' || typeof answer.value !== 'number') return
  expect(outside(Math.round(answer.value * 1e6), question.hard)).toBe(false)
  if (question.type === 'integer') expect(Number.isInteger(answer.value)).toBe(true)
}

/** Some answers first, so that every part of a form comes up. */
function walkAhead(typist: Typist, random: () => number): void {
  const steps = Math.trunc(random() * (typist.desk.screening.questionnaire.questions.length + 6))
  for (let step = 0; step < steps; step += 1) {
    if (typist.at === 'review') return
    if (typist.at === 'confirm') typist.presses('y')
    else if (typist.at === 'act-now') typist.presses('g')
    else typist.presses(...keysFor(typist.question, plausible(typist.question, random)))
  }
}

function plausible(question: Question, random: () => number): Answer {
  if (question.usual !== undefined && random() < 0.8) return question.usual
  switch (question.type) {
    case 'yes_no':
    case 'choice':
      return { kind: 'given', value: oneOf(question.subject.codes, random) }
    case 'choices':
      return severalAnswers(question, random)
    case 'integer':
    case 'decimal':
      return { kind: 'given', value: question.id === 'bottom' ? 45 : 70 }
    case 'date':
      return { kind: 'given', value: '2020-02-29' }
    case 'text':
      return { kind: 'given', value: 'words' }
  }
}

/** None, one, or one and not sure about the others. */
function severalAnswers({ subject }: Question, random: () => number): Answer {
  const luck = random()
  if (luck < 0.4) return { kind: 'given', value: ['none'] }
  const code = oneOf(subject.codes, random)
  return luck < 0.8 ? { kind: 'given', value: [code] } : { kind: luck < 0.9 ? 'unsure' : 'declined', codes: [code] }
}

const NAMES = Object.keys(NAMED)
const SIGNS = [...'0123456789ynudfgcFYUD.,-<?>abcx ', 'é', '你', '😀', '\u200d', '\u001b[31m', '\u0000']

/** Mostly keys that the screen names, so that something happens; among them any other. */
function someKey(desk: Desk, random: () => number): string {
  const luck = random()
  if (luck < 0.15) return oneOf(SIGNS, random)
  if (luck < 0.4) return oneOf(NAMES, random)
  const { step } = desk.screening
  if (desk.page !== 'form') return oneOf(['Left', 'c', 'Down', 'Enter', 'x'], random)
  switch (step.kind) {
    case 'ask':
      if (step.question.options.length > 0)
        return oneOf([...step.question.options.map(({ key }) => key), '0', 'Enter', 'u'], random)
      return luck < 0.6 ? 'Enter' : oneOf([...'0123456789-'], random)
    case 'confirm':
      return oneOf(['y', 'n', 'Left'], random)
    case 'act-now':
      return oneOf(['f', 'g', 'Left'], random)
    case 'review':
      return oneOf(['f', 'F', 'g', 'Enter', 'Down', 'Up'], random)
    case 'done':
      return 'c'
  }
}

function isPartlyKnown({ screening: { answers } }: Desk): boolean {
  return [...answers.values()].some(({ kind, ...answer }) => kind !== 'given' && 'codes' in answer)
}

function kindOf({ desk: { page, screening } }: Typist): string {
  return page === 'form' ? screening.step.kind : page
}

function oneOf<T>(things: readonly T[], random: () => number): T {
  return things[Math.trunc(random() * things.length)] as T
}

function widthOf(line: string): number {
  return [...line].reduce((width, sign) => width + (/\p{Script=Han}|\p{Emoji_Presentation}/u.test(sign) ? 2 : 1), 0)
}
