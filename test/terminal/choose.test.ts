import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { inTerminal } from '../support/terminal.ts'

test('with several questionnaires the one to ask is chosen from a list; with Ctrl-C none is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-'))
  for (const part of ['bin', 'dist', 'questionnaires/ketamine-intake.yaml', 'package.json'])
    cpSync(inProject(part), join(folder, part), { recursive: true })
  symlinkSync(inProject('node_modules'), join(folder, 'node_modules'))
  const intake = readFileSync(inProject('questionnaires/ketamine-intake.yaml'), 'utf8')
  writeFileSync(
    join(folder, 'questionnaires', 'second.yaml'),
    intake.replace('id: ketamine-intake', 'id: second').replace(/^title: .*$/m, 'title: The second form'),
  )
  const shell = `node '${folder}/bin/prescreen.js' screen --ref x`
  await inTerminal({ shell }, async (terminal) => {
    await terminal.waitFor('Which questionnaire?')
    terminal.send('Down', 'Enter')
    await terminal.waitFor('The second form')
  })
  await inTerminal({ shell }, async (terminal) => {
    await terminal.waitFor('Which questionnaire?')
    terminal.send('Ctrl-C')
    expect(await terminal.ended()).toBe(130)
  })
  rmSync(folder, { recursive: true })
})
