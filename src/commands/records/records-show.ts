import { escapedJson, visible, withoutUndefined } from '../../diagnostics/index.ts'
import type { Visit } from '../../documents/index.ts'
import { answerInWords, labelled, type Questionnaire } from '../../questionnaire/index.ts'
import {
  answersIn,
  findRecords,
  headWhenRecorded,
  loadSavedForm,
  movesIn,
  type Record1,
  type RecordFolder,
  replayedMoves,
} from '../../record/index.ts'
import { refusedHandout, writeHandout } from '../desk/handouts.ts'
import { cardOf, type Result } from '../desk/result.ts'
import { isAscii } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { logRead } from './access.ts'
import { recordNamed, withRecords } from './with-records.ts'

/** `prescreen records show`: the guidance as it was recorded, in the words of the form that it was made with. */
export async function show(
  typed: string,
  options: {
    readonly history?: true
    readonly json?: true
    readonly identity?: string
    readonly handout?: string
    readonly by?: string
  },
  io: Io,
): Promise<ExitCode> {
  const refused = await refusedHandout(options.handout, io)
  if (refused !== undefined) return refused
  return withRecords(io, async (folder) => {
    const record = await recordNamed(folder, typed, { io, identity: options.identity })
    if ('exit' in record) return record.exit
    const { head, body } = record.value
    const why = options.handout === undefined ? 'show' : 'show --handout'
    logRead(folder, { record: head.id, by: options.by, why }, io)
    if (options.json) {
      // The key opens the log. Somebody who reads the data has no need of it.
      const { key: _, ...rest } = body
      const followed = followersOf(folder, record.value).map(({ id, kind }) => ({ record: id, kind }))
      io.out(`${escapedJson({ ...head, followedBy: followed, ...rest }, 2)}\n`)
      return Exit.done
    }
    const result = resultRecorded(folder, record.value)
    if (result === undefined) {
      io.err(
        `prescreen: the questionnaire of record ${head.id} is missing or damaged; --json prints the record without it\n`,
      )
      return Exit.badData
    }
    const visit = visitRecorded(folder, record.value)
    for (const { id, kind } of followersOf(folder, record.value))
      io.say(` ${kind === 'correction' ? 'CORRECTED' : 'SCORED AGAIN'}: record ${id} came after this one.\n`)
    io.out(cardOf(result, visit, { columns: io.columns, ascii: isAscii(io) }))
    const { follows } = head
    if (follows !== undefined)
      io.say(
        ` ${follows.kind === 'correction' ? 'Corrects' : 'Scores again'} record ${follows.record}: ${visible(follows.why)}\n`,
      )
    const lost = Object.entries(body.notCarried ?? {}).map(
      ([question, why]) => ` Not carried over: ${question}: ${visible(why)}\n`,
    )
    io.say(lost.join(''))
    if (options.history) io.say(`\n${historyOf(record.value, result.questionnaire).join('\n')}\n`)
    const { handout } = options
    const written = handout === undefined ? undefined : await writeHandout(handout, { ...result, visit }, io)
    if (written?.problem === undefined) return Exit.done
    io.err(`prescreen: ${written.problem.text}\n`)
    return written.problem.exit
  })
}

/** Records that correct this one or score it again. Encrypted ones cannot be recognised without their key. */
function followersOf(
  folder: RecordFolder,
  { head }: Record1,
): readonly { readonly id: string; readonly kind: NonNullable<Record1['head']['follows']>['kind'] }[] {
  return [...findRecords(folder, { from: head.on })].flatMap((found) =>
    'head' in found && found.head.follows?.record === head.id
      ? [{ id: found.head.id, kind: found.head.follows.kind }]
      : [],
  )
}

/** What a record says, ready for a card or a handout; undefined without the form that it was made with. */
export function resultRecorded(folder: RecordFolder, { head, body }: Record1): Result | undefined {
  const questionnaire = loadSavedForm(folder, head.questionnaire.sha256)
  if (questionnaire === undefined) return undefined
  return { questionnaire, answers: answersIn(body.answers), guidance: body.guidance }
}

/** When and by whom it was recorded. */
export function visitRecorded(folder: RecordFolder, { head }: Record1): Visit {
  const { local, program, id, ref, by } = head
  const named = withoutUndefined({ ref, by })
  return { at: local, program, recorded: { record: id, head: headWhenRecorded(folder, id) }, ...named }
}

/** Every change, one line each: the time, the question, the answer before and the answer after. */
function historyOf({ head, body }: Record1, questionnaire: Questionnaire): readonly string[] {
  const lines: string[] = []
  for (const { move, before, after } of replayedMoves(questionnaire, head.on, movesIn(body))) {
    for (const question of questionnaire.questions) {
      const [old, now] = [before.answers.get(question.id), after.answers.get(question.id)]
      if (old === now) continue
      const words = (answer: typeof old) =>
        answer === undefined ? undefined : visible(answerInWords(question, answer))
      const change =
        now === undefined
          ? `${words(old)}, set aside`
          : old === undefined
            ? (words(now) ?? '')
            : `${words(old)}, changed to ${words(now)}`
      lines.push(` ${move.at.slice(0, 19).replace('T', ' ')}  ${labelled(question.short, change)}`)
    }
  }
  return [' Every answer and change, times in UTC', ...lines]
}
