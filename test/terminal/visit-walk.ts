import type { Terminal } from '../support/terminal.ts'

/** Answers the form of `Clinic` from its second question on, as somebody who has little to say, up to the card. */
export async function walkToCard(terminal: Terminal): Promise<void> {
  await terminal.waitFor('question 2 of')
  await terminal.press('0')
  await terminal.waitFor('question 3 of')
  await terminal.press('u')
  await terminal.waitFor('question 4 of')
  await terminal.press('x', 'Enter')
  await terminal.waitFor('F finish')
  await terminal.press('F')
  await terminal.waitFor('n next person')
}
