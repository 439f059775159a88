import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'
import { inTerminal } from '../support/terminal.ts'
import { walkToCard } from './visit-walk.ts'

test('h on the card writes a page for the printer in the folder at hand, says its full path and how it is printed, and stays on the card', async () => {
  const clinic = new Clinic()
  const shell = `cd '${clinic.folder}' && exec $PROGRAM screen visit.yaml --ref MARK-17 --by KL`
  await inTerminal({ shell, env: { PRESCREEN_HOME: clinic.home } }, async (terminal) => {
    await terminal.waitFor('question 1 of')
    await terminal.press('2')
    await walkToCard(terminal)
    await terminal.press('h')
    await terminal.waitFor(
      /prescreen-MARK-17-\d{8}-\d{6}\.html\. Open\s+it in a browser|prescreen-MARK-17-\d{8}-\d{6}\.html/,
    )
    const said = (await terminal.screen()).map((line) => line.trim()).join('')
    expect(said).toContain(`Handout written: ${clinic.folder}/prescreen-MARK-17-`)
    await terminal.waitFor('AT VISIT')
    const [sheet = ''] = readdirSync(clinic.folder).filter((name) => name.endsWith('.html'))
    const text = readFileSync(join(clinic.folder, sheet), 'utf8')
    expect(text).toMatch(/Record [0-9a-z-]{14} · Reference MARK-17 · by KL/)
    expect(text).toMatch(/ · log [0-9a-f]{64}/)
    expect(statSync(join(clinic.folder, sheet)).mode & 0o777).toBe(0o600)
    await terminal.press('q')
    expect(await terminal.ended()).toBe(0)
  })
})
