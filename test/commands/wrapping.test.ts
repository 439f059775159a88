import { describe, expect, test } from 'vitest'
import { wrapped } from '../../src/commands/wrapping.ts'
import { inTerminal } from '../support/terminal.ts'

describe('what people read is set to their terminal', () => {
  test('no line is longer than it, and no word is broken that fits', () => {
    const text =
      'prescreen: the record folder /srv/records: it may not be written, and nothing was asked or done here\n'
    for (const columns of [20, 40, 60, 80]) {
      const lines = wrapped(text, columns).split('\n')
      for (const line of lines) expect(line.length).toBeLessThan(columns)
      expect(lines.join(' ').replaceAll(/\s+/g, ' ').trim()).toBe(text.trim())
    }
  })

  test('a line of a table goes on below its last column', () => {
    expect(wrapped('  guard_time       300   milliseconds that answer keys wait after a question', 50)).toBe(
      '  guard_time       300   milliseconds that answer\n                         keys wait after a\n                         question',
    )
  })

  test('any other line goes on below its own beginning, but no further in than half the width', () => {
    expect(wrapped('   two words and some more of them', 21)).toBe('   two words and\n   some more of them')
    expect(wrapped(`${' '.repeat(15)}two words of it`, 21)).toBe(`${' '.repeat(10)}two words\n${' '.repeat(10)}of it`)
  })

  test('a line that just fits stays as it is', () => {
    const text = 'the words of one line  so'
    expect(wrapped(text, text.length + 1)).toBe(text)
    expect(wrapped(text, text.length)).toBe('the words of one line\nso')
  })

  test('a line that something points at stays as it is', () => {
    const text = `   when: heart = yes and brain = yes and more\n${' '.repeat(40)}^^^^`
    expect(wrapped(text, 30)).toBe(text)
  })

  test('short lines and empty ones are not touched', () => {
    expect(wrapped('a\n\n  b\n', 40)).toBe('a\n\n  b\n')
  })
})

describe('on a terminal no word is cut in two', () => {
  test.each([
    ['the welcome', []],
    ['the settings', ['settings']],
    [
      'an error',
      ['screen', 'ketamine-intake', '--handout', 'somewhere/that/is/not/there/at/all/sheet-of-somebody.html'],
    ],
    ['help', ['screen', '--help']],
  ] as const)('%s', async (_, args) => {
    await inTerminal({ args, columns: 60, rows: 60 }, async (terminal) => {
      await terminal.ended()
      // A line that fills the screen to its edge was broken by the terminal.
      expect((await terminal.scrollback()).filter((line) => line.length >= 60)).toEqual([])
    })
  })
})

test('a window that was made smaller meanwhile is asked for its width again', async () => {
  await inTerminal({ args: ['screen', 'bladder-follow-up', '--ref', 'A-1'], columns: 100 }, async (terminal) => {
    await terminal.waitFor('question 1 of')
    await terminal.press('0')
    await terminal.waitFor('question 2 of')
    terminal.resize(60, 20)
    await terminal.waitFor(/Passing urine|u {2}Not sure/)
    await terminal.press('Ctrl-C')
    await terminal.ended()
    expect(await terminal.scrollback()).toContainEqual(expect.stringMatching(/(^| )\w{4}-\w{4}-\w{4}$/))
  })
})
