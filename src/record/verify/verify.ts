import { join } from 'node:path'
import { isOfTheDead, lifeOf, processIn } from '../../disk/index.ts'
import type { RecordFolder } from '../record-folder.ts'
import { areRecipientsWhole } from '../records/encrypted-folder.ts'
import type { Identities } from '../records/encryption.ts'
import { sha256Of } from '../records/record-shape.ts'
import { type Findings, type GatheredRecords, gatherFindings } from './findings.ts'
import { readChain } from './read-chain.ts'
import { noteLeftover, verifyDrafts } from './verify-drafts.ts'
import { at, namesIn, verifyInside, verifyRecords } from './verify-records.ts'

export interface Verified {
  readonly lines: number
  readonly records: number
  readonly drafts: number
  readonly questionnaires: number
  /** Hash of the last line, 64 hex digits; zeros for an empty log. */
  readonly head: string
  /** ISO instant of the newest line of the log. */
  readonly newest: string | undefined
  /** One sentence each; empty when everything is as it was written. */
  readonly problems: readonly string[]
  /** What a kill leaves, and what a person may want to know. */
  readonly notes: readonly string[]
  /** What was not checked, and why. */
  readonly unseen: readonly string[]
}

interface Options {
  /** The beginning of a hash that a line of the log must have. */
  readonly head?: string
}

/**
 * Reads the whole folder: the log, every record, draft and questionnaire, and whatever else is there. Finds lines that
 * were changed, removed or moved, and files that were changed, removed or added. A log that was cut off together with
 * everything that would show it looks whole: only a hash kept elsewhere shows it, which `head` looks for. Without keys
 * the contents of encrypted records are not checked.
 */
export function verify(folder: RecordFolder, options: Options = {}): Verified {
  const { verified, gathered, closed } = looked(folder, options)
  const unseen =
    closed.length === 0
      ? []
      : [
          `what is in ${closed.length} encrypted ${closed.length === 1 ? 'record' : 'records'}: --identity FILE opens them`,
        ]
  return { ...verified(), problems: gathered.problems, notes: gathered.notes, unseen }
}

/** The same with keys, which open encrypted records. */
export async function verifyWithKeys(
  folder: RecordFolder,
  identities: Identities,
  options: Options = {},
): Promise<Verified> {
  const { verified, gathered, closed, needed } = looked(folder, options)
  await verifyInside(folder, closed, { identities, findings: gathered })
  needed()
  return { ...verified(), problems: gathered.problems, notes: gathered.notes, unseen: [] }
}

function looked(folder: RecordFolder, options: Options) {
  const gathered = gatherFindings()
  const chain = readChain(folder, options.head)
  for (const problem of chain.problems) gathered.problem(problem)
  const closed = verifyRecords(folder, chain, gathered)
  const drafts = verifyDrafts(folder, chain, gathered)
  for (const [id, { form, gone, recorded, begun }] of chain.known)
    if (form !== undefined && gone === undefined && begun)
      gathered.needs(form, 'the one', `${recorded === undefined ? 'draft' : 'record'} ${id}`)
  const told = new Set<string>()
  const needed = () => missingForms(folder, gathered, told)
  const questionnaires = verifyQuestionnaires(folder, gathered)
  needed()
  verifyTop(folder, gathered)
  if (!areRecipientsWhole(folder)) gathered.problem('encrypted-to.txt, which names the recipients, was changed')
  if (closed.length > 0 && !folder.disk.existsSync(join(folder.path, 'encrypted-to.txt')) && chain.hasRecipients)
    gathered.problem('encrypted-to.txt, which names the recipients, is missing')
  const { lines, head, newest, known } = chain
  const records = [...known.values()].filter(
    ({ recorded, gone }) => recorded !== undefined && gone === undefined,
  ).length
  return { gathered, closed, needed, verified: () => ({ lines, head, newest, records, drafts, questionnaires }) }
}

/** A questionnaire's name is the hash of its text. */
function verifyQuestionnaires(folder: RecordFolder, findings: Findings): number {
  const names = namesIn(folder, folder.questionnaires)
  for (const name of names) {
    const path = join(folder.questionnaires, name)
    const sha256 = /^([0-9a-f]{64})\.yaml$/.exec(name)?.[1]
    const bytes = sha256 === undefined ? 'it is not a questionnaire' : at(folder, path)
    if (typeof bytes === 'string') findings.problem(`${path}: ${bytes}`)
    else if (bytes !== undefined && sha256Of(bytes) !== sha256)
      findings.problem(`questionnaire ${sha256} was changed after it was kept`)
  }
  return names.length
}

function missingForms(folder: RecordFolder, { needed, problem }: GatheredRecords, told: Set<string>): void {
  const there = new Set(namesIn(folder, folder.questionnaires))
  for (const [sha256, { form, whoever }] of needed) {
    if (there.has(`${sha256}.yaml`) || told.has(sha256)) continue
    told.add(sha256)
    problem(
      `questionnaire ${sha256} is missing (${form} of ${whoever}): \`prescreen records repair --from FILE\` puts it back`,
    )
  }
}

const TOP = ['drafts', 'records', 'questionnaires', 'audit.jsonl', 'audit.head', 'encrypted-to.txt']

function verifyTop(folder: RecordFolder, findings: Findings): void {
  for (const name of namesIn(folder, folder.path)) {
    const path = join(folder.path, name)
    const process = processIn(name)
    if (TOP.includes(name)) {
      const stat = folder.disk.lstatSync(path, { throwIfNoEntry: false })
      const isRight = name.includes('.') ? stat?.isFile() : stat?.isDirectory()
      if (stat !== undefined && !isRight) findings.problem(`${path}: something else is in its place`)
    } else if (name.endsWith('.tmp')) noteLeftover(folder, path, findings)
    else if (process === undefined) findings.note(`${path} is not of this program, and was not looked at`)
    else if (!isOfTheDead(name, folder.owner) && lifeOf(process, folder.owner) === 'unknown')
      findings.note(`${path}: the log is locked by a process that cannot be looked at from here`)
  }
}
