import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/questionnaire/index.ts'
import { isHeld, letGo } from '../../src/terminal/held-keys.ts'
import { visit } from '../screening/forms.ts'
import { questionnaire } from '../support/load.ts'
import { keyOf, Typist } from './typist.ts'

/** Answers that lead to each question of the form, in order. */
const STORY: readonly Answer[] = [
  { kind: 'given', value: 'no' },
  { kind: 'given', value: ['rash', 'cough'] },
  { kind: 'given', value: 'no' },
  { kind: 'given', value: 'older' },
  { kind: 'given', value: '2001-05-06' },
  { kind: 'given', value: 'yes' },
  { kind: 'given', value: '2001-05-07' },
  { kind: 'given', value: 165 },
  { kind: 'given', value: 'no' },
  { kind: 'given', value: 80 },
  { kind: 'given', value: 71.5 },
  { kind: 'given', value: -2 },
  { kind: 'given', value: 'words' },
  { kind: 'given', value: 'my sister' },
  { kind: 'given', value: 'yes' },
]

/** At the question that so many answers lead to. */
function from(answers: number): Typist {
  return new Typist(visit).answers(...STORY.slice(0, answers))
}

const questions = STORY.map((_, index) => [from(index).at, index] as const)

test('the story leads through questions of every type', () => {
  const types = questions.map(([, index]) => from(index).question.type)
  expect(new Set(types).size).toBe(7)
})

test('a key is not held any longer once the program was stopped: the keys of between went to the shell', () => {
  const held = from(0).presses('n')
  const soon = { ms: held.now + 60, iso: '2026-11-22T09:00:00Z' }
  expect(isHeld(held.desk, keyOf('n'), soon)).toBe(true)
  expect(isHeld(letGo(held.desk), keyOf('n'), soon)).toBe(false)
})

describe('a key pressed twice answers one question', () => {
  const gaps = [30, 60, 90, 120, 150, 180, 200]

  test.each(questions)('at %s, with its own key or with "not sure"', (_, index) => {
    for (const gap of gaps) {
      for (const answer of [STORY[index], { kind: 'unsure' }] as const) {
        const typist = from(index)
        if (answer?.kind === 'unsure' && !typist.question.offer.includes('unsure')) continue
        typist.answers(answer as Answer)
        const [answered, at] = [typist.answered, typist.at]
        const last = answer?.kind === 'unsure' ? 'u' : lastKey(index)
        typist.pressesEvery(gap, last)
        expect([typist.answered, typist.at]).toEqual([answered, at])
        expect(answered).toBe(index + 1)
      }
    }
  })

  test('also where an interrupt, a doubt, the review or the card comes next', () => {
    const interrupt = new Typist(visit).presses('y').pressesEvery(60, 'f', 'g')
    expect(interrupt.at).toBe('act-now')
    const doubt = from(7).types('210').presses('Enter').pressesEvery(60, 'y', 'Enter')
    expect(doubt.at).toBe('confirm')
    const review = from(15).pressesEvery(60, 'f', 'Enter')
    expect(review.at).toBe('review')
    const card = from(15).presses('f').pressesEvery(60, 'c', 'n', 'q', 'h')
    expect(card.at).toBe('card')
  })

  test('the third and fourth press are held back as well; once the guard is over the key counts', () => {
    const typist = new Typist(visit, { guardMs: 300 }).presses('n').pressesEvery(95, '0', '0', '0')
    expect(typist.at).toBe('signs')
    expect(typist.pressesEvery(95, '0').at).toBe('heart')
  })

  test('that keys were too quick is told at the second of them', () => {
    const typist = new Typist(visit).presses('n').pressesEvery(10, '0')
    expect(typist.desk.message).toBeUndefined()
    expect(typist.pressesEvery(10, '1').desk.message).toBe('Too quick: keys count once this can be read.')
  })

  test('the guard is as long as the settings say', () => {
    expect(new Typist(visit, { guardMs: 1000 }).presses('n').pressesEvery(900, '0').at).toBe('signs')
    expect(new Typist(visit, { guardMs: 0 }).presses('n').pressesEvery(0, '0').at).toBe('heart')
  })
})

