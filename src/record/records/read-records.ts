import type { RecordFolder } from '../record-folder.ts'
import { openEncrypted, type RecordPlace } from './encrypted-records.ts'
import type { Identities } from './encryption.ts'
import { type FoundRecords, findRecords, fits, type RecordQuery, readRecordAt } from './find.ts'
import type { Record1 } from './record-shape.ts'

/** An intact record, or what could not be read and why, as words after `…: `. */
export type RecordRead = { readonly record: Record1 } | { readonly what: string; readonly problem: string }

/** Like `findRecords`, with each record read whole and checked against its own hash. */
export async function* readRecords(
  folder: RecordFolder,
  wanted: RecordQuery,
  identities: Identities | undefined,
): AsyncGenerator<RecordRead> {
  for await (const found of withOpened(folder, wanted, identities)) {
    if ('record' in found || 'what' in found) yield found
    else if ('problem' in found) yield { what: found.path, problem: found.problem }
    else if ('head' in found) {
      // Found where its head says that it is. Anything else was already reported as damage.
      const { id, on } = found.head
      const read = readRecordAt(folder, { day: on, id })
      yield 'problem' in read ? { what: `record ${id}`, problem: read.problem } : { record: read }
    }
  }
}

/** Like `findRecords`. With keys, encrypted records are opened for their heads; without keys they stay closed. */
export async function* readHeads(
  folder: RecordFolder,
  wanted: RecordQuery,
  identities: Identities | undefined,
): AsyncGenerator<FoundRecords> {
  if (identities === undefined) yield* findRecords(folder, wanted)
  else {
    for await (const found of withOpened(folder, wanted, identities)) {
      if ('record' in found) yield { head: found.record.head }
      else if ('what' in found) yield { path: found.what, problem: found.problem }
      else yield found
    }
  }
}

/** What was found, with encrypted records opened: those of one day at a time, the latest first as the others are. */
async function* withOpened(
  folder: RecordFolder,
  wanted: RecordQuery,
  identities: Identities | undefined,
): AsyncGenerator<Exclude<FoundRecords, { closed: RecordPlace }> | RecordRead> {
  let closed: RecordPlace[] = []
  for (const found of findRecords(folder, wanted)) {
    const isNext = 'closed' in found && (closed[0]?.day ?? found.closed.day) === found.closed.day
    if (!isNext) {
      yield* await opened(folder, closed, { wanted, identities })
      closed = []
    }
    if ('closed' in found) closed.push(found.closed)
    else yield found
  }
  yield* await opened(folder, closed, { wanted, identities })
}

async function opened(
  folder: RecordFolder,
  places: readonly RecordPlace[],
  { wanted, identities }: { readonly wanted: RecordQuery; readonly identities: Identities | undefined },
): Promise<readonly RecordRead[]> {
  const problems: RecordRead[] = []
  const records: { readonly record: Record1 }[] = []
  for (const place of places) {
    const read = await openEncrypted(folder, place, identities)
    if ('problem' in read) problems.push({ what: `record ${place.id} of ${place.day}`, problem: read.problem })
    // Only now is it known whether the record is wanted.
    else if (fits(read.record.head, wanted)) records.push(read)
  }
  records.sort((one, other) => other.record.head.finished.localeCompare(one.record.head.finished))
  return [...problems, ...records]
}
