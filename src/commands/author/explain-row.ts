import { CannotScore, countedToADay, eachPerson, type NoPerson, type PersonInTable } from '../../batch/index.ts'
import { visible, withoutUndefined } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import type { ColumnMap } from '../../tables/index.ts'
import { localDay } from '../environment.ts'
import { Exit } from '../exit.ts'
import type { Io } from '../io.ts'
import type { OrExit } from '../open-questionnaire.ts'
import { exitOf, openMap, surroundingsOf, withMap } from '../score/table-options.ts'
import type { ExplainOptions, PersonToExplain } from './explained.ts'

interface Row {
  readonly questionnaire: Questionnaire
  /** The questionnaire as it was named on the command line. */
  readonly named: string
  readonly path: string
  readonly row: number
  /** ISO day, if one was given. */
  readonly on: string | undefined
}

/** One row of a table as the person whose level is explained. Otherwise the reason is printed. */
export async function personInRow(wanted: Row, options: ExplainOptions, io: Io): Promise<OrExit<PersonToExplain>> {
  const { questionnaire, path, row } = wanted
  const map = await openMap(options.columns, questionnaire, io)
  if ('exit' in map) return map
  const found = await rowIn(wanted, { ...options, ...withoutUndefined({ map: map.value }) }, io)
  if ('exit' in found) return found
  const refuse = (why: string) => {
    io.err(`prescreen: ${visible(path)}: ${why}\n`)
    return { exit: Exit.noInput }
  }
  const { person, records } = found.value
  if (person === undefined) return refuse(`there is no row ${row}; it has ${records === 1 ? 'one' : records}`)
  if ('message' in person) return refuse(`row ${row} in line ${person.line} is no record: ${person.message}`)
  const on = person.on ?? (countedToADay(questionnaire).length === 0 ? localDay(io.now()) : undefined)
  if (on === undefined) return refuse(`row ${row} does not say the day of its answers; say it with --on`)
  return { value: { questionnaire, answers: person.answers, on, row } }
}

interface Found {
  readonly person: PersonInTable | NoPerson | undefined
  readonly records: number
}

async function rowIn(
  { questionnaire, named, path, row, on }: Row,
  { dateColumn, map }: ExplainOptions & { readonly map?: ColumnMap },
  io: Io,
): Promise<OrExit<Found>> {
  let person: Found['person']
  try {
    const options = { named, ...withMap({ decimalComma: false }, map), ...withoutUndefined({ on, dateColumn }) }
    const records = await eachPerson({ questionnaire, file: path, options }, surroundingsOf(io), (one) => {
      if (one.record === row) person = one
    })
    return { value: { person, records } }
  } catch (error) {
    if (!(error instanceof CannotScore)) throw error
    io.err(`prescreen: ${error.message}\n${error.help === undefined ? '' : `   ${error.help}\n`}`)
    return { exit: exitOf(error.cause) }
  }
}