describe('a key that is held down answers one question', () => {
  /** Questions of yes and no alone, one after the other. */
  const row = questionnaire(`
format: prescreen/1
id: row
version: 1.0.0
title: A row
language: en
status: draft
sections:
  - id: only
    title: Only
    questions:
${Array.from({ length: 12 }, (_, index) => `      - { id: q${index + 1}, text: "Question ${index + 1}?", short: Short ${index + 1}, type: yes_no }`).join('\n')}
      - { id: number, text: How many?, type: integer }
      - { id: some, text: Which?, type: choices, none: None, options: { a: A, b: B } }
rules:
  - { id: SECOND, when: q2 = yes, level: act-now, action: clinician-now, because: Reported the second. }
`)

  test.each([250, 500, 660])('whose first repeat comes after %d ms', (first) => {
    for (const guardMs of [300, 0, 600]) {
      for (const forMs of [first, first + 33, first + 66, 1200, 3000, 9000]) {
        const typist = new Typist(row, { guardMs }).holds('n', { first, forMs })
        const isSeen = forMs > first
        if (isSeen)
          expect([first, guardMs, forMs, typist.answered, typist.at]).toEqual([first, guardMs, forMs, 1, 'q2'])
        if (forMs > first + 33) expect(typist.desk.message).toMatch(/held down/)
        // Let go, and pressed again, it is a key like any other.
        typist.presses('n')
        expect(typist.stored('q2')).toBe('no')
      }
    }
  })

  test('the second answer is taken back by a move, asked again and told', () => {
    const typist = new Typist(row).holds('n', { first: 500, forMs: 533 })
    expect(typist.desk.message).toBe(
      'The key was held down: its second answer, to "Short 2", was taken back. It is asked again.',
    )
    expect(typist.desk.screening.moves.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'take-back'])
    expect(typist.pressesEvery(33, 'n', 'n', 'n').desk.message).toMatch(/^The key was held down/)
  })

  test('also where the second answer interrupted', () => {
    const typist = new Typist(row).holds('y', { first: 500, forMs: 1500 })
    expect([typist.at, typist.answered, typist.desk.screening.actNowRaised]).toEqual(['q2', 1, false])
  })

  test('and a key that goes past an interrupt answers nothing behind it', () => {
    const typist = new Typist(row).presses('n', 'y').holds('g', { first: 500, forMs: 2000 })
    expect([typist.at, typist.answered]).toEqual(['q3', 2])
  })

  test('ticks are as after the first press', () => {
    const typist = new Typist(row)
    typist.presses(...Array.from({ length: 12 }, () => 'n'), '7', 'Enter')
    for (const forMs of [533, 566, 599, 2000]) {
      typist.holds('1', { first: 500, forMs })
      expect(typist.desk.chosen).toEqual(['a'])
      typist.presses('1')
      expect(typist.desk.chosen).toEqual([])
    }
  })

  test('nothing of it stands on a line that comes next', () => {
    const typist = new Typist(row)
    typist.presses(...Array.from({ length: 11 }, () => 'n')).holds('n', { first: 500, forMs: 2000 })
    expect([typist.at, typist.desk.typed]).toEqual(['number', ''])
  })

  test('on a line of its own it is typing', () => {
    const typist = new Typist(row)
    typist.presses(...Array.from({ length: 12 }, () => 'n')).holds('7', { first: 500, forMs: 600 })
    expect(typist.desk.typed).toBe('77777')
    expect(typist.holds('Backspace', { first: 500, forMs: 600 }).desk.typed).toBe('')
  })

  test.each([150, 250, 310])(
    'presses %d ms apart answer no fewer questions than the guard alone lets through',
    (gap) => {
      const typist = new Typist(row).pressesEvery(gap, ...Array.from({ length: 8 }, () => 'n'))
      let [last, answered] = [Number.NEGATIVE_INFINITY, 0]
      for (let at = 0; at < 8 * gap; at += gap) {
        // The first screen has a guard as well, which is long over.
        if (at - last < 300) continue
        last = at
        answered += 1
      }
      expect(typist.answered).toBe(answered)
    },
  )

  test('the same key pressed again later is typing, however fast the rest comes', () => {
    const typist = new Typist(row)
    typist.presses(...Array.from({ length: 11 }, () => 'n'), 'n').waits(701)
    expect(typist.pressesEvery(5, ...'nn', ...'110').desk.typed).toBe('nn110')
  })

  test.each([
    [700, 'n'],
    [701, 'nnn'],
  ])('of a key that comes again after %d ms, and then fast, `%s` stands on the line', (first, typed) => {
    const typist = new Typist(row)
    typist.presses(...Array.from({ length: 12 }, () => 'n')).pressesEvery(first, 'n')
    expect(typist.pressesEvery(33, 'n', 'n').desk.typed).toBe(typed)
  })

  test('two presses in a row are two answers where nothing follows them', () => {
    expect(new Typist(row).pressesEvery(400, 'n', 'n').answered).toBe(2)
  })

  test('two quick keys that are not the same are not one that is held', () => {
    expect(new Typist(row).presses('n').pressesEvery(400, 'n').pressesEvery(40, 'y').answered).toBe(2)
  })
})

