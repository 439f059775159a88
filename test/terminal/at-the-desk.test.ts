import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'
import { inTerminal, type Opened } from '../support/terminal.ts'
import { walkToCard } from './visit-walk.ts'

const at = (clinic: Clinic, ...args: readonly string[]): Opened => ({
  shell: `cd '${clinic.folder}' && exec $PROGRAM ${args.join(' ')}`,
  env: { PRESCREEN_HOME: clinic.home },
})

describe('an emergency is never only seen once', () => {
  test('it stands under the title, on the line that stays, in the list of drafts, and when it is gone on with', async () => {
    const clinic = new Clinic()
    await inTerminal(at(clinic, 'screen visit.yaml --ref A-1'), async (terminal) => {
      await terminal.waitFor('question 1 of')
      await terminal.press('2')
      await terminal.waitFor('question 2 of')
      await terminal.press('2', 'Enter')
      await terminal.waitFor('!! ACT NOW')
      expect((await terminal.styledRuns()).find((run) => run.includes('ACT NOW'))).toContain('bold inverse red')
      await terminal.press('g')
      await terminal.waitFor('question 3 of')
      expect((await terminal.screen())[1]).toBe(' !! ACT NOW was raised: Any of these?')
      await terminal.press('?')
      expect((await terminal.screen())[1]).toBe(' !! ACT NOW was raised: Any of these?')
      await terminal.press('Ctrl-G')
      await terminal.waitFor('review')
      expect((await terminal.screen())[1]).toBe(' !! ACT NOW was raised: Any of these?')
      terminal.send('Ctrl-C')
      expect(await terminal.ended()).toBe(130)
      expect((await terminal.scrollback()).join(' ')).toMatch(
        /Left after 2 answers\. ACT NOW was raised\. Kept; go on with/,
      )
    })
    await inTerminal(at(clinic, 'resume'), async (terminal) => {
      await terminal.waitFor('!! ACT NOW was raised')
      terminal.send('Ctrl-C')
      await terminal.ended()
    })
    await inTerminal(at(clinic, ''), async (terminal) => {
      await terminal.ended()
      expect((await terminal.scrollback()).join(' ').replaceAll(/\s+/g, ' ')).toContain('!! ACT NOW was raised')
    })
  })
})

describe('before the first question', () => {
  test('with a reference on the command line the draft and the notice are shown all the same', async () => {
    await inTerminal({ args: ['screen', 'ketamine-intake', '--ref', 'A-1'] }, async (terminal) => {
      await terminal.waitFor('question 1 of')
      expect((await terminal.screen()).join(' ').replaceAll(/\s+/g, ' ')).toMatch(
        /DRAFT.*Do not stop or change any medicine/,
      )
    })
  })

  test('an open draft of the same reference is told, and others are mentioned', async () => {
    const clinic = new Clinic()
    await clinic.run(['screen', clinic.form, '--plain', '--ref', 'A-1'], '2\n')
    await inTerminal(at(clinic, 'screen visit.yaml --ref A-1'), async (terminal) => {
      await terminal.waitFor('Reference A-1 has a screening that is not finished')
    })
    await inTerminal(at(clinic, 'screen visit.yaml'), async (terminal) => {
      await terminal.waitFor('1 screening is not finished')
      await terminal.press('A-1', 'Enter')
      await terminal.waitFor('Reference A-1 has a screening that is not finished')
    })
  })

  test('without a name one chooses by title', async () => {
    await inTerminal({ args: ['screen'] }, async (terminal) => {
      await terminal.waitFor('Bladder follow-up (bladder-follow-up)')
    })
  })
})

test('a draft that another window has open says so, and since when', async () => {
  const clinic = new Clinic()
  await inTerminal(at(clinic, 'screen visit.yaml --ref A-1'), async (terminal) => {
    await terminal.waitFor('question 1 of')
    await terminal.press('2')
    await terminal.waitFor('question 2 of')
    const { exit, err } = await clinic.run(['resume'])
    expect([exit, err]).toEqual([75, expect.stringMatching(/is open in another window, since \d\d:\d\d\n$/)])
  })
})

test('a correction is told with both answers, and one from the review leads back to it', async () => {
  const clinic = new Clinic()
  await inTerminal(at(clinic, 'screen visit.yaml --ref A-1'), async (terminal) => {
    await terminal.waitFor('question 1 of')
    await terminal.press('1')
    await terminal.waitFor('question 2 of')
    await terminal.press('Ctrl-G')
    await terminal.waitFor('review')
    await terminal.press('Enter')
    await terminal.waitFor('Earlier answer: Never')
    await terminal.press('3')
    await terminal.waitFor('Changed: A heart attack? Never → Long ago.')
    expect((await terminal.screen())[0]).toMatch(/review$/)
  })
})

test('after a draft that was gone on with the next person can come, and gets a sheet of their own', async () => {
  const clinic = new Clinic()
  await clinic.run(['settings', 'set', 'questionnaires', clinic.folder])
  await clinic.run(['screen', clinic.form, '--plain', '--ref', 'A-1'], '2\n')
  const shell = `cd '${clinic.folder}' && PRESCREEN_CONFIG='${clinic.folder}' exec $PROGRAM resume --handout n.html`
  await inTerminal({ shell, env: { PRESCREEN_HOME: clinic.home }, guardMs: 300 }, async (terminal) => {
    await walkToCard(terminal)
    await terminal.press('n')
    await terminal.waitFor('Local reference')
    await terminal.press('B/2', 'Enter')
    await terminal.waitFor('question 1 of')
    await terminal.press('2')
    await walkToCard(terminal)
    await terminal.press('q')
    expect(await terminal.ended()).toBe(0)
  })
  const sheets = readdirSync(clinic.folder).filter((name) => name.endsWith('.html'))
  expect(sheets.sort()).toEqual([expect.stringMatching(/^n-B-2-\d{8}-\d{6}\.html$/), 'n.html'])
})

test('a terminal that does not say how large it is gets a screen of the usual size', async () => {
  const shell = 'stty cols 0 rows 0; exec $PROGRAM screen bladder-follow-up --ref A-1'
  await inTerminal({ shell }, async (terminal) => {
    await terminal.waitFor('question 1 of')
    await terminal.press('0')
    await terminal.waitFor('question 2 of')
  })
})
