import { sourcesFor } from '../../src/commands/export/sources.ts'
import { type ColumnSource, type Dialect, type SqlOptions, statementFor } from '../../src/exchange/index.ts'
import type { Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { loadColumnMap, NOT_TICKED, TICKED } from '../../src/tables/index.ts'
import { told, yamlFile } from '../support/load.ts'
import type { Several } from './rows.ts'

/** Columns that are called like the questions. */
export function ownSources(form: Questionnaire, several: Several): readonly ColumnSource[] {
  return form.questions.map((question) => ownSource(question, several))
}

function ownSource({ id, type, options }: Question, several: Several): ColumnSource {
  if (type !== 'choices' || several === 'text') return { kind: 'cell', column: id }
  if (several === 'array') return { kind: 'list', column: id }
  const columns = ['none', ...options.map(({ code }) => code), 'unsure', 'declined'].map((code) => ({
    column: `${id}___${code}`,
    code,
    ticked: [
      ...TICKED,
      code,
      ...options.filter((option) => option.code === code).map(({ label }) => label.toLowerCase()),
    ],
    notTicked: NOT_TICKED,
  }))
  return { kind: 'ticks', columns, allZeroIsNone: false, blankIsUnticked: false }
}

/** What `export --columns` makes of a map. */
export function mapped(form: Questionnaire, text: string, several: Several): Pick<SqlOptions, 'sources' | 'dateForm'> {
  const file = yamlFile(text, 'columns.yaml')
  const map = file.ok ? loadColumnMap(file.value, form) : file
  if (!map.ok) throw new Error(told(map.diagnostics).join('\n'))
  const found = sourcesFor(form, map.value, several)
  if ('wrong' in found) throw new Error(found.wrong)
  const { dates } = map.value
  return { sources: found.sources, ...(dates === undefined ? {} : { dateForm: dates }) }
}

export function statement(
  form: Questionnaire,
  dialect: Dialect,
  { several, ...options }: Partial<SqlOptions> & { readonly several: Several },
): string {
  const made = statementFor(form, dialect, {
    table: ['answers'],
    id: 'record',
    dateColumn: 'day',
    labels: true,
    sources: ownSources(form, several),
    version: '0.0.0',
    ...options,
  })
  if (!made.ok) throw new Error(made.why)
  return made.text
}