describe('moving about is never held back', () => {
  test.each(['Left', 'Esc', 'Ctrl-B', '<'])('%s', (back) => {
    expect(from(4).pressesEvery(5, back, back, back).at).toBe('signs')
  })

  test('the right arrow', () => {
    expect(from(3).presses('Left', 'Left').pressesEvery(5, 'Right', 'Right').at).toBe('heart')
  })

  test('review and help', () => {
    expect(from(3).pressesEvery(5, 'Ctrl-G').at).toBe('review')
    expect(from(3).pressesEvery(5, '?').desk.help).toBe(true)
    expect(from(3).pressesEvery(5, 'F1').desk.help).toBe(true)
  })
})

describe('what is typed at 40 ms a key is stored whole or refused loudly', () => {
  /** From so many milliseconds after the question appeared. */
  function typedFrom(start: number, index: number, text: string): Typist {
    const [first = '', ...rest] = text
    return from(index)
      .pressesEvery(start, first)
      .pressesEvery(40, ...rest, 'Enter')
  }

  const bursts: readonly [string, number, string, unknown][] = [
    ['a number', 7, '165', 165],
    ['a number with a point', 10, '71.25', 71.25],
    ['a number below nothing', 11, '-12.5', -12.5],
    ['a day', 4, '2001-05-06', '2001-05-06'],
    ['words', 12, 'udon? <b>', 'udon? <b>'],
  ]
  test.each(bursts)('%s, whatever the millisecond it begins at', (_, index, text, value) => {
    const id = from(index).at
    const outcomes = new Set<string>()
    for (let start = 0; start <= 400; start += 1) {
      const typist = typedFrom(start, index, text)
      if (typist.stored(id) === undefined) {
        expect(typist.desk.message).toBe(
          `\`${text}\` was typed before this question was shown, and is not used. Type it again.`,
        )
        expect([typist.at, typist.desk.typed]).toEqual([id, ''])
        outcomes.add('refused')
      } else {
        expect(typist.stored(id)).toBe(value)
        outcomes.add('stored')
      }
      if (start >= 300) expect(typist.stored(id)).toBe(value)
    }
    expect([...outcomes]).toEqual(['refused', 'stored'])
  })

  test('typed again after a pause it is taken', () => {
    const typist = typedFrom(100, 7, '165')
      .waits(300)
      .pressesEvery(40, ...'165', 'Enter')
    expect(typist.stored('top')).toBe(165)
  })

  test('a burst that is refused answers nothing further on', () => {
    const typist = typedFrom(100, 7, '165').pressesEvery(40, 'u', 'd', '9', 'Enter')
    expect([typist.at, typist.answered]).toEqual(['top', 7])
  })
})

describe('Enter alone never answers', () => {
  test.each(questions)('at %s', (id, index) => {
    const typist = from(index).presses('Enter', 'Enter', 'Enter')
    expect([typist.at, typist.answered]).toEqual([id, index])
  })

  test('nor over an earlier answer', () => {
    for (const [id, index] of questions) {
      const typist = from(index + 1)
      typist.presses('Left').presses('Enter', 'Enter')
      expect([typist.at, typist.answered]).toEqual([id, index + 1])
    }
  })

  test('nor in a doubt, at an interrupt, or on the card; on the review it only opens a question', () => {
    expect(from(7).types('210').presses('Enter', 'Enter').at).toBe('confirm')
    expect(new Typist(visit).presses('y', 'Enter').at).toBe('act-now')
    const review = from(15).presses('Enter', 'Enter')
    expect([review.at, review.answered]).toEqual(['chest', 15])
    expect(from(15).presses('f', 'Enter').at).toBe('card')
  })
})

function lastKey(index: number): string {
  const { question } = from(index)
  const answer = STORY[index]
  if (question.options.length === 0 || question.type === 'choices') return 'Enter'
  return question.options.find((option) => answer?.kind === 'given' && option.code === answer.value)?.key ?? ''
}
