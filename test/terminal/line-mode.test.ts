import { describe, expect, test } from 'vitest'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { inMemory } from '../../src/screening/index.ts'
import { type PlainStart, plainInterview } from '../../src/terminal/plain.ts'
import { visit } from '../screening/forms.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { prescreen } from '../support/program.ts'
import { inTerminal } from '../support/terminal.ts'

/** What is said when these lines are typed, and the screening that comes of it. */
async function typedAt(form: Questionnaire, start: Partial<PlainStart>, lines: readonly string[]) {
  let said = ''
  async function* input(): AsyncGenerator<string> {
    yield* lines
  }
  const err = (text: string) => {
    said += text
  }
  const { how, screening, reference } = await plainInterview(
    { questionnaire: form, on: '2026-11-22', store: inMemory(), reference: undefined, ...start },
    { lines: input, err, iso: () => '2026-11-22T09:00:00Z' },
  )
  return { said, reference, screening: how === 'done' ? screening : undefined }
}

function typed(...lines: readonly string[]) {
  return typedAt(visit, {}, lines)
}

const CALM = ['n', '0', '1', '120', '80', '71.5', '-2', 'words', 'my sister', 'y']

describe('the line mode', () => {
  test('takes keys as on the full screen, codes, and labels', async () => {
    for (const signs of ['1 2', '1,2', 'rash; cough', 'A rash; A cough', ' 2  1 ']) {
      for (const no of ['n', 'N', 'no', 'No']) {
        const { screening } = await typed(no, signs, no, ...CALM.slice(2), 'f')
        expect(screening?.answers.get('signs')).toEqual({ kind: 'given', value: ['rash', 'cough'] })
      }
    }
  })

  test('takes u and d beside the keys of what is known', async () => {
    for (const [signs, answer] of [
      ['1 u', { kind: 'unsure', codes: ['rash'] }],
      ['u,f,1', { kind: 'unsure', codes: ['rash', 'fever'] }],
      ['2 d', { kind: 'declined', codes: ['cough'] }],
      ['cough; not sure', { kind: 'unsure', codes: ['cough'] }],
      ['0 u', { kind: 'unsure' }],
      ['u', { kind: 'unsure' }],
    ] as const) {
      const { screening } = await typed('n', signs, 'n', ...CALM.slice(2), 'f')
      const { screening: notDue } = await typed('n', signs, ...CALM.slice(2), 'f')
      expect((screening ?? notDue)?.answers.get('signs')).toEqual(answer)
    }
  })

  test('where they are not offered they are no keys there either', async () => {
    const { said } = await typed('n', '0', '1', '120', '80', '71.5', 'u')
    expect(said).toContain('`u` is not a number')
  })

  test('asks again after an empty line, also where an earlier answer stands', async () => {
    const { screening, said } = await typed('', '', 'n', '<', '', '>', ...CALM.slice(1), 'f')
    expect(said.match(/Nothing was typed, and nothing is answered\./g)).toHaveLength(3)
    expect(screening?.step).toEqual({ kind: 'done', finishedEarly: false })
  })

  test('< goes back from anywhere but the first question, and says when it cannot', async () => {
    const { said } = await typed('<', 'n', '0', '<', '<')
    expect(said.match(/That is not possible here\./g)).toHaveLength(1)
    expect(said.match(/Any of these\?/g)).toHaveLength(2)
    expect(said.match(/Pain in the chest now\?/g)).toHaveLength(3)
  })

  test('a note is said once, before the question that it stands before', async () => {
    const { said } = await typed(...CALM.slice(0, 7), '', '<', '>', ...CALM.slice(7), 'f')
    const note = 'Now something in your own words.'
    expect(said.split(note)).toHaveLength(2)
    expect(said).toContain(`${note}\n\nBody. Question 8 of about 10\nAnything else?`)
  })

  test('speaks the words of the form and no id', async () => {
    const { said } = await typed('maybe', 'n', '1 x', 'rash; stars', 'CHEST')
    expect(said).toContain('`maybe` is not one of the answers. Type a key, or an answer in full.')
    for (const { id } of visit.questions) expect(said).not.toContain(`\`${id}\``)
  })

  test('says how far it is, and from the first act-now on that there was one', async () => {
    const { said } = await typed('y', 'g', 'r', '<')
    expect(said).toMatch(/^Right now\. Question 1 of about 15$/m)
    expect(said).toMatch(/^Right now\. Question 2 of about \d+\. ACT NOW was raised$/m)
    expect(said).toMatch(/^Review\. ACT NOW was raised$/m)
  })

  test('none of these stands alone, as on the full screen', async () => {
    const { said, screening } = await typed('n', '1 0', '1', 'n', ...CALM.slice(2), 'f')
    expect(said).toContain('"Not one of them" stands alone: type 0, or the keys of the others.')
    expect(
      (screening ?? (await typed('n', '1 0', '1', ...CALM.slice(2), 'f')).screening)?.answers.get('signs'),
    ).toEqual({
      kind: 'given',
      value: ['rash'],
    })
  })

  test('asks a person at a terminal for the reference, and says when it has a draft', async () => {
    const openDrafts = new Map([['A-17', 'Reference A-17 has a screening that is not finished.']])
    const { said, reference } = await typedAt(visit, { asksReference: true, openDrafts }, ['A-17', 'n'])
    expect(reference).toBe('A-17')
    expect(said).toContain('Local reference, never a name.')
    expect(said).toContain('Reference A-17 has a screening that is not finished.')
    expect((await typedAt(visit, { asksReference: true }, ['', 'n'])).reference).toBeUndefined()
  })

  test('nothing to write is a word of its own', async () => {
    const others = questionnaire(`${headOf('others')}sections:
  - id: s
    title: S
    questions:
      - { id: others, text: Other medicines?, type: text, none: No others }
rules: []
`)
    const { said, screening } = await typedAt(others, {}, ['none', 'f'])
    expect(said).toContain('     none  No others')
    expect(screening?.answers.get('others')).toEqual({ kind: 'given', value: 'none' })
  })

  test('a correction is told as one', async () => {
    const { said } = await typed('n', '<', 'u')
    expect(said).toContain('Changed: Chest pain: No → Not sure.')
  })

  test('f at the review is refused while something is open, and says what', async () => {
    const { said, screening } = await typed('n', 'r', 'f')
    expect(said).toContain('Still open: Signs; Heart attack')
    expect(screening).toBeUndefined()
  })

  test('an interrupt shows its advice; a doubt asks; a check says why', async () => {
    const { said } = await typed('y', 'g', '0', '1', '210', 'n', '170', 'n', '180', '250')
    expect(said).toContain('!! ACT NOW')
    expect(said).toContain('210 mmHg. That is unusual. Is it right?')
    expect(said).toContain('The top number must be the higher one.')
    expect(said).toContain('`250` is outside 20 to 200 mmHg')
  })

  test('numbers typed with a comma or as words are asked again', async () => {
    const { said } = await typed('n', '0', '1', 'high', '12,5', '120.5', '400')
    expect(said).toContain('`high` is not a number')
    expect(said).toContain('`12,5` has a comma')
    expect(said).toContain('`120.5` is not a whole number')
    expect(said).toContain('`400` is outside 50 to 300 mmHg')
  })

  test('what somebody types is shown, never obeyed: no escape byte comes out whatever goes in', async () => {
    const hostile = '\u001b[31mred\u001b]0;title\u0007\u009b2J\u202e'
    const lines = CALM.flatMap((line) => [hostile, '?', '<', '>', 'r', hostile, 'g', line])
    const { said } = await typed(...CALM.slice(0, 7), hostile, hostile, 'y', ...lines, 'f')
    expect(said).toContain('\\u{1b}[31mred')
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })
})

