import { join } from 'node:path'
import { readRegular, writeWhole } from '../../disk/index.ts'
import { isDay, type RecordFolder, temporaryPath } from '../record-folder.ts'
import { sha256Of } from './record-shape.ts'

/** How many days of answers are looked at, where the folder's own word is missing. */
const DAYS = 3

/**
 * Remembers in the folder itself to whom its records are encrypted, by their public keys: whoever uses it with settings
 * that name nobody is told, and nothing is written open beside what is closed.
 */
export function rememberRecipients(folder: RecordFolder, recipients: readonly string[]): void {
  const { disk } = folder
  const text = withSum(
    `# Finished records in this folder are encrypted to these recipients of age:\n${recipients.map((one) => `${one}\n`).join('')}`,
  )
  if (recipientsKept(folder) === text) return
  writeWhole(pathOf(folder), Buffer.from(text), 'replace', { disk, temporary: temporaryPath(folder) })
}

/** Whether what the folder says of its recipients is as it was written; true where it says nothing. */
export function areRecipientsWhole(folder: RecordFolder): boolean {
  const kept = recipientsKept(folder)
  return kept === undefined || kept === withSum(kept.replace(/# [0-9a-f]{16}\n$/, ''))
}

function withSum(text: string): string {
  return `${text}# ${sha256Of(text).slice(0, 16)}\n`
}

/** Whether records of this folder are encrypted, as it says itself or as its last days show. */
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
