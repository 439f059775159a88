import { join } from 'node:path'
import type { Source } from '../diagnostics/index.ts'
import { codeOf, readRegular, writeWhole } from '../disk/index.ts'
import { type RecordFolder, temporaryPath } from './record-folder.ts'
import { sha256Of } from './records/record-shape.ts'

/** Saves the exact bytes of a questionnaire, once for each hash. */
export function saveFormText(folder: RecordFolder, source: Source): void {
  const { disk } = folder
  const path = questionnairePath(folder, source.sha256)
  if (disk.existsSync(path)) return
  try {
    writeWhole(path, exactBytes(source), { naming: 'new', disk, temporary: temporaryPath(folder) })
  } catch (error) {
    // Another process was faster with the same text.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/** The bytes saved under a hash; undefined when there are none, or when they were changed. */
export function readFormText(folder: RecordFolder, sha256: string): Uint8Array | undefined {
  const { disk } = folder
  const path = questionnairePath(folder, sha256)
  try {
    const bytes = readRegular(disk, path)
    return sha256Of(bytes) === sha256 ? bytes : undefined
  } catch {
    return undefined
  }
}

function questionnairePath({ questionnaires }: RecordFolder, sha256: string): string {
  return join(questionnaires, `${sha256}.yaml`)
}

/** The reader removes the byte order mark from the text. Everything else in UTF-8 has only one encoding. */
function exactBytes({ text, sha256 }: Source): Uint8Array {
  const bytes = Buffer.from(text)
  return sha256Of(bytes) === sha256 ? bytes : Buffer.from(`\ufeff${text}`)
}
