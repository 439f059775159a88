import { visible } from '../diagnostics/index.ts'
import type { Question, Questionnaire } from '../questionnaire/index.ts'
import { bindColumns } from './bind.ts'
import { type Guess, guessCode, guessColumns, isReadable, type SampledColumn } from './guess-columns.ts'

export interface TemplateOptions {
  /** As on the command line. */
  readonly questionnaireName: string
  readonly file: string
}

/** More different texts than this are no codes. */
const MOST_CODES = 25

/** A column map for somebody's table, with what was guessed marked: a person looks at it before it is used. */
export function columnsTemplate(
  questionnaire: Questionnaire,
  columns: readonly SampledColumn[],
  { questionnaireName, file }: TemplateOptions,
): { readonly text: string; readonly guesses: number } {
  const bound = bindColumns(
    questionnaire,
    columns.map(({ name }) => name),
    {},
  )
  const roles = 'faults' in bound ? [] : bound.roles
  const id = columns.findIndex(
    ({ name }, field) => roles[field]?.kind === 'id' || /\b(id|number|nr|mrn)\b/i.test(name.replaceAll('_', ' ')),
  )
  const date = columns.findIndex(
    ({ name, values }) =>
      /date|day|timestamp/i.test(name) &&
      values.length > 0 &&
      values.every((value) => /^\d{4}-\d{2}-\d{2}/.test(value)),
  )
  const others = columns.filter((_, field) => field !== id && field !== date && roles[field]?.kind !== 'tick')
  const guesses = guessColumns(questionnaire, others)
  const used = new Set(guesses.map(({ question }) => question))
  const lines = others.map((column, index) => columnLines(column, guesses[index] as Guess))
  const open = questionnaire.questions.filter(
    (question) => !used.has(question) && !roles.some((role) => role.kind === 'tick' && role.question === question),
  )
  const text = [
    `# Columns of ${visible(file)} beside the questions of ${questionnaire.id} ${questionnaire.version}.`,
    '# What is marked "guess" was guessed: look at each, mend it, or write ~ where the column is not used. Then:',
    `#   prescreen score ${questionnaireName} ${visible(file)} --columns columns.yaml -o results.csv`,
    'format: prescreen-columns/1',
    id < 0 ? '# id: the column with the record id' : `id: ${quoted(columns[id]?.name)}  # guess`,
    date < 0
      ? '# date: the column with the date of the answers'
      : `date: ${quoted(columns[date]?.name)}  # guess: when the answers were given?`,
    '# missing: { "99": unsure, "77": declined }  # codes for a missing answer in every column, if there are any',
    'columns:',
    ...lines.flat(),
    ...(open.length === 0 ? [] : ['# Questions that no column answers; they stay unanswered for everyone:']),
    ...open.map((question) => `#   ${question.id.padEnd(22)} ${oneLine(question)}`),
    '',
  ].join('\n')
  return { text, guesses: guesses.filter(({ question }) => question !== undefined).length }
}

function columnLines({ name, values }: SampledColumn, { question, perhaps }: Guess): readonly string[] {
  const key = `  ${quoted(name)}:`
  if (question === undefined) {
    const hint = perhaps.length === 0 ? '' : `; perhaps ${perhaps.map(({ id }) => id).join(', ')}`
    return [`${key} ~  # not used${hint}`]
  }
  const odd = values.filter((value) => !isReadable(question, value))
  const isExact = name.trim() === question.id
  const remark = isExact ? '' : `  # guess: ${oneLine(question)}`
  if (odd.length === 0 || question.options.length === 0 || values.length > MOST_CODES)
    return [`${key} ${question.id}${remark}`]
  // Once codes are named, a number that is not named is not read: so all numbers are.
  const codes = values.filter((value) => !isReadable(question, value) || /^\d/.test(value))
  return [
    `${key}${remark}`,
    `    question: ${question.id}`,
    '    codes:',
    ...codes.map((value) => codeLine(question, value)),
  ]
}

function codeLine(question: Question, value: string): string {
  const code = guessCode(question, value)
  const known = question.options.map((option) => option.code).join(', ')
  return code === undefined
    ? `      ${quoted(value)}: ~  # one of ${known}, unsure, declined, unanswered`
    : `      ${quoted(value)}: ${code}  # guess`
}

function oneLine({ text }: Question): string {
  const line = visible(text).replaceAll(/\s+/g, ' ')
  return line.length > 70 ? `${line.slice(0, 69)}…` : line
}

function quoted(text = ''): string {
  return JSON.stringify(text)
}
