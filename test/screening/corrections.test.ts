import { describe, expect, test } from 'vitest'
import { Desk } from '../support/desk.ts'
import { firstEdition } from '../support/load.ts'
import { visit } from './forms.ts'

const UP_TO_TOP = { chest: 'no', signs: 'none', heart: 'never' }

function withHeart(): Desk {
  const heart = { heart: 'older', heart_on: '2001-05-06', stent: 'yes', stent_on: '2001-05-07' }
  return new Desk(visit).answers({ chest: 'no', signs: 'none', ...heart })
}

describe('an answer that closes a branch', () => {
  test('says which answers were set aside, down to the last follow-up; they no longer count', () => {
    const desk = withHeart().edits('heart').says('never')
    expect(desk.told).toBe('changed: heart; set-aside: heart_on, stent, stent_on')
    expect(desk.said).toEqual({ chest: 'No', signs: 'Not one of them', heart: 'Never' })
    expect(desk.guidance.conflicts).toEqual([])
    expect(desk.findings).not.toContain('STENT')
  })

  test('says only what was changed when nothing was lost, and nothing for the same answer again', () => {
    expect(withHeart().edits('heart').says('recent').told).toBe('changed: heart')
    expect(withHeart().edits('heart').says('older').told).toBeUndefined()
  })

  test('names a follow-up that it closes, and none that is still in doubt', () => {
    const desk = withHeart().says(170).says('yes').edits('top').says('unsure')
    expect(desk.told).toBe('changed: top')
    expect(desk.edits('top').says(120).told).toBe('changed: top; set-aside: pills')
  })

  test('tells it once', () => {
    const desk = withHeart().edits('heart').says('never')
    expect(desk.goesBack().told).toBeUndefined()
  })

  test('keeps what was set aside, with its time', () => {
    const { aside } = withHeart().edits('heart').says('never').screening
    expect([...aside]).toEqual([
      ['heart_on', { answer: { kind: 'given', value: '2001-05-06' }, at: '2026-11-22T09:00:09.000Z' }],
      ['stent', { answer: { kind: 'given', value: 'yes' }, at: '2026-11-22T09:00:09.000Z' }],
      ['stent_on', { answer: { kind: 'given', value: '2001-05-07' }, at: '2026-11-22T09:00:09.000Z' }],
    ])
  })

  test('once opened again offers each answer that was set aside; the right arrow takes it', () => {
    const desk = withHeart().edits('heart').says('never').edits('heart').says('recent')
    expect([desk.asks, desk.offers]).toEqual(['heart_on', '2001-05-06'])
    expect(desk.said).not.toHaveProperty('heart_on')
    desk.keeps()
    expect([desk.asks, desk.offers]).toEqual(['stent', 'Yes'])
    desk.keeps()
    expect([desk.asks, desk.offers]).toEqual(['stent_on', '2001-05-07'])
    expect(desk.keeps().said).toMatchObject({ heart: 'Lately', heart_on: '2001-05-06', stent: 'Yes' })
    expect(desk.at).toBe('review')
    expect(desk.screening.aside.size).toBe(0)
  })

  test('and answered anew forgets what was set aside', () => {
    const desk = withHeart()
      .edits('heart')
      .says('never')
      .edits('heart')
      .answers({ heart: 'recent', heart_on: '2020-01-01' })
    expect([...desk.screening.aside.keys()]).toEqual(['stent', 'stent_on'])
  })

  test('in an intake: no bladder symptom after all sets the emergency signs aside', () => {
    const desk = new Desk(firstEdition('ketamine-intake')).saysTheUsualUntil('bladder_symptoms')
    desk.answers({ bladder_symptoms: ['urge'], bladder_emergency: ['clots'] }).goesOn()
    desk.edits('bladder_symptoms').says('none')
    expect([desk.told, desk.findings.includes('U-URINE')]).toEqual([
      'changed: bladder_symptoms; set-aside: bladder_emergency',
      false,
    ])
    expect(desk.edits('bladder_symptoms').says(['urge']).offers).toBe('Blood clots in the urine')
  })
})

