import { visible, withoutUndefined } from '../../diagnostics/index.ts'
import { type Fault, faultInWords, faultOf } from '../../disk/index.ts'
import {
  beginsId,
  type DraftFound,
  draftStore,
  draftsIn,
  holderInWords,
  type OpenedDraft,
  openDraft,
  reachedBy,
  type Sitting,
} from '../../record/index.ts'
import { type Screening, take } from '../../screening/index.ts'
import type { Settings } from '../../settings/index.ts'
import type { TakenUp } from '../../terminal/index.ts'
import { localDay, localTime } from '../environment.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { knownForms, type OrExit } from '../open-questionnaire.ts'
import { ageInWords, draftInWords } from './draft-words.ts'
import { refusedHandout } from './handouts.ts'
import { recordsToWrite, sittingOf } from './record-folder.ts'
import { exitCodeOf } from './result.ts'
import { resultFor, type ScreenOptions } from './screen.ts'
import { settingsInForce } from './settings.ts'

export type ResumeOptions = Pick<ScreenOptions, 'plain' | 'json' | 'exitCode' | 'by' | 'handout'>

/** `prescreen resume [id]`: continues a draft at the first question without an answer. */
export async function resume(typed: string | undefined, options: ResumeOptions, io: Io): Promise<ExitCode> {
  const notWritten = await refusedHandout(options.handout, io)
  if (notWritten !== undefined) return notWritten
  const settings = await settingsInForce(io)
  if ('exit' in settings) return settings.exit
  const folder = await recordsToWrite(io, settings.value)
  if ('exit' in folder) return folder.exit
  const sitting = sittingOf(io, folder.value, options.by)
  try {
    const found = draftsIn(folder.value)
    if (found.some((draft) => 'killed' in draft && draft.killed)) await io.repairTerminal()
    const chosen = await chooseDraft(found, typed, io)
    if ('exit' in chosen) return chosen.exit
    const opened = openDraft(sitting, chosen.value)
    if (!('draft' in opened)) return refused(chosen.value, opened, io)
    return await goOn(opened, { sitting, options, settings: settings.value, io })
  } catch (error) {
    const fault: Fault = faultOf(error, folder.value.path)
    io.err(`prescreen: the record folder ${visible(fault.path)}: ${faultInWords(fault)}\n`)
    return exitFor(fault, 'writing')
  }
}

interface Resuming {
  readonly sitting: Sitting
  readonly options: ResumeOptions
  readonly settings: Settings
  readonly io: Io
}

async function goOn(
  { draft, last, notes }: Extract<OpenedDraft, { draft: unknown }>,
  { sitting, options, settings, io }: Resuming,
): Promise<ExitCode> {
  const { head } = draft
  const screening = atFirstOpen(draft.screening, io.now().toISOString())
  const age = io.now().getTime() - Date.parse(last)
  const { questionnaire } = screening
  const titles = new Map([[questionnaire.id, questionnaire.title]])
  const found = { id: head.id, head, last, reached: reachedBy(draft.screening) }
  const lines = [...draftInWords(found, io.now(), titles), ...notes]
  const takenUp: TakenUp = {
    screening,
    draft: lines,
    // If the clock went backwards, the age of the draft is unknown.
    ask: age < 0 || age >= settings.askWhoseAfter * 60_000,
    message: `Resumed${head.ref === undefined ? '' : `, reference ${head.ref}`}, last answer ${ageInWords(age)}.${notes.map((note) => ` ${note}`).join('')}`,
  }
  const keeping = draftStore(sitting, { draft })
  const result = await resultFor(screening.questionnaire, {
    options: { ...options, ...withoutUndefined({ ref: head.ref }) },
    settings,
    io,
    sitting,
    nextForm: screening.questionnaire.id,
    takenUp: { ...takenUp, keeping },
  })
  if ('exit' in result) return result.exit
  return options.exitCode ? exitCodeOf(result.value) : Exit.done
}

/**
 * From wherever the draft was left to the first question without an answer, unless a doubt or an act-now waits for a
 * decision.
 */
function atFirstOpen(screening: Screening, at: string): Screening {
  if (screening.step.kind !== 'ask') return screening
  return take(take(screening, { kind: 'review', at }), { kind: 'go-on', at })
}

async function chooseDraft(found: readonly DraftFound[], typed: string | undefined, io: Io): Promise<OrExit<string>> {
  const matching = typed === undefined ? found : found.filter(({ id }) => beginsId(typed, id))
  const [only] = matching
  if (only === undefined) {
    io.err(
      typed === undefined
        ? 'There is no draft to continue.\n'
        : `prescreen: there is no draft ${visible(typed)}; what is finished is in: prescreen records list\n`,
    )
    return { exit: Exit.noInput }
  }
  if (matching.length === 1) return { value: only.id }
  const titles = new Map((await knownForms(io)).map(({ id, title }) => [id, title]))
  const lines = matching.map(
    (draft) => [draft.id, draftInWords(draft, io.now(), titles).map(visible).join(' · ')] as const,
  )
  if (io.terminal === undefined) {
    io.err(`Several drafts; name one:\n${lines.map(([, words]) => `  ${words}\n`).join('')}`)
    return { exit: Exit.usage }
  }
  const { chooseOne } = await import('../../terminal/index.ts')
  const chosen = await chooseOne(
    'Which draft?',
    lines.map(([, words]) => words),
    io.terminal,
  )
  const id = lines.find(([, words]) => words === chosen)?.[0]
  return id === undefined ? { exit: Exit.interrupted } : { value: id }
}

function refused(id: string, opened: Exclude<OpenedDraft, { draft: unknown }>, io: Io): ExitCode {
  if ('heldBy' in opened) {
    const { heldBy } = opened
    const where = heldBy.elsewhere
      ? `in use ${visible(holderInWords(heldBy))}`
      : `open in another window, since ${sinceInWords(heldBy.since, io.now())}`
    io.err(`prescreen: draft ${id} is ${where}\n`)
    return Exit.locked
  }
  io.err(`prescreen: draft ${id}: ${opened.problem}; it was not changed\n`)
  return Exit.badData
}

/** The time of day, and the day if it is not today. */
function sinceInWords(since: string, now: Date): string {
  const [day = '', time = ''] = localTime(new Date(since)).split(' ')
  return day === localDay(now) ? time : `${day} ${time}`
}
