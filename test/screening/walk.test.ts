import { describe, expect, test } from 'vitest'
import { replay } from '../../src/screening/index.ts'
import { Desk } from '../support/desk.ts'
import { shipped } from '../support/load.ts'
import { visit } from './forms.ts'

const intake = shipped('ketamine-intake')

const CALM = {
  chest: 'no',
  signs: 'none',
  heart: 'never',
  top: 120,
  bottom: 80,
  weight: '71.5',
  change: -2,
  words: 'x',
}

/** Everything answered, at the review. */
function calm(): Desk {
  return new Desk(visit).answers({ ...CALM, more: 'my sister', agrees: 'yes' })
}

describe('forward', () => {
  test('questions come in the order of the form, follow-ups only when they are due', () => {
    const desk = new Desk(visit)
      .answers({ chest: 'no', signs: ['rash', 'cough'], breath: 'no', heart: 'older', heart_on: '2001-05-06' })
      .answers({ stent: 'no', top: 120 })
    expect(desk.asks).toBe('bottom')
  })

  test('somebody who is not sure is asked the follow-up', () => {
    expect(new Desk(visit).answers({ chest: 'no', signs: 'unsure' }).asks).toBe('breath')
  })

  test('after the last question comes the review, with nothing open', () => {
    const desk = calm()
    expect(desk.step).toEqual({ kind: 'review', open: [], mayFinish: true })
    expect(desk.finishes().step).toEqual({ kind: 'done', finishedEarly: false })
    expect(desk.guidance).toMatchObject({ level: 'none-raised', complete: true })
  })

  test('the usual answers of the shipped intake end in no flag', () => {
    const desk = new Desk(intake).saysTheUsualUntil().finishes()
    expect(desk.guidance).toMatchObject({ level: 'none-raised', complete: true, unanswered: [] })
  })
})

describe('back', () => {
  test('leads from every question to the one before, and changes no answer', () => {
    const desk = calm()
    const { said } = desk
    const asked = [...Object.keys(said)].reverse()
    expect(asked).toContain('chest')
    for (const id of asked) expect(desk.goesBack().asks).toBe(id)
    expect(desk.said).toEqual(said)
  })

  test('stops at the first question', () => {
    const desk = new Desk(visit)
    const { screening } = desk
    expect(desk.tries({ kind: 'back' }).screening).toBe(screening)
  })

  test('offers what was said, and a new answer takes its place', () => {
    const desk = new Desk(visit).answers({ chest: 'no', signs: 'none' }).goesBack()
    expect([desk.asks, desk.offers]).toEqual(['signs', 'Not one of them'])
    expect(desk.says(['rash']).said).toEqual({ chest: 'No', signs: 'A rash' })
    expect(desk.asks).toBe('heart')
  })

  test('from the review leads to what is open', () => {
    expect(new Desk(visit).says('no').reviews().goesBack().asks).toBe('signs')
  })

  test('from the result leads to the review, where an answer can be changed', () => {
    const desk = calm().finishes().goesBack()
    expect(desk.at).toBe('review')
    expect(desk.edits('heart').answers({ heart: 'recent', heart_on: '2026-11-01', stent: 'no' }).at).toBe('review')
    expect(desk.finishes().findings).toEqual(['HEART'])
  })
})

describe('keep', () => {
  test('walks on over answers, one question at a time, to the first without one', () => {
    const desk = new Desk(visit).answers({ chest: 'no', signs: 'none', heart: 'never' }).goesBack(3)
    const { said } = desk
    expect([desk.asks, desk.keeps().asks, desk.keeps().asks, desk.keeps().asks]).toEqual([
      'chest',
      'signs',
      'heart',
      'top',
    ])
    expect(desk.said).toEqual(said)
  })

  test('does nothing where there is no earlier answer', () => {
    const desk = new Desk(visit).says('no')
    const { screening } = desk
    expect(desk.tries({ kind: 'go-on' }).screening).toBe(screening)
  })

  test('at the last question leads to the review', () => {
    expect(calm().goesBack().keeps().at).toBe('review')
  })
})