describe('an answer outside its soft limits', () => {
  const doubtful = () => new Desk(visit).answers({ ...UP_TO_TOP, top: 210 })

  test('is not taken before somebody says that it is right', () => {
    const desk = doubtful()
    expect([desk.at, desk.said.top]).toEqual(['confirm', undefined])
    expect(desk.confirms().said.top).toBe('210 mmHg')
  })

  test('back leads to the question, with nothing said', () => {
    const desk = doubtful().goesBack()
    expect([desk.asks, desk.offers]).toEqual(['top', undefined])
    expect(desk.says(120).asks).toBe('bottom')
  })

  test('back keeps the answer that stood there before', () => {
    const desk = new Desk(visit)
      .answers({ ...UP_TO_TOP, top: 120 })
      .goesBack()
      .says(210)
      .goesBack()
    expect([desk.asks, desk.offers, desk.said.top]).toEqual(['top', '120 mmHg', '120 mmHg'])
  })

  test('the limit itself is usual', () => {
    expect(new Desk(visit).answers({ ...UP_TO_TOP, top: 80 }).asks).toBe('bottom')
  })

  test('so is a day', () => {
    const desk = new Desk(visit).answers({ chest: 'no', signs: 'none', heart: 'older', heart_on: '1969-12-31' })
    expect(desk.at).toBe('confirm')
    expect(desk.goesBack().says('1970-01-01').asks).toBe('stent')
  })

  test('once confirmed, it is kept without another question', () => {
    const desk = doubtful().confirms().goesOn().goesBack()
    expect([desk.asks, desk.offers]).toEqual(['top', '210 mmHg'])
    expect(desk.keeps().asks).toBe('pills')
  })
})

describe('two answers that cannot both be right', () => {
  const measured = () => new Desk(visit).answers({ ...UP_TO_TOP, top: 120, bottom: 80 })

  test('the later one is not taken, and says why', () => {
    const desk = new Desk(visit).answers({ ...UP_TO_TOP, top: 80 }).says(80)
    expect([desk.asks, desk.told, desk.said.bottom]).toEqual([
      'bottom',
      'The top number must be the higher one.',
      undefined,
    ])
    expect(desk.goesBack().asks).toBe('top')
  })

  test('a later one that was right before stands until a right one replaces it', () => {
    const desk = measured().edits('bottom').says(130)
    expect([desk.asks, desk.said.bottom]).toEqual(['bottom', '80 mmHg'])
  })

  test('correcting the earlier one asks the later one again, and offers it', () => {
    const desk = measured().edits('top').says(80)
    expect(desk.said).toMatchObject({ top: '80 mmHg' })
    expect([desk.asks, desk.offers, desk.told]).toEqual(['bottom', '80 mmHg', 'changed: top; set-aside: bottom'])
    expect(desk.keeps().told).toBe('The top number must be the higher one.')
    expect(desk.says(60).at).toBe('review')
  })

  test('with one of them not known there is nothing to compare', () => {
    const desk = new Desk(visit).answers({ ...UP_TO_TOP, top: 'unsure', pills: 'no', bottom: 110 })
    expect([desk.asks, desk.told]).toEqual(['weight', undefined])
  })
})

describe('a change made from the review', () => {
  test('returns to the review, also over an interrupt, and also when nothing is changed', () => {
    expect(withHeart().edits('chest').says('unsure').goesOn().at).toBe('review')
    expect(withHeart().edits('chest').keeps().at).toBe('review')
    expect(withHeart().edits('chest').goesBack().at).toBe('review')
  })

  test('first asks what it opened, and says so', () => {
    const desk = new Desk(visit)
      .answers({ ...UP_TO_TOP, top: 120 })
      .edits('heart')
      .says('older')
    expect([desk.told, desk.asks]).toEqual(['changed: heart; opened: heart_on, stent', 'heart_on'])
    desk.answers({ heart_on: '2001-05-06', stent: 'yes', stent_on: '2001-05-07' })
    expect(desk.at).toBe('review')
    expect(desk.goesOn().asks).toBe('bottom')
  })
})

describe('an answer that nobody gave', () => {
  test('is taken back: asked again, with all that it had brought about undone, and the moves stay', () => {
    const before = withHeart().reviews().edits('heart')
    const { answers, aside, evaluation } = before.screening
    const moves = before.screening.moves.length
    const desk = before.says('never').tries({ kind: 'take-back' })
    expect([desk.asks, desk.offers, desk.told]).toEqual(['heart', 'Long ago', 'taken-back: heart'])
    expect(desk.screening).toMatchObject({ answers, aside, evaluation })
    expect(desk.screening.moves.length).toBe(moves + 2)
    expect(desk.says('never').told).toBe('changed: heart; set-aside: heart_on, stent, stent_on')
  })

  test('is the last move or none', () => {
    const { screening } = withHeart().goesBack()
    expect(withHeart().goesBack().tries({ kind: 'take-back' }).screening).toEqual(screening)
  })
})
