import { join } from 'node:path'
import { isOfTheDead, lifeOf, processIn } from '../../disk/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { type DraftRead, draftProblem, readDraft } from '../drafts/draft-shape.ts'
import { anotherDraft, draftIds } from '../drafts/find-drafts.ts'
import { firstMoves, replayKept } from '../drafts/kept-moves.ts'
import { loadSavedForm, remembered } from '../drafts/saved-form.ts'
import { answersMarkOf } from '../log/answers-mark.ts'
import { draftPath, idInName, type RecordFolder } from '../record-folder.ts'
import type { Findings } from './findings.ts'
import type { Chain, KnownEntries } from './read-chain.ts'
import { at, namesIn } from './verify-records.ts'

/**
 * Checks that every draft that was begun is a draft, a record, or purged, and reports whatever else is among the
 * drafts.
 */
export function verifyDrafts(folder: RecordFolder, { known }: Chain, findings: Findings): number {
  const form = remembered((sha256) => loadSavedForm(folder, sha256))
  const ids = draftIds(folder)
  for (const id of ids) verifyDraft(folder, id, { one: known.get(id), form, findings })
  const there = new Set(ids)
  for (const [id, { begun, recorded, gone }] of known)
    if (begun && recorded === undefined && gone === undefined && !there.has(id))
      findings.problem(`draft ${id} is in the log and not in the folder`)
  for (const name of namesIn(folder, folder.drafts)) verifyName(folder, name, findings)
  return ids.length
}

interface About {
  readonly one: KnownEntries | undefined
  form(sha256: string): Questionnaire | undefined
  readonly findings: Findings
}

function verifyDraft(folder: RecordFolder, id: string, about: About): void {
  const { one, findings } = about
  const what = `draft ${id}`
  const bytes = at(folder, draftPath(folder, id))
  if (bytes === undefined) return
  if (one?.gone === 'purged') findings.problem(`${what} is still there, and the log says that it was purged`)
  if (typeof bytes === 'string') {
    findings.problem(`${what}: ${bytes}`)
    return
  }
  const read = readDraft(bytes)
  if (read === undefined) findings.problem(`${what}: ${draftProblem(bytes)}`)
  else if (read.head.id !== id) findings.problem(`${what}: ${anotherDraft(read)}`)
  else if (one?.recorded !== undefined)
    findings.note(`${what} has become a record: the next command that writes removes it`)
  else verifyLines(what, { read, bytes }, about)
}

function verifyLines(
  what: string,
  { read, bytes }: { readonly read: DraftRead; readonly bytes: Uint8Array },
  { one, form, findings }: About,
): void {
  const { head, moves, end } = read
  const { sha256, id, version } = head.questionnaire
  findings.needs(sha256, `${id} ${version}`, what)
  if (typeof end === 'object') findings.problem(`${what}: line ${end.damaged} is damaged`)
  if (end === 'cut' && !isHalfALine(bytes.subarray(read.ends.at(-1) ?? 0)))
    findings.problem(`${what}: its end is damaged`)
  if (one === undefined || !one.begun) {
    // Written before its first line in the log: at most its first move, or a correction with the moves before it.
    if (moves.length <= 1 || head.follows !== undefined)
      findings.note(`${what} is not in the log yet: going on with it logs it`)
    else findings.problem(`${what} is not in the log`)
    return
  }
  if (moves.length < one.moves) {
    findings.problem(`${what}: answers that the log knows of are missing from it`)
    return
  }
  if (end === 'cut') findings.note(`${what}: its last line was being written when its program ended`)
  if (moves.length > one.moves + 1 && read.version === 2)
    findings.problem(`${what}: it has answers that the log does not know of`)
  const questionnaire = form(sha256)
  if (questionnaire === undefined) return
  const logged = replayKept(questionnaire, head.on, read.version === 1 ? read : firstMoves(read, one.moves))
  if (answersMarkOf(head.key, logged.answers) !== one.answers && moves.length >= one.moves)
    findings.problem(`${what}: its answers are not those that the log has`)
}

/** The beginning of a line, as a kill or a full disk leaves it. */
function isHalfALine(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1')
  return ['{"move":"', '{"resumed":"'].some((begin) => text.startsWith(begin.slice(0, text.length)))
}

function verifyName(folder: RecordFolder, name: string, findings: Findings): void {
  const path = join(folder.drafts, name)
  if (name.endsWith('.jsonl') && idInName(name) !== undefined) return
  if (name.endsWith('.damaged'))
    findings.note(`${path} keeps a damaged draft as it was: \`prescreen records repair\` saves what can be read in it`)
  else if (processIn(name) === undefined) findings.problem(`${path}: it is not a draft`)
  else if (name.endsWith('.tmp')) noteLeftover(folder, path, findings)
}

/** A half-written file: one of a dead process will be swept; one whose process cannot be looked at is reported. */
export function noteLeftover({ owner }: RecordFolder, path: string, findings: Findings): void {
  const process = processIn(path)
  if (isOfTheDead(path, owner)) findings.note(`${path} was left half written: the next command that writes sweeps it`)
  else if (process !== undefined && lifeOf(process, owner) === 'unknown')
    findings.note(`${path} was left half written, or is being written on another computer`)
}
