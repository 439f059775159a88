import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { steady } from '../support/program.ts'
import { inTerminal, type Terminal } from '../support/terminal.ts'

/**
 * What a person sees, read from an emulated terminal, at three widths, in UTF-8 and in ASCII; at 80 columns also which
 * words are coloured, and that with NO_COLOR none is. With PRESCREEN_UPDATE set the files are written anew.
 */
const INTAKE = 'ketamine-intake'
const SIZES = [
  [40, 24],
  [80, 24],
  [120, 30],
] as const
const CHARSETS = [
  ['utf-8', { LANG: 'C.UTF-8' }],
  ['ascii', { LANG: 'C' }],
] as const

/** One walk past every kind of screen. */
async function* screens(terminal: Terminal): AsyncGenerator<readonly [name: string, terminal: Terminal]> {
  const at = async (name: string, text: string | RegExp) => [name, await terminal.waitFor(text)] as const
  yield await at('the reference', 'Local reference')
  await terminal.press('A-17', 'Enter')
  await terminal.waitFor('Do you have any of these')
  await terminal.press('1', '4')
  yield await at('two of several answers', /\[x\][\s\S]*\[x\]/)
  await terminal.press('Enter')
  yield await at('act now', '!! ACT NOW')
  await terminal.press('g')
  await terminal.waitFor(/In\s+the\s+last\s+7\s+days/)
  await terminal.press('0')
  await terminal.waitFor('Who is answering?')
  await terminal.press('1')
  await terminal.waitFor('An interpreter')
  await terminal.press('0')
  await terminal.waitFor('How old are you?')
  await terminal.press('140', 'Enter')
  yield await at('a number that cannot be', /is\s+outside/)
  await terminal.press('101', 'Enter')
  yield await at('an unusual number', /Is it\s+right\?/)
  await terminal.press('y')
  yield await at('yes or no', /have\s+you\s+wished\s+you\s+were\s+dead/)
  await terminal.press('?')
  yield await at('help', 'back to the question')
  await terminal.press('?')
  await terminal.waitFor(/have\s+you\s+wished\s+you\s+were\s+dead/)
  await terminal.press('n')
  await terminal.waitFor(/In\s+the\s+past\s+month/)
  await terminal.press('n')
  yield await at('one of several', 'Yes, in the last 7 days')
  await terminal.press('Ctrl-G')
  yield await at('the review', 'review')
  await terminal.press('F')
  yield await at('the card', 'handout')
}

function compared(name: string, text: string): void {
  const path = inProject(`test/terminal/golden/${name}.txt`)
  if (process.env.PRESCREEN_UPDATE !== undefined) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  expect(text).toBe(readFileSync(path, 'utf8'))
}

async function shown(terminal: Terminal): Promise<string> {
  await terminal.rest(40, 'the whole screen to be drawn')
  return steady((await terminal.screen()).map((line) => line.trimEnd()).join('\n')).trimEnd()
}

const variants = SIZES.flatMap(([columns, rows]) => CHARSETS.map(([charset, env]) => ({ columns, rows, charset, env })))

test.each(variants)('$columns columns in $charset', async ({ columns, rows, charset, env }) => {
  await inTerminal({ args: ['screen', INTAKE], columns, rows, env: { ...env, NO_COLOR: '1' } }, async (terminal) => {
    const pages: string[] = []
    for await (const [name] of screens(terminal)) {
      pages.push(`== ${name}\n${await shown(terminal)}\n`)
      expect(await terminal.styledRuns()).toEqual([])
    }
    const text = pages.join('\n')
    if (charset === 'ascii') expect(text).toMatch(/^[\x20-\x7e\n]*$/)
    compared(`${columns}-${charset}`, text)
  })
})

test('colour only repeats what words say, and nothing is green', async () => {
  await inTerminal({ args: ['screen', INTAKE], env: { TERM: 'xterm-256color' } }, async (terminal) => {
    const pages: string[] = []
    for await (const [name] of screens(terminal)) {
      await terminal.rest(40, 'the whole screen to be drawn')
      const runs = (await terminal.styledRuns()).map((run) => steady(run))
      expect(runs.filter((run) => run.includes('green'))).toEqual([])
      pages.push(`== ${name}\n${runs.join('\n')}\n`)
    }
    compared('80-colours', pages.join('\n'))
  })
})
