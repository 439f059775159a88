import { join } from 'node:path'
import { readRegular, writeWhole } from '../../disk/index.ts'
import { isDay, type RecordFolder, temporaryPath } from '../record-folder.ts'
import { sha256Of } from './record-shape.ts'

/** How many days of answers are looked at where the folder does not say itself. */
const DAYS = 3

/**
 * Stores in the folder the public keys that its records are encrypted to. Somebody who uses the folder with settings
 * without recipients is then warned, so that no open record is written next to encrypted ones.
 */
export function rememberRecipients(folder: RecordFolder, recipients: readonly string[]): void {
  const { disk } = folder
  const text = withSum(
    `# Finished records in this folder are encrypted to these recipients of age:\n${recipients.map((one) => `${one}\n`).join('')}`,
  )
  if (recipientsKept(folder) === text) return
  writeWhole(pathOf(folder), Buffer.from(text), { naming: 'replace', disk, temporary: temporaryPath(folder) })
}

/** Whether the stored recipients are as they were written; true where none are stored. */
export function areRecipientsWhole(folder: RecordFolder): boolean {
  const kept = recipientsKept(folder)
  return kept === undefined || kept === withSum(kept.replace(/# [0-9a-f]{16}\n$/, ''))
}

function withSum(text: string): string {
  return `${text}# ${sha256Of(text).slice(0, 16)}\n`
}

/** Whether records of this folder are encrypted, as the folder itself says or as its last days show. */
export function isEncrypted(folder: RecordFolder): boolean {
  if (recipientsKept(folder) !== undefined) return true
  const { disk, records } = folder
  try {
    const days = disk.readdirSync(records).filter(isDay).sort().slice(-DAYS)
    return days.some((day) => disk.readdirSync(join(records, day)).some((name) => name.endsWith('.jsonl.age')))
  } catch {
    return false
  }
}

function recipientsKept(folder: RecordFolder): string | undefined {
  try {
    return readRegular(folder.disk, pathOf(folder)).toString()
  } catch {
    return undefined
  }
}

function pathOf({ path }: RecordFolder): string {
  return join(path, 'encrypted-to.txt')
}
