import { withoutUndefined } from '../../diagnostics/index.ts'
import { draftStore, headWhenRecorded, loadSavedForm, movesIn, replayKept } from '../../record/index.ts'
import { take } from '../../screening/index.ts'
import { recordsToWrite, sittingOf } from '../desk/record-folder.ts'
import { resultFor } from '../desk/screen.ts'
import { settingsInForce } from '../desk/settings.ts'
import { isLineMode } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { logRead } from './access.ts'
import { recordNamed } from './with-records.ts'

/** `prescreen records correct`: shows the record's card again, from where an answer can be changed. */
export async function correct(
  typed: string,
  options: { readonly why?: string; readonly by?: string; readonly plain?: true; readonly identity?: string },
  io: Io,
): Promise<ExitCode> {
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const folder = await recordsToWrite(io, settings.value)
  if ('exit' in folder) return folder.exit
  const named = await recordNamed(folder.value, typed, { io, identity: options.identity })
  if ('exit' in named) return named.exit
  const { head, body } = named.value
  logRead(folder.value, { record: head.id, by: options.by, why: 'correct' }, io)
  const questionnaire = loadSavedForm(folder.value, head.questionnaire.sha256)
  const kept = movesIn(body)
  if (questionnaire === undefined || kept.moves.length === 0) {
    io.err(
      `prescreen: record ${head.id} has no interview that could be gone on with, or its questionnaire is missing\n`,
    )
    return Exit.badData
  }
  const plain = io.terminal === undefined || isLineMode(io, options.plain)
  if (plain && options.why === undefined) {
    io.err('prescreen: line by line, a correction needs --why\n')
    return Exit.usage
  }
  const sitting = sittingOf(io, folder.value, options.by)
  const done = replayKept(questionnaire, head.on, kept)
  const start = {
    recorded: { record: head.id, head: headWhenRecorded(folder.value, head.id) },
    key: body.key,
    moves: kept.moves.length,
    old: kept.old,
  }
  const result = await resultFor(questionnaire, {
    options: { ...options, ...withoutUndefined({ ref: head.ref }) },
    settings: settings.value,
    io,
    sitting,
    takenUp: {
      screening: options.why === undefined ? done : take(done, { kind: 'back', at: io.now().toISOString() }),
      draft: [`Corrects record ${head.id} of ${head.local}`],
      ask: false,
      keeping: draftStore(sitting, start),
      ...withoutUndefined({ why: options.why }),
    },
  })
  return 'exit' in result ? result.exit : Exit.done
}
