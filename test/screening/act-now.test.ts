import { describe, expect, test } from 'vitest'
import { Desk } from '../support/desk.ts'
import { firstEdition, headOf, questionnaire } from '../support/load.ts'
import { visit } from './forms.ts'

const intake = firstEdition('ketamine-intake')
const chestPain = () => new Desk(intake).says(['chest_pain'])

function about(desk: Desk): readonly string[] {
  return desk.step.kind === 'act-now' ? desk.step.findings.map(({ rule, question }) => rule ?? question ?? '') : []
}

describe('chest pain as the first answer', () => {
  test('interrupts at once, with the advice of its rule', () => {
    const { step } = chestPain()
    expect(step).toMatchObject({
      kind: 'act-now',
      findings: [{ rule: 'U-NOW-PHYS', action: 'emergency', advice: expect.stringMatching(/emergency/) }],
    })
  })

  test('going on asks the next question, and does not interrupt for it again', () => {
    const desk = chestPain().goesOn()
    expect(desk.asks).toBe('age')
    expect(desk.says(40).asks).toBe('aneurysm_avm')
  })

  test('going on to the end gives a finished form that says act now', () => {
    const desk = chestPain().goesOn().saysTheUsualUntil().finishes()
    expect(desk.guidance).toMatchObject({ level: 'act-now', action: 'emergency', complete: true })
  })

  test('finishing there gives a form that is not complete, and the result says so', () => {
    const desk = chestPain().finishes()
    expect(desk.step).toEqual({ kind: 'done', finishedEarly: true })
    expect(desk.guidance).toMatchObject({ level: 'act-now', complete: false })
    expect(desk.guidance.unanswered).toContain('age')
  })

  test('after going on, the review may finish early', () => {
    const desk = chestPain().goesOn().says(40).reviews()
    expect(desk.step).toMatchObject({ mayFinish: true })
    expect(desk.finishes().step).toEqual({ kind: 'done', finishedEarly: true })
    expect(desk.guidance).toMatchObject({ level: 'act-now', complete: false })
  })

  test('going back leads to the question, where keeping the answer interrupts again', () => {
    const desk = chestPain().goesBack()
    expect([desk.asks, desk.offers]).toEqual(['now_physical', 'Pain, pressure or tightness in the chest'])
    expect(desk.keeps().at).toBe('act-now')
  })

  test('gone on from, going back over it does not interrupt again', () => {
    expect(chestPain().goesOn().goesBack().keeps().asks).toBe('age')
  })

  test('corrected, it is gone: the form must be finished like any other', () => {
    const desk = chestPain().goesBack().says('none')
    expect([desk.asks, desk.level]).toEqual(['age', 'refer-before'])
    expect(desk.reviews().finishes().told).toMatch(/^open: age, /)
    expect(desk.goesOn().saysTheUsualUntil().finishes().level).toBe('none-raised')
  })

  test('corrected after going on, finishing early is refused again', () => {
    const desk = chestPain().goesOn().goesBack().says('none').reviews()
    expect(desk.step).toMatchObject({ mayFinish: false })
  })

  test('should it come back, it interrupts again', () => {
    const desk = chestPain().goesOn().goesBack().says('none').edits('now_physical').says(['seizure'])
    expect(about(desk)).toEqual(['U-NOW-PHYS'])
  })
})

describe('something else that cannot wait', () => {
  test('interrupts for itself, after the first was seen', () => {
    const desk = new Desk(visit).says('yes')
    expect(about(desk)).toEqual(['CHEST'])
    desk.goesOn().answers({ signs: ['rash', 'cough'], breath: 'yes' })
    expect(about(desk)).toEqual(['BREATH'])
    expect(desk.goesOn().asks).toBe('heart')
  })

  test('not known where that is reason enough interrupts as well', () => {
    const desk = new Desk(visit).says('unsure')
    expect(about(desk)).toEqual(['chest'])
    expect(desk.finishes().guidance).toMatchObject({ level: 'act-now', complete: false })
  })

  test('not answered yet does not', () => {
    expect(new Desk(visit).reviews().goesOn().asks).toBe('chest')
  })

  test('as the last answer, finishing leaves nothing open', () => {
    const desk = new Desk(intake).saysTheUsualUntil().edits('now_physical').says(['eye']).finishes()
    expect([desk.step, desk.guidance.complete]).toEqual([{ kind: 'done', finishedEarly: false }, true])
  })

  test('closed with its branch it is gone', () => {
    const desk = new Desk(visit).answers({ chest: 'no', signs: ['rash', 'cough'], breath: 'yes' }).goesOn()
    desk.edits('signs').says('none')
    expect([desk.told, desk.level]).toEqual(['changed: signs; set-aside: breath', 'refer-before'])
    expect(desk.edits('signs').says(['rash', 'cough']).offers).toBe('Yes')
    expect(about(desk.keeps())).toEqual(['BREATH'])
  })

  test('passed over by way of the review it is told before anything else is asked', () => {
    const desk = new Desk(visit).says('yes').reviews().goesOn()
    expect(about(desk)).toEqual(['CHEST'])
  })

  test('passed over and left, it leads back to the answer that brought it, not to the last one given', () => {
    const desk = new Desk(visit).says('yes').reviews().edits('signs').says('none')
    expect(about(desk)).toEqual(['CHEST'])
    expect(desk.goesBack().asks).toBe('chest')
  })

  test('finishing early is allowed from the review as it is from the interrupt', () => {
    const desk = new Desk(visit).says('yes').reviews()
    expect(desk.step).toMatchObject({ mayFinish: true })
    expect(desk.finishes().step).toEqual({ kind: 'done', finishedEarly: true })
    expect(desk.guidance).toMatchObject({ level: 'act-now', complete: false })
  })
})

