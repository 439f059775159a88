import { codeOf, isOfTheDead, readRegular } from '../../disk/index.ts'
import { readFormText } from '../questionnaire-store.ts'
import { draftPath, idInName, type RecordFolder } from '../record-folder.ts'
import { isRecorded } from '../records/record-store.ts'
import { type DraftHead2, type DraftRead, draftProblem, readDraft } from './draft-shape.ts'
import { replayKept } from './kept-moves.ts'
import { type Reached, reachedBy } from './reached.ts'
import { loadSavedForm, remembered } from './saved-form.ts'

/** A draft in the folder, as far as it can be read without locking it. */
export type DraftFound =
  | {
      readonly id: string
      readonly head: DraftHead2
      /** ISO instant of the last move. */
      readonly last: string
      /** Undefined where the questionnaire that it was made with is missing or damaged. */
      readonly reached: Reached | undefined
      /** Its process was killed and may have left the terminal in its own mode. */
      readonly killed: boolean
    }
  | { readonly id: string; readonly problem: string }

/** All drafts, the most recently answered first. A draft that has become a record is not listed. */
export function draftsIn(folder: RecordFolder): readonly DraftFound[] {
  const { disk, drafts, owner } = folder
  const isThere = remembered((sha256) => readFormText(folder, sha256) !== undefined)
  const form = remembered((sha256) => loadSavedForm(folder, sha256))
  const names = draftIds(folder)
  const left = names.length === 0 ? [] : disk.readdirSync(drafts).filter((file) => isOfTheDead(file, owner))
  const found = names.flatMap((id): readonly DraftFound[] => {
    const bytes = draftBytes(folder, id)
    if (bytes === undefined) return [{ id, problem: 'it cannot be read' }]
    const draft = readDraft(bytes)
    if (draft === undefined) return [{ id, problem: draftProblem(bytes) }]
    if (draft.head.id !== id) return [{ id, problem: anotherDraft(draft) }]
    if (isRecorded(folder, draft.head.on, id)) return []
    const { sha256 } = draft.head.questionnaire
    // Version 1 did not store how far a draft had come.
    const old = () => {
      const questionnaire = form(sha256)
      return questionnaire && reachedBy(replayKept(questionnaire, draft.head.on, draft))
    }
    const reached = isThere(sha256) ? (draft.reached ?? old()) : undefined
    const killed = left.some((file) => file.startsWith(`${id}.`))
    return [{ id, head: draft.head, last: lastOf(draft), reached, killed }]
  })
  return found.sort((one, other) => lastIn(other).localeCompare(lastIn(one)))
}

/** A draft found under another draft's name is used as neither: what is done to it would be done to somebody else. */
export function anotherDraft({ head }: DraftRead): string {
  return idInName(`${head.id}.jsonl`) === undefined ? 'it holds another draft' : `it holds another draft: ${head.id}`
}

export function draftIds({ disk, drafts }: RecordFolder): readonly string[] {
  try {
    return disk.readdirSync(drafts).flatMap((name) => (name.endsWith('.jsonl') ? (idInName(name) ?? []) : []))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

export function draftBytes(folder: RecordFolder, id: string): Buffer | undefined {
  try {
    return readRegular(folder.disk, draftPath(folder, id))
  } catch {
    return undefined
  }
}

export function lastOf({ head, moves }: DraftRead): string {
  return moves.at(-1)?.at ?? head.begun
}

function lastIn(found: DraftFound): string {
  return 'last' in found ? found.last : ''
}
