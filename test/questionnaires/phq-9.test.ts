import { expect, test } from 'vitest'
import { shipped } from '../support/load.ts'

const STEM = 'Over the last 2 weeks, how often have you been bothered by any of the following problems?'

/** The sheet as its publisher lets everybody reproduce it; nothing here is ours to change. */
const ITEMS = [
  'Little interest or pleasure in doing things',
  'Feeling down, depressed, or hopeless',
  'Trouble falling or staying asleep, or sleeping too much',
  'Feeling tired or having little energy',
  'Poor appetite or overeating',
  'Feeling bad about yourself - or that you are a failure or have let yourself or your family down',
  'Trouble concentrating on things, such as reading the newspaper or watching television',
  'Moving or speaking so slowly that other people could have noticed. Or the opposite - being so fidgety or restless that you have been moving around a lot more than usual',
  'Thoughts that you would be better off dead, or of hurting yourself in some way',
]
const DIFFICULTY =
  'How difficult have these made it for you to do your work, take care of things at home, or get along with other people'

const form = shipped('phq-9')
const labels = (index: number) => form.questions[index]?.options.map(({ label }) => label)

test('the nine items and their options are those of the sheet, word for word, each behind its stem', () => {
  const items = form.questions.slice(0, 9)
  expect(items.map(({ text }) => text.replace(/\s+/g, ' '))).toEqual(ITEMS.map((item) => `${STEM} ${item}`))
  for (const index of items.keys())
    expect(labels(index)).toEqual(['Not at all', 'Several days', 'More than half the days', 'Nearly every day'])
})

test('the question on difficulty is that of the sheet, and is last', () => {
  expect(form.questions).toHaveLength(10)
  expect(form.questions[9]?.text).toBe(`${DIFFICULTY}?`)
  expect(labels(9)).toEqual(['Not difficult at all', 'Somewhat difficult', 'Very difficult', 'Extremely difficult'])
})

test('the sum takes each of the nine items once, from 0 to 3', () => {
  expect(form.scores.map(({ id }) => id)).toEqual(['phq9'])
  expect(form.questions.slice(0, 9).map(({ options }) => options.map(({ points }) => Number(points)))).toEqual(
    ITEMS.map(() => [0, 1, 2, 3].map((points) => points * 1_000_000)),
  )
})

test('both licence lines stand where the form does', () => {
  expect(form.licence).toContain('Copyright © Pfizer Inc. All rights reserved.')
  expect(form.licence).toContain('No permission required to reproduce, translate, display or distribute.')
})