describe('the program goes line by line', () => {
  test('Ctrl-C says what is kept and how to go on', async () => {
    await inTerminal({ args: ['screen', 'bladder-follow-up', '--plain', '--ref', 'x'] }, async (terminal) => {
      await terminal.waitFor('Question 1')
      terminal.send('u', 'Enter')
      await terminal.waitFor('Question 2')
      terminal.send('Ctrl-C')
      expect(await terminal.ended()).toBe(130)
      expect((await terminal.scrollback()).join(' ')).toMatch(
        /Left after 1 answer\. Kept; go on with: prescreen resume \S{14}/,
      )
    })
  })

  test.each([
    ['with --plain', ['--plain'], {}, 80],
    ['where TERM is dumb', [], { TERM: 'dumb' }, 80],
    ['where PRESCREEN_ACCESSIBLE is set', [], { PRESCREEN_ACCESSIBLE: '1' }, 80],
    ['where ACCESSIBLE is set', [], { ACCESSIBLE: '1' }, 80],
    ['below 36 columns', [], {}, 35],
  ])('%s, and a terminal gets no escape byte', async (_, options, env, columns) => {
    await inTerminal({ args: ['screen', 'ketamine-intake', ...options], env, columns }, async (terminal) => {
      await terminal.waitFor('Local reference')
      terminal.send('A-1', 'Enter')
      await terminal.waitFor('<  back')
      terminal.send('u', 'Enter')
      await terminal.until('what comes next', () => terminal.raw.split('<  back').length > 2)
      terminal.send('Ctrl-D')
      expect(await terminal.ended()).toBe(65)
      expect(terminal.raw).not.toContain('\u001b')
    })
  })

  test('at 36 columns the full screen is used', async () => {
    await inTerminal({ args: ['screen', 'ketamine-intake', '--ref', 'x'], columns: 36 }, async (terminal) => {
      await terminal.waitFor('1 of ~')
      expect(await terminal.isAlternate()).toBe(true)
    })
  })

  test('on a pipe no escape byte comes out, whatever the environment says of colours', async () => {
    const { out, err } = await prescreen(['screen', 'ketamine-intake'], '1 2\nf\n', {
      FORCE_COLOR: '3',
      TERM: 'xterm-256color',
    })
    expect(out).toContain('ACT NOW')
    expect(out + err).not.toContain('\u001b')
  })
})
