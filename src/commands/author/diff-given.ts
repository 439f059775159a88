import { type GivenTally, givenTally } from '../../authoring/index.ts'
import { CannotScore, countedToADay, eachPerson } from '../../batch/index.ts'
import { plural, visible, withoutUndefined } from '../../diagnostics/index.ts'
import { dayOf } from '../../expression/index.ts'
import { type Questionnaire, readAnswers } from '../../questionnaire/index.ts'
import { localDay } from '../environment.ts'
import { Exit } from '../exit.ts'
import type { Io } from '../io.ts'
import { type OrExit, readYamlFile, unwrapped } from '../open-questionnaire.ts'
import { exitOf, openMap, surroundingsOf, withMap } from '../score/table-options.ts'

export interface GivenOptions {
  readonly answers?: string
  readonly columns?: string
  readonly id?: string
  readonly on?: string
  readonly dateColumn?: string
}

/** Two forms, and whose answers are compared under them. */
export interface TwoForms {
  readonly old: Questionnaire
  readonly now: Questionnaire
  /** The old form as it was named on the command line. */
  readonly named: string
}

/** The people of a table, or the one person of an answers file. */
export async function givenIn(
  { path, ...forms }: TwoForms & { readonly path: string },
  options: GivenOptions,
  io: Io,
): Promise<OrExit<GivenTally>> {
  const on = options.on === 'today' ? localDay(io.now()) : options.on
  if (on !== undefined && dayOf(on) === undefined) {
    io.err('prescreen: --on is a day of the calendar, such as 2026-02-28, or today\n')
    return { exit: Exit.usage }
  }
  return /\.ya?ml$/i.test(path) ? inAnswersFile(path, forms, { on, io }) : inTable(path, forms, { ...options, on, io })
}

async function inAnswersFile(
  path: string,
  { old, now }: TwoForms,
  { on, io }: { readonly on: string | undefined; readonly io: Io },
): Promise<OrExit<GivenTally>> {
  const file = await readYamlFile(path, io)
  const answers = 'exit' in file ? file : unwrapped(readAnswers(file.value, old), io)
  if ('exit' in answers) return answers
  const tally = givenTally(old, now)
  tally.add({ label: path, form: old, answers: answers.value, on: on ?? localDay(io.now()) })
  return { value: tally.result() }
}

interface TableReading extends Omit<GivenOptions, 'on'> {
  readonly on: string | undefined
  readonly io: Io
}

async function inTable(
  path: string,
  { old, now, named }: TwoForms,
  { columns, id, dateColumn, on, io }: TableReading,
): Promise<OrExit<GivenTally>> {
  const map = await openMap(columns, old, io)
  if ('exit' in map) return map
  const tally = givenTally(old, now)
  const needsDay = countedToADay(old).length + countedToADay(now).length > 0
  const left = { undated: 0, broken: 0 }
  try {
    const options = {
      named,
      ...withMap({ decimalComma: false }, map.value),
      ...withoutUndefined({ on, id, dateColumn }),
    }
    await eachPerson({ questionnaire: old, file: path, options }, surroundingsOf(io), (one) => {
      if ('message' in one) left.broken += 1
      else if (one.on === undefined && needsDay) left.undated += 1
      else {
        const label = one.id === undefined ? `record ${one.record}` : one.id
        tally.add({ label, form: old, answers: one.answers, on: one.on ?? localDay(io.now()) })
      }
    })
  } catch (error) {
    if (!(error instanceof CannotScore)) throw error
    io.err(`prescreen: ${error.message}\n${error.help === undefined ? '' : `   ${error.help}\n`}`)
    return { exit: exitOf(error.cause) }
  }
  if (left.broken > 0) io.err(`${visible(path)}: ${plural(left.broken, 'part')} of it could not be read as a record\n`)
  if (left.undated > 0)
    io.err(
      `${visible(path)}: ${plural(left.undated, 'record')} left out, since nothing says the day of the answers; --on says it\n`,
    )
  return { value: tally.result() }
}
