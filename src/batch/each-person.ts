import { visible } from '../diagnostics/index.ts'
import { isoOf } from '../expression/index.ts'
import type { Answers, Questionnaire } from '../questionnaire/index.ts'
import { readingFailed } from './cannot-score.ts'
import type { ScoreOptions } from './options.ts'
import { type Input, openInput } from './reading/inputs.ts'
import { answersOfTable } from './reading/row-answers.ts'
import { tableScoring } from './score-table.ts'
import type { Surroundings } from './surroundings.ts'
import { brokenMessage, problemLog } from './writing/problems.ts'
import { idText } from './writing/record-id.ts'

/** One record of a table, as one person's answers. */
export interface PersonInTable {
  /** From 1, in the order of the file, like the column `record` of results. */
  readonly record: number
  readonly answers: Answers
  /** ISO day of the answers; undefined where the table does not say. */
  readonly on: string | undefined
  readonly id: string | undefined
}

/** Lines of a table that are not records. */
export interface NoPerson {
  readonly record: number
  readonly line: number
  readonly message: string
}

type TableOptions = Pick<
  ScoreOptions,
  'named' | 'from' | 'map' | 'id' | 'on' | 'dateColumn' | 'delimiter' | 'encoding' | 'sheet' | 'decimalComma'
>

interface TableToRead {
  readonly questionnaire: Questionnaire
  readonly file: string
  readonly options: TableOptions
}

/**
 * Every record of a table as a person, in order. Returns how many records there are. Remarks about the columns go to
 * standard error. Throws `CannotScore` when the file cannot be read as a table of this questionnaire.
 */
export async function eachPerson(
  { questionnaire, file, options }: TableToRead,
  world: Surroundings,
  found: (one: PersonInTable | NoPerson) => void,
): Promise<number> {
  let records = 0
  const answersIn = answersOfTable()
  const tables = tableScoring(questionnaire, {
    options: {
      ...options,
      to: 'jsonl',
      failFast: false,
      force: false,
      showValues: false,
      progress: false,
      threads: 1,
      alsoRead: [],
      given: {},
    },
    world,
    log: problemLog(undefined, { failFast: false, stderr: () => undefined }),
    say: world.stderr,
    drain: async () => undefined,
    writer: {
      heading: () => undefined,
      person: (scored, person) => {
        const day = scored.isDated ? (scored.columns.today[person] as number) : Number.NaN
        records = scored.numbers[person] as number
        found({
          record: records,
          answers: answersIn(scored, person),
          on: Number.isNaN(day) ? undefined : isoOf(day),
          id: idText(scored, person),
        })
      },
      broken: (record, broken) => {
        records = record
        found({ record, line: broken.line, message: brokenMessage(broken) })
      },
      lines: () => 0,
    },
  })
  const input = await opened(file, options, world)
  try {
    await tables.input(input, () => undefined)
  } finally {
    await input.close()
  }
  return records
}

async function opened(file: string, options: TableOptions, { stdin }: Surroundings): Promise<Input> {
  try {
    return await openInput(file, stdin, options)
  } catch (error) {
    throw readingFailed(visible(file), error)
  }
}
