import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Questionnaire, questionnaireIn } from '../../src/questionnaire/index.ts'
import { readYaml } from '../../src/yaml/index.ts'

/** The questionnaire of a file, or an error that says what is wrong with it. */
export function formIn(path: string): Questionnaire {
  const bytes = readFileSync(path)
  const form = questionnaireIn(readYaml({ path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }))
  if (!form.ok) throw new Error(form.diagnostics.map((problem) => problem.message).join('\n'))
  return form.value
}
