import { plural, visible } from '../../diagnostics/index.ts'
import { LEVELS, type Level } from '../../questionnaire/index.ts'
import { draftsIn, type Found, type RecordHead1, readHeads, type Wanted } from '../../record/index.ts'
import { identitiesIn } from '../desk/identity.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { withRecords } from './with-records.ts'

/** Which records, as the command line says it. */
export interface WantedOptions {
  readonly from?: string
  readonly to?: string
  readonly level?: string
  readonly questionnaire?: string
  readonly ref?: string
}

export interface ListOptions extends WantedOptions {
  readonly identity?: string
  readonly json?: true
}

/** `prescreen records list`: one line for each record, written as it is found, so that memory does not grow. */
export async function list(options: ListOptions, io: Io): Promise<ExitCode> {
  const wanted = wantedBy(options)
  if (typeof wanted === 'string') {
    io.err(`prescreen: ${wanted}\n`)
    return Exit.usage
  }
  const identities = await identitiesIn(options.identity, io)
  if ('exit' in identities) return identities.exit
  return withRecords(io, async (folder) => {
    const write = options.json ? asJson(io) : asLines(io)
    for await (const found of readHeads(folder, wanted, identities.value)) write.one(found)
    write.end()
    const drafts = draftsIn(folder).length
    if (drafts > 0 && !options.json)
      io.err(`${plural(drafts, 'draft is', 'drafts are')} not finished: prescreen resume\n`)
    return Exit.done
  })
}

export function wantedBy({ from, to, level, questionnaire, ref }: WantedOptions): Wanted | string {
  for (const day of [from, to])
    if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day)) return `a day is year-month-day, such as 2026-11-22`
  if (level !== undefined && !LEVELS.includes(level as Level)) return `a level is one of ${LEVELS.join(', ')}`
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(level === undefined ? {} : { level: level as Level }),
    ...(questionnaire === undefined ? {} : { questionnaire }),
    ...(ref === undefined ? {} : { ref }),
  }
}

interface Writing {
  one(found: Found): void
  end(): void
}

/** A write to the system for each line would take longer than finding what is in it. */
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

/** Level first in a word, so that a column of them can be run through by eye. */
function asLines(io: Io): Writing {
  let count = 0
  const out = inPieces(io)
  return {
    one: (found) => {
      if ('problem' in found) io.err(`prescreen: ${visible(found.path)}: ${found.problem}\n`)
      else {
        count += 1
        out.write(
          'closed' in found ? `${found.closed.id}  ${found.closed.day}  encrypted\n` : `${lineOf(found.head)}\n`,
        )
      }
    },
    end: () => {
      out.end()
      io.err(count === 0 ? 'No record.\n' : `${plural(count, 'record')}.\n`)
    },
  }
}

function lineOf({ id, local, level, complete, questionnaire, ref, by, follows }: RecordHead1): string {
  const more = [
    ...(ref === undefined ? [] : [visible(ref)]),
    ...(by === undefined ? [] : [`by ${visible(by)}`]),
    ...(follows === undefined ? [] : [`${follows.kind === 'correction' ? 'corrects' : 'rescores'} ${follows.record}`]),
  ]
  const state = complete ? level : `${level}, not finished`
  return `${id}  ${local}  ${state.padEnd(13)}  ${questionnaire.id} ${questionnaire.version}  ${more.join(' · ')}`.trimEnd()
}

function asJson(io: Io): Writing {
  const out = inPieces(io)
  let before = '{\n  "schema": "prescreen/records/1",\n  "records": ['
  return {
    one: (found) => {
      if ('problem' in found) io.err(`prescreen: ${visible(found.path)}: ${found.problem}\n`)
      else {
        out.write(
          `${before}\n    ${JSON.stringify('closed' in found ? { ...found.closed, encrypted: true } : found.head)}`,
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
