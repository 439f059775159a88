import { answersIn, loadSavedForm } from '../../record/index.ts'
import { guide } from '../../rules/index.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { logRead } from '../records/access.ts'
import { recordNamed, withRecords } from '../records/with-records.ts'
import { type ExplainOptions, explained } from './explained.ts'

/**
 * `prescreen explain --record`: a record in the words of the form that it was made with. It is logged that it was read.
 */
export async function explainRecord(typed: string, options: ExplainOptions, io: Io): Promise<ExitCode> {
  return withRecords(io, async (folder) => {
    const record = await recordNamed(folder, typed, { io, identity: options.identity })
    if ('exit' in record) return record.exit
    const { head, body } = record.value
    logRead(folder, { record: head.id, by: options.by, why: 'explain' }, io)
    const questionnaire = loadSavedForm(folder, head.questionnaire.sha256)
    if (questionnaire === undefined) {
      io.err(
        `prescreen: the questionnaire of record ${head.id} is missing or damaged: it cannot be explained without it\n`,
      )
      return Exit.badData
    }
    const answers = answersIn(body.answers)
    const again = guide(questionnaire, answers, head.on)
    const finishedEarly = again.complete && !body.guidance.complete
    const { level } = guide(questionnaire, answers, head.on, { finishedEarly })
    if (level !== body.guidance.level)
      io.err(
        `record ${head.id} says ${body.guidance.level}, as version ${head.program} of this program found it; this one finds ${level}\n`,
      )
    return explained({ questionnaire, answers, on: head.on, finishedEarly, record: head.id }, options, io)
  })
}
