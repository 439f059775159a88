import type { Diagnostic, Loaded } from '../../src/diagnostics/index.ts'
import { loadQuestionnaire, readAnswers } from '../../src/questionnaire/index.ts'
import { headOf, questionnaire, yamlFile } from '../support/load.ts'

const form = questionnaire(`${headOf('demo')}sections:
  - id: heart
    title: Heart
    questions:
      - { id: chest_pain, text: Chest pain?, type: yes_no }
`)

export interface Fate {
  /** The YAML itself. */
  readonly read: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** What becomes of a hostile file: YAML is loaded as a questionnaire, JSON as answers. */
export function fateOf(name: string, bytes: Uint8Array): Fate {
  const file = yamlFile(bytes, name)
  if (!file.ok) return { read: false, diagnostics: file.diagnostics }
  const meant: Loaded<unknown> = name.endsWith('.json') ? readAnswers(file.value, form) : loadQuestionnaire(file.value)
  return { read: true, diagnostics: meant.ok ? [] : meant.diagnostics }
}
