import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inProject } from '../../support/load.ts'
import { prescreenIn } from '../../support/program.ts'
import { edited } from './template-of.ts'
import { TOOLS } from './tools.ts'

const PATH = inProject('questionnaires/README.md')
const BLOCK = /```(export|export-map) (\S+)\n([\s\S]*?)```/g

/** What a command prints: the program's own, or the first lines of a file, without the column that says how old answers are today. */
async function printed(folder: string, command: string): Promise<string> {
  const [, lines, file] = /^head -n (\d+) (\S+) \| cut -d, -f1-6$/.exec(command) ?? []
  if (file !== undefined) {
    const rows = readFileSync(join(folder, file), 'utf8').split('\n').slice(0, Number(lines))
    return rows.map((row) => `${row.split(',').slice(0, 6).join(',')}\n`).join('')
  }
  const { out, err } = await prescreenIn(folder, command.replace(/^npx prescreen /, '').split(' '))
  return err + out
}

async function transcript(folder: string, block: string): Promise<string> {
  let text = ''
  for (const [, command = ''] of block.matchAll(/^\$ (.*)$/gm))
    text += `$ ${command}\n${await printed(folder, command)}`
  return text
}

/** With PRESCREEN_UPDATE set they are written anew. */
test('the exports of the manual go from file to result as it shows', async () => {
  const manual = readFileSync(PATH, 'utf8')
  const folders = new Map<string, string>()
  let shown = manual
  for (const [whole, kind = '', file = '', block = ''] of manual.matchAll(BLOCK)) {
    const tool = TOOLS.find((one) => one.file === file)
    const folder = folders.get(file) ?? mkdtempSync(join(tmpdir(), 'prescreen-export-'))
    if (!folders.has(file)) {
      copyFileSync(inProject('test/batch/exports/clinic.yaml'), join(folder, 'clinic.yaml'))
      writeFileSync(join(folder, file), tool?.text ?? '')
      folders.set(file, folder)
    }
    const map = join(folder, 'columns.yaml')
    if (kind === 'export-map') writeFileSync(map, edited(readFileSync(map, 'utf8'), tool?.edits ?? []))
    const made = kind === 'export' ? await transcript(folder, block) : readFileSync(map, 'utf8')
    shown = shown.replace(whole, () => `\`\`\`${kind} ${file}\n${made}\`\`\``)
  }
  for (const folder of folders.values()) rmSync(folder, { recursive: true })
  expect([...folders.keys()]).toHaveLength(2)
  if (process.env.PRESCREEN_UPDATE !== undefined) writeFileSync(PATH, shown)
  else expect(shown).toBe(manual)
})
