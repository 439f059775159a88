import { faultInWords, faultOf } from '../../disk/index.ts'
import { type AnswersMark, NO_ANSWERS, withAnswersMark } from '../log/answers-mark.ts'
import { type AuditLine1, NO_LINE } from '../log/audit-line.ts'
import { headKept, readAudit } from '../log/read-log.ts'
import type { RecordFolder } from '../record-folder.ts'
import { sha256Of } from '../records/record-shape.ts'

/** What the log knows about one draft or record. */
export interface KnownEntries {
  begun: boolean
  /** Number of the last move. */
  moves: number
  /** Hash of the questionnaire's text. */
  form: string | undefined
  day: string | undefined
  /** Hash of the record as it was made, or as a repair accepted it. */
  recorded: string | undefined
  /** Hashes of its encrypted files. Where there are several, this program made all of them. */
  readonly sealed: string[]
  /** How often it was encrypted without replacing an encrypted file. */
  encrypted: number
  /** Removed for good, or lost and accepted as lost. */
  gone: 'purged' | 'lost' | undefined
  /** The mark of all answers that count according to the log. */
  answers: AnswersMark
}

export interface Chain {
  readonly lines: number
  /** Hash of the last line, 64 hex digits; zeros for an empty log. */
  readonly head: string
  readonly known: ReadonlyMap<string, KnownEntries>
  /** A record was encrypted by a version that stores the recipients. */
  readonly hasRecipients: boolean
  /** ISO instant of the newest line. */
  readonly newest: string | undefined
  readonly problems: readonly string[]
}

/** Reads the whole log: lines that were changed, removed or moved, and what the intact lines say. */
export function readChain(folder: RecordFolder, wantedHead?: string): Chain {
  const problems: string[] = []
  const known = new Map<string, KnownEntries>()
  const kept = headKept(folder)
  const state = {
    prev: NO_LINE,
    lines: 0,
    newest: undefined as string | undefined,
    isOfVersion2: false,
    hasRecipients: false,
  }
  let hasHead = wantedHead === undefined
  let hasKept = kept === undefined
  for (const { number, text, line, whole } of linesOrNone(folder, problems)) {
    state.lines = number
    if (line === undefined) {
      problems.push(
        whole
          ? `log line ${number} was changed`
          : `log line ${number} was cut off; the next line that is written takes it away`,
      )
      if (!whole) state.lines -= 1
      state.prev = whole ? sha256Of(text) : state.prev
      continue
    }
    if (line.prev !== state.prev)
      problems.push(`before log line ${number} something was changed, taken out or put elsewhere`)
    state.prev = line.hash
    hasHead ||= line.hash.startsWith(wantedHead ?? '')
    hasKept ||= line.hash === kept
    state.isOfVersion2 ||= line.what === 'moved' || line.form !== undefined
    state.hasRecipients ||= (line.what === 'encrypted' || line.what === 'reencrypted') && line.why !== undefined
    if (state.newest === undefined || line.at > state.newest) state.newest = line.at
    const before = problemWith(line, known)
    if (before !== undefined) problems.push(`log line ${number}: ${before}`)
    note(known, line)
  }
  if (!hasHead)
    problems.push(
      `no line of the log has a hash that begins with ${wantedHead}: its end was cut off, or it was written anew`,
    )
  if (!hasKept) problems.push('the end of the log was cut off: it lacks the line that audit.head names')
  if (kept === undefined && state.isOfVersion2 && state.lines > FIRST_LINES)
    problems.push('audit.head, which holds the hash of the last line of the log, is missing or damaged')
  return {
    lines: state.lines,
    head: state.prev,
    known,
    newest: state.newest,
    hasRecipients: state.hasRecipients,
    problems,
  }
}

/** A log that cannot be read must not stop the rest from being checked. */
function* linesOrNone(folder: RecordFolder, problems: string[]): ReturnType<typeof readAudit> {
  try {
    yield* readAudit(folder)
  } catch (error) {
    problems.push(`the log cannot be read: ${faultInWords(faultOf(error, folder.log))}`)
  }
}

/** Before the head is written for the first time, a kill can leave no more lines than one command writes at first. */
const FIRST_LINES = 8

function problemWith({ what, record }: AuditLine1, known: ReadonlyMap<string, KnownEntries>): string | undefined {
  // Anybody can encrypt to a public key. When it replaces an encrypted file, this program logs another word.
  const isAgain = what === 'encrypted' && (known.get(record)?.encrypted ?? 0) > 0
  return isAgain ? `record ${record} was encrypted once more` : undefined
}

function note(all: Map<string, KnownEntries>, line: AuditLine1): void {
  if (line.record === '-') return
  const one = all.get(line.record) ?? unknown()
  all.set(line.record, one)
  switch (line.what) {
    case 'begun':
      one.begun = true
      one.form = line.form
      one.answers = (line.why === undefined ? undefined : all.get(line.why)?.answers) ?? NO_ANSWERS
      break
    case 'answer':
    case 'set-aside':
      one.moves = Math.max(one.moves, line.move ?? 0)
      one.answers = withAnswersMark(one.answers, [line.old, line.new])
      break
    case 'moved':
      one.moves = Math.max(one.moves, line.move ?? 0)
      break
    case 'resumed':
      one.moves = line.move ?? one.moves
      one.answers = line.new ?? one.answers
      break
    case 'recorded':
      one.recorded = line.sha256
      one.day = line.day
      break
    case 'encrypted':
    case 'reencrypted':
      if (line.sha256 !== undefined) one.sealed.push(line.sha256)
      one.encrypted += line.what === 'encrypted' ? 1 : 0
      break
    case 'purged':
      one.gone = 'purged'
      break
    case 'repaired':
      noteRepair(one, line)
      break
    case 'read':
    case 'exported':
    case 'backed-up':
    case 'restored':
      break
  }
}

function noteRepair(one: KnownEntries, { why, move, new: answers }: AuditLine1): void {
  if (why === 'lost') one.gone = 'lost'
  if (move !== undefined) one.moves = move
  if (answers !== undefined) one.answers = answers
}

function unknown(): KnownEntries {
  return {
    begun: false,
    moves: 0,
    form: undefined,
    day: undefined,
    recorded: undefined,
    sealed: [],
    encrypted: 0,
    gone: undefined,
    answers: NO_ANSWERS,
  }
}
