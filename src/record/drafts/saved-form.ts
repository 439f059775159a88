import { type Questionnaire, questionnaireIn } from '../../questionnaire/index.ts'
import { readYaml } from '../../yaml/index.ts'
import { readFormText } from '../questionnaire-store.ts'
import type { RecordFolder } from '../record-folder.ts'

/** The questionnaire saved under a hash, loaded; undefined when it is missing or was changed. */
export function loadSavedForm(folder: RecordFolder, sha256: string): Questionnaire | undefined {
  const bytes = readFormText(folder, sha256)
  const file = bytes && readYaml({ path: `${sha256}.yaml`, bytes, sha256 })
  const loaded = file && questionnaireIn(file)
  return loaded?.ok ? loaded.value : undefined
}

/** Reads only once for each key: thousands of drafts and records were made with the same form. */
export function remembered<T>(read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    const value = known.has(key) ? (known.get(key) as T) : read(key)
    known.set(key, value)
    return value
  }
}