describe('the review', () => {
  test('leads to any question that is due, back to itself, and on to what is open', () => {
    const desk = new Desk(visit).answers({ chest: 'no', signs: 'none', heart: 'never' }).edits('signs')
    expect(desk.says(['rash']).at).toBe('review')
    expect(desk.goesOn().asks).toBe('top')
  })

  test('leads to no question that is not due', () => {
    const desk = new Desk(visit).says('no').reviews()
    const { screening } = desk
    expect(desk.tries({ kind: 'edit', question: 'stent' }).screening).toBe(screening)
  })

  test('goes on to what is open, and not at all when nothing is', () => {
    expect(new Desk(visit).says('no').reviews().goesOn().asks).toBe('signs')
    const desk = calm()
    const { screening } = desk
    expect(desk.tries({ kind: 'go-on' }).screening).toBe(screening)
  })

  test('finishing is refused while something due is open, and says what', () => {
    const desk = new Desk(visit).answers({ chest: 'no', signs: 'none', heart: 'never', top: 120, bottom: 80 }).reviews()
    expect(desk.step).toMatchObject({ kind: 'review', mayFinish: false })
    desk.finishes()
    expect([desk.at, desk.told]).toEqual(['review', 'open: weight, change, words, more, agrees'])
  })

  test('finishing is refused again when an edit opened a branch', () => {
    const desk = calm().edits('heart').says('older').reviews().finishes()
    expect([desk.at, desk.told]).toEqual(['review', 'open: heart_on, stent'])
  })
})

describe('the moves are the screening', () => {
  const stories: readonly [string, () => Desk][] = [
    ['straight through', () => calm().finishes()],
    ['an edit that closes a branch', () => branching().edits('heart').says('never')],
    ['an interrupt, gone on from, and finished early', () => new Desk(visit).says('yes').goesOn().reviews().finishes()],
    ['a doubt, put right', () => new Desk(visit).answers({ chest: 'no', signs: 'none', heart: 'never', top: 210 })],
    ['back from the result', () => calm().finishes().goesBack()],
  ]
  test.each(stories)('played again they give the same state: %s', (_, story) => {
    const { screening } = story()
    expect(replay(visit, screening.on, screening.moves)).toEqual(screening)
  })

  test('each move keeps its time, and the last one tells', () => {
    const { screening } = new Desk(visit).says('no').says('none').goesBack()
    expect(screening.moves.map(({ kind, at }) => `${at.slice(11, 19)} ${kind}`)).toEqual([
      '09:00:01 answer',
      '09:00:02 answer',
      '09:00:03 back',
    ])
  })

  test('one that does not fit leaves no trace', () => {
    const desk = new Desk(visit).says('no')
    const { screening } = desk
    desk.tries({ kind: 'answer', question: 'heart', answer: { kind: 'unsure' } })
    desk.tries({ kind: 'answer', question: 'signs', answer: { kind: 'rejected', why: 'unreadable', raw: '?' } })
    desk.tries({ kind: 'confirm' }).tries({ kind: 'go-on' }).tries({ kind: 'finish' })
    desk.tries({ kind: 'edit', question: 'chest' })
    expect(desk.screening).toBe(screening)
  })

  test('after the end only back is left', () => {
    const desk = calm().finishes()
    const { screening } = desk
    desk.tries({ kind: 'finish' }).tries({ kind: 'review' }).tries({ kind: 'go-on' }).tries({ kind: 'confirm' })
    expect(desk.screening).toBe(screening)
  })
})

describe('progress', () => {
  test('begins at nothing, ends at one, and never goes backwards, whatever is closed or opened', () => {
    const desk = new Desk(visit)
    expect(desk.screening.progress).toBe(0)
    const seen: number[] = []
    const note = () => seen.push(desk.screening.progress)
    for (const [id, written] of Object.entries({ ...CALM, more: 'x', agrees: 'yes' })) {
      desk.answers({ [id]: written })
      note()
    }
    expect(desk.screening.progress).toBe(1)
    desk.edits('heart').says('older')
    note()
    desk.says('2001-05-06').says('yes')
    note()
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })
})

function branching(): Desk {
  return calm().edits('heart').answers({ heart: 'older', heart_on: '2001-05-06', stent: 'yes', stent_on: '2001-05-07' })
}
