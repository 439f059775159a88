import { escapedJson, plural, visible, withoutUndefined } from '../../diagnostics/index.ts'
import { LEVELS, type Level } from '../../questionnaire/index.ts'
import {
  draftsIn,
  type FoundRecords,
  olderThan,
  type RecordFolder,
  type RecordHead1,
  type RecordQuery,
  readHeads,
} from '../../record/index.ts'
import type { Settings } from '../../settings/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { logRead } from './access.ts'
import { daysBefore } from './days-before.ts'
import { withRecords } from './with-records.ts'

/** Which records are wanted, as given on the command line. */
export interface WantedOptions {
  readonly from?: string
  readonly to?: string
  readonly level?: string
  readonly questionnaire?: string
  readonly ref?: string
}

export interface ListOptions extends WantedOptions {
  readonly by?: string
  readonly identity?: string
  readonly json?: true
}

/** `prescreen records list`: one line for each record, printed as it is found, so that memory does not grow. */
export async function list(options: ListOptions, io: Io): Promise<ExitCode> {
  const wanted = wantedBy(options)
  if (typeof wanted === 'string') {
    io.err(`prescreen: ${wanted}\n`)
    return Exit.usage
  }
  const identities = await identitiesIn(options.identity, io)
  if ('exit' in identities) return identities.exit
  return withRecords(io, async (folder, settings) => {
    const write = options.json ? asJson(io) : asLines(io)
    if (identities.value !== undefined) logRead(folder, { by: options.by, why: 'list --identity' }, io)
    let unread = 0
    for await (const found of readHeads(folder, wanted, identities.value)) {
      if ('problem' in found && !found.foreign) unread += 1
      write.one(found)
    }
    write.end()
    if (!options.json) remind(folder, settings, io)
    return unread === 0 ? Exit.done : Exit.badData
  })
}

/** Reminds of waiting drafts, and of what the site does not want to keep any longer. Nothing is done about either. */
function remind(folder: RecordFolder, { draftDays, retentionDays }: Settings, io: Io): void {
  const since = (days: number) => daysBefore(io.now().getTime(), days)
  const drafts = draftsIn(folder)
  if (drafts.length > 0)
    io.err(`${drafts.length} draft${drafts.length === 1 ? ' is' : 's are'} not finished: prescreen resume\n`)
  const urgent = drafts.filter((draft) => 'reached' in draft && draft.reached?.actNow).length
  if (urgent > 0) io.err(`ACT NOW was raised in ${urgent} of them\n`)
  const old = drafts.filter((draft) => 'last' in draft && draft.last < since(draftDays)).length
  if (old > 0)
    io.err(`${plural(old, 'draft')} older than ${draftDays} days: prescreen records close --older-than ${draftDays}d\n`)
  if (retentionDays === undefined) return
  const gone = [...olderThan(folder, since(retentionDays))].filter(({ kind }) => kind === 'record').length
  if (gone > 0)
    io.err(
      `${plural(gone, 'record')} older than ${retentionDays} days: prescreen records purge --older-than ${retentionDays}d\n`,
    )
}

export function wantedBy({ from, to, level, questionnaire, ref }: WantedOptions): RecordQuery | string {
  for (const day of [from, to])
    if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day)) return `a day is year-month-day, such as 2026-11-22`
  if (level !== undefined && !LEVELS.includes(level as Level)) return `a level is one of ${LEVELS.join(', ')}`
  return {
    ...withoutUndefined({ from, to }),
    ...(level === undefined ? {} : { level: level as Level }),
    ...withoutUndefined({ questionnaire, ref }),
  }
}

interface Writing {
  one(found: FoundRecords): void
  end(): void
}

/** Bytes that are written at once: a call of the system for each line would take longer than finding the line. */
const PIECE = 64 * 1024

function inPieces(io: Io): { write(text: string): void; end(): void } {
  let piece = ''
  const end = () => {
    if (piece !== '') io.out(piece)
    piece = ''
  }
  return {
    end,
    write: (text) => {
      piece += text
      if (piece.length >= PIECE) end()
    },
  }
}

/** The level is a word in a column of its own, so that the eye can run down it. */
function asLines(io: Io): Writing {
  let count = 0
  let unread = 0
  const out = inPieces(io)
  return {
    one: (found) => {
      if ('problem' in found) {
        if (!found.foreign) unread += 1
        io.err(`prescreen: ${visible(found.path)}: ${visible(found.problem)}\n`)
      } else {
        count += 1
        out.write(
          'closed' in found ? `${found.closed.id}  ${found.closed.day}  encrypted\n` : `${lineOf(found.head)}\n`,
        )
      }
    },
    end: () => {
      out.end()
      const more = unread === 0 ? '' : `, ${unread} could not be read`
      io.err(count + unread === 0 ? 'No record.\n' : `${plural(count, 'record')}${more}.\n`)
    },
  }
}

function lineOf({ id, local, level, complete, questionnaire, ref, by, follows, act_now }: RecordHead1): string {
  const more = [
    ...(act_now && level !== 'act-now' ? ['ACT NOW was raised'] : []),
    ...(ref === undefined ? [] : [ref]),
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(follows === undefined ? [] : [`${follows.kind === 'correction' ? 'corrects' : 'rescores'} ${follows.record}`]),
  ]
  const state = complete ? level : `${level}, not finished`
  const form = `${questionnaire.id} ${questionnaire.version}`
  // A record is only a file, and nothing from its head may reach a terminal unescaped.
  return visible(`${id}  ${local}  ${state.padEnd(13)}  ${form}  ${more.join(' · ')}`).trimEnd()
}

function asJson(io: Io): Writing {
  const out = inPieces(io)
  let before = '{\n  "schema": "prescreen/records/1",\n  "records": ['
  return {
    one: (found) => {
      if ('problem' in found) io.err(`prescreen: ${visible(found.path)}: ${visible(found.problem)}\n`)
      else {
        out.write(
          `${before}\n    ${escapedJson('closed' in found ? { ...found.closed, encrypted: true } : found.head)}`,
        )
        before = ','
      }
    },
    end: () => {
      out.write(before === ',' ? '\n  ]\n}\n' : `${before}]\n}\n`)
      out.end()
    },
  }
}
