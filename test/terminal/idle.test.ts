import { describe, expect, test } from 'vitest'
import type { Moment } from '../../src/terminal/desk-state.ts'
import { patienceOf, presence } from '../../src/terminal/idle.ts'
import { visit } from '../screening/forms.ts'
import { inTerminal } from '../support/terminal.ts'
import { Typist } from './typist.ts'

const MINUTE = 60_000
const USUAL = patienceOf({ idleMinutes: 5, leaveMinutes: 30 })

function moment(ms: number, wall = ms): Moment {
  return { ms, iso: new Date(Date.parse('2026-11-22T09:00:00Z') + wall).toISOString() }
}

describe('whether somebody is at the desk', () => {
  const { desk } = new Typist(visit)

  test.each([
    [0, 'here'],
    [5 * MINUTE - 1, 'here'],
    [5 * MINUTE, 'hidden'],
    [30 * MINUTE - 1, 'hidden'],
    [30 * MINUTE, 'left'],
  ])('after %i ms without a key: %s', (ms, expected) => {
    expect(presence(desk, { lastKey: moment(0), now: moment(ms) }, USUAL)).toBe(expected)
  })

  test('a machine that slept counts the time on the wall; a wall clock that goes backwards changes nothing', () => {
    expect(presence(desk, { lastKey: moment(0), now: moment(1000, 8 * MINUTE) }, USUAL)).toBe('hidden')
    expect(presence(desk, { lastKey: moment(0), now: moment(6 * MINUTE, -MINUTE) }, USUAL)).toBe('hidden')
  })

  test('0 is never', () => {
    const never = patienceOf({ idleMinutes: 0, leaveMinutes: 0 })
    expect(presence(desk, { lastKey: moment(0), now: moment(1e12) }, never)).toBe('here')
  })

  test('before a person has said anything nobody is waited for', () => {
    const waiting = { ...desk, page: 'reference', typed: '' } as const
    expect(presence(waiting, { lastKey: moment(0), now: moment(60 * MINUTE) }, USUAL)).toBe('here')
    expect(presence({ ...waiting, typed: 'A-1' }, { lastKey: moment(0), now: moment(60 * MINUTE) }, USUAL)).toBe('left')
  })
})

const SCREEN = ['screen', 'ketamine-intake', '--ref', 'MARK-17']

describe('on a terminal', () => {
  test('the screen hides all of the interview; the key that wakes it answers nothing, nor do those that come with it', async () => {
    await inTerminal({ args: SCREEN, settings: 'idle_minutes: 0.1' }, async (terminal) => {
      await terminal.waitFor('question 1 of')
      await terminal.press('0')
      await terminal.waitFor('question 2 of')
      await terminal.waitFor('Paused. Press any key')
      const shown = (await terminal.screen()).filter((line) => line !== '')
      expect(shown).toEqual([
        ' Paused. Press any key; it answers nothing.',
        expect.stringMatching(/^ \^C leave, (nothing is|answers are) kept$/),
      ])
      terminal.send('u', 'u', '4', '0', 'Enter')
      await terminal.waitFor('question 2 of')
      expect((await terminal.screen()).join('\n')).not.toContain('question 3 of')
      // On a busy machine it may have hidden once more: then the first of these wakes it.
      await terminal.until('an answer', async () => {
        await terminal.press((await terminal.screen()).join().includes('!! ACT NOW  ') ? 'g' : 'u')
        return /question [34] of/.test((await terminal.screen()).join('\n'))
      })
    })
  })

  test('also the card hides', async () => {
    await inTerminal({ args: SCREEN, settings: 'idle_minutes: 0.1' }, async (terminal) => {
      await terminal.waitFor('question 1 of')
      await terminal.press('1', 'Enter')
      await terminal.waitFor('ACT NOW')
      await terminal.press('f')
      await terminal.waitFor('n next person')
      await terminal.waitFor('Paused. Press any key')
      expect((await terminal.screen()).join('\n')).not.toMatch(/ACT NOW|MARK-17|chest/)
      await terminal.press('q')
      await terminal.waitFor('n next person')
    })
  })

  test('later the program leaves, and leaves nothing on the terminal', async () => {
    await inTerminal({ args: SCREEN, settings: 'idle_minutes: 0.08\nleave_minutes: 0.1' }, async (terminal) => {
      await terminal.waitFor('question 1 of')
      await terminal.press('0')
      expect(await terminal.ended()).toBe(65)
      expect(await terminal.isAlternate()).toBe(false)
      const left = (await terminal.scrollback()).join('\n')
      expect(left).toContain('Nobody pressed a key for a long time. Left after 1 answer.')
      expect(left).not.toMatch(/MARK-17|Right now|None of these/)
    })
  })

  test('Ctrl-C leaves a hidden screen', async () => {
    await inTerminal({ args: SCREEN, settings: 'idle_minutes: 0.01' }, async (terminal) => {
      await terminal.waitFor('Paused. Press any key')
      terminal.send('Ctrl-C')
      expect(await terminal.ended()).toBe(130)
    })
  })
})
