import { readFileSync } from 'node:fs'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beforeAll, expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'
import { inTerminal, type Terminal } from '../support/terminal.ts'

let settings: string

beforeAll(async () => {
  settings = `recipients: [${await identityToRecipient(await generateX25519Identity())}]`
})

/** Answers all, and waits for the card. */
async function toTheCard(terminal: Terminal): Promise<void> {
  await terminal.waitFor('question 1 of')
  await terminal.press('2')
  await terminal.waitFor('question 2 of')
  await terminal.press('0')
  await terminal.waitFor('question 3 of')
  await terminal.press('1', 'Enter')
  await terminal.waitFor('question 4 of')
  await terminal.press('x', 'Enter')
  await terminal.waitFor('F finish')
  await terminal.press('F')
  await terminal.waitFor('n next person')
}

test.each([
  ['q', 0],
  ['Ctrl-C', 130],
  ['Ctrl-D', 65],
])('a record is encrypted when its card is left with %s', async (key, exit) => {
  const clinic = new Clinic()
  const env = { PRESCREEN_HOME: clinic.home }
  await inTerminal({ args: ['screen', clinic.form, '--ref', 'A-1'], settings, env }, async (terminal) => {
    await toTheCard(terminal)
    await terminal.press(key)
    expect(await terminal.ended()).toBe(exit)
    expect(clinic.files).toEqual([expect.stringMatching(/\.jsonl\.age$/)])
    expect(readFileSync(clinic.files[0] ?? '', 'latin1')).toMatch(/^age-encryption\.org\/v1\n/)
  })
})

test('also before the next person is asked', async () => {
  const clinic = new Clinic()
  const env = { PRESCREEN_HOME: clinic.home }
  await inTerminal({ args: ['screen', clinic.form, '--ref', 'A-1'], settings, env }, async (terminal) => {
    await toTheCard(terminal)
    await terminal.press('n')
    await terminal.waitFor('Local reference')
    expect(clinic.files).toEqual([expect.stringMatching(/\.jsonl\.age$/)])
  })
})
