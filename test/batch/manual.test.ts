import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadColumnMap } from '../../src/tables/index.ts'
import { inProject, questionnaire, told, yamlFile } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'

const manual = readFileSync(inProject('questionnaires/README.md'), 'utf8')

function block(kind: string): string {
  return new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(manual)?.[1] ?? ''
}

const form = block('yaml')
const folder = mkdtempSync(join(tmpdir(), 'prescreen-manual-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the table of the manual is scored as the manual shows', async () => {
  writeFileSync(join(folder, 'my-clinic.yaml'), form)
  writeFileSync(join(folder, 'answers.csv'), block('csv'))
  const [command = '', ...shown] = block('score').split('\n')
  expect(command).toMatch(/^\$ npx prescreen score /)
  const { out, err } = await prescreenIn(folder, command.split(' ').slice(3))
  expect(out + err).toBe(shown.join('\n'))
})

test('the column map of the manual is read', () => {
  const file = yamlFile(block('columns'), 'columns.yaml')
  const read = file.ok ? loadColumnMap(file.value, questionnaire(form)) : file
  expect(read.ok ? told(read.warnings) : told(read.diagnostics)).toEqual([])
})