describe('that it was ever raised', () => {
  test('stays known: gone on from, finished, and also after the answer was corrected', () => {
    expect(new Desk(visit).says('no').screening.actNowRaised).toBe(false)
    expect(new Desk(visit).says('yes').goesOn().screening.actNowRaised).toBe(true)
    const corrected = new Desk(visit).says('yes').goesBack().says('no')
    expect([corrected.screening.actNowRaised, corrected.screening.evaluation.actNow]).toEqual([true, []])
  })

  test('but not by an answer that nobody gave', () => {
    expect(new Desk(visit).says('yes').tries({ kind: 'take-back' }).screening.actNowRaised).toBe(false)
  })

  test('nor by what is merely not answered yet, whatever it would come to', () => {
    const form = questionnaire(`
format: prescreen/1
id: waits
version: 1.0.0
title: Waits
language: en
status: draft
sections:
  - id: only
    title: Only
    questions:
      - { id: one, text: One?, type: yes_no }
      - { id: two, text: Two?, type: yes_no, if_unanswered: act-now }
rules:
  - { id: ONE, when: two = yes, level: refer-before, because: Reported the second. }
`)
    const desk = new Desk(form).says('no')
    expect([desk.asks, desk.screening.actNowRaised]).toEqual(['two', false])
  })
})

describe('a question that is as serious as act-now while it is not known', () => {
  const form = questionnaire(`${headOf('pressing')}sections:
  - id: now
    title: Now
    questions:
      - { id: name, text: Anything new?, type: yes_no, if_unanswered: act-now }
      - { id: pain, text: Pain now?, type: yes_no, if_unanswered: act-now, if_unknown: act-now }
`)

  test('does not interrupt before it was asked', () => {
    expect(new Desk(form).says('no').asks).toBe('pain')
  })

  test('interrupts once somebody is not sure of it', () => {
    const desk = new Desk(form).says('no').says('unsure')
    expect([desk.at, about(desk)]).toEqual(['act-now', ['pain']])
  })

  test('does not let a form be finished while it is open', () => {
    const desk = new Desk(form).says('no').reviews()
    expect(desk.step).toMatchObject({ kind: 'review', mayFinish: false })
  })
})

const OPEN_LATER = questionnaire(`format: prescreen/1
id: later
version: 1.0.0
title: Later
language: en
status: draft
sections:
  - id: one
    title: One
    questions:
      - { id: thoughts, text: Thoughts?, type: yes_no }
      - { id: wish, text: A wish?, type: yes_no }
      - { id: now, text: Right now?, type: yes_no, if_unknown: act-now }
rules:
  - id: OPEN
    when: now is not answered and (thoughts = yes or wish = yes)
    level: act-now
    action: clinician-now
    because: Thoughts, and nothing said about right now.
`)

describe('a rule that is true while a question has no answer', () => {
  test('does not interrupt before the question was asked', () => {
    const desk = new Desk(OPEN_LATER).says('yes')
    expect(desk.asks).toBe('wish')
    expect(desk.says('no').asks).toBe('now')
    expect(desk.says('no').finishes().level).toBe('none-raised')
  })

  test('interrupts once the answer is that it is not known', () => {
    const desk = new Desk(OPEN_LATER).says('yes').says('no').says('unsure')
    expect(about(desk)).toEqual(['OPEN', 'now'])
  })
})
