import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleFile } from '../../../src/batch/index.ts'
import type { Questionnaire } from '../../../src/questionnaire/index.ts'
import { columnsTemplate } from '../../../src/tables/index.ts'

/** The column map that `--columns-template` writes for a file. */
export async function templateOf(form: Questionnaire, file: string, bytes: string | Uint8Array): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-export-'))
  try {
    writeFileSync(join(folder, file), bytes)
    const sample = await sampleFile(join(folder, file), {}, { stdin: async function* () {} })
    return columnsTemplate(form, sample, { questionnaireName: `${form.id}.yaml`, file }).text
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A map as a person changes it: each text is there, and only its first place is changed. */
export function edited(text: string, edits: readonly (readonly [string, string])[]): string {
  let map = text
  for (const [from, to] of edits) {
    if (!map.includes(from)) throw new Error(`the map does not hold ${from}`)
    map = map.replace(from, to)
  }
  return map
}
