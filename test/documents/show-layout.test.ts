import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { headOf } from '../support/load.ts'
import { prescreen } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'show-layout-'))
afterAll(() => rmSync(folder, { recursive: true }))

const form = join(folder, 'falls.yaml')
writeFileSync(
  form,
  `${headOf('falls')}sections:
  - id: one
    title: One
    questions:
      - { id: fell, text: Did you fall?, type: yes_no }
      - { id: times, text: How many times?, type: integer, ask_if: fell = yes }
      - { id: where, text: Where did you fall?, type: text, ask_if: fell = yes }
      - { id: hurt, text: Were you hurt?, type: yes_no, ask_if: fell = yes }
`,
)

async function shownAs(as: string): Promise<readonly string[]> {
  const { exit, out } = await prescreen(['show', form, '--as', as])
  expect(exit).toBe(0)
  return out.split('\n')
}

test('a branch of the flowchart holds all questions of one condition, in order', async () => {
  const branch = (await shownAs('mermaid')).filter((line) => /How many|Where did|Were you/.test(line))
  expect(branch).toHaveLength(1)
  expect(branch[0]).toMatch(/How many times.*Where did you fall.*Were you hurt/)
})

test('on paper the lines for a text end where the page does', async () => {
  const blanks = (await shownAs('paper')).filter((line) => /^\s+_{20,}$/.test(line))
  const widths = (await shownAs('paper')).map((line) => line.length)
  expect(blanks).toHaveLength(2)
  for (const blank of blanks) expect(blank.length).toBe(76)
  expect(Math.max(...widths)).toBeLessThanOrEqual(77)
})
