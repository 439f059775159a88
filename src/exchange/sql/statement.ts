import { dayOf, isoOf } from '../../expression/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { readCells } from './cells.ts'
import { commentText } from './comment.ts'
import type { ConditionWorld } from './conditions.ts'
import { looseDay } from './days.ts'
import type { Dialect } from './dialect.ts'
import { findings, type Listed } from './findings.ts'
import type { SqlOptions } from './options.ts'
import { type SqlPlan, sqlList, sqlPlanFor } from './plan.ts'
import { refusal } from './refusal.ts'
import { raw, type Sql, sql } from './sql.ts'
import { type StandingColumns, settle } from './standing.ts'
import { plain, signColumns } from './texts.ts'
import { type CellReading, columnText, TABLE, tableColumn } from './words.ts'

/** A statement, or why there can be none for this questionnaire or table. */
export type Statement = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

/** One statement that gives each row of a table the columns of a result of `score`, except `record`. */
export function statementFor(questionnaire: Questionnaire, dialect: Dialect, options: SqlOptions): Statement {
  const why = refusal(questionnaire, dialect, options)
  if (why !== undefined) return { ok: false, why }
  const plan = sqlPlanFor(dialect, `${dotted(options.table, dialect)} AS ${TABLE}`)
  plan.phase('cells', 'What stands in the cells, without what cannot be seen, then which answer it is.')
  const reading: CellReading = { dialect, plan, labels: options.labels, signs: signColumns(plan, dialect) }
  const id = plan.define('record_id', tableColumn(options.id, dialect))
  const today = dayOfAnswers(options, reading)
  const cells = questionnaire.questions.map((question, index) =>
    readCells(question, options.sources[index] ?? { kind: 'none' }, reading),
  )
  const world = { dialect, plan, today: today ?? dialect.today, isTodayKnown: options.dateColumn === undefined }
  plan.phase('due', 'Which questions are due, each after those that decide it.')
  const standing = settle(questionnaire, cells, world)
  plan.phase('rules', 'What each rule and check says: true, false, or NULL where it is not known.')
  const full: ConditionWorld = { ...world, answersTo: (index) => standing[index] as StandingColumns }
  const found = findings(questionnaire, standing, full)
  const list = (items: readonly Listed[]) =>
    sqlList(
      items.map((item) => sql`CASE WHEN ${item.test} THEN ${dialect.text(item.id)} END`),
      dialect,
    )
  const columns: readonly (readonly [string, Sql])[] = [
    ['id', id],
    ['level', found.level],
    ['complete', found.complete],
    ['raised', list(found.raised)],
    ['undetermined', list(found.undetermined)],
    ['unsure', list(found.unsure)],
    ['declined', list(found.declined)],
    ['unanswered', list(found.unanswered)],
    ['conflicts', list(found.conflicts)],
    ['out_of_range', list(found.outOfRange)],
    ['unreadable', list(found.unreadable)],
    ['check_failed', list(found.checkFailed)],
    ['age_days', today === undefined ? raw('CAST(NULL AS INTEGER)') : dialect.daysBetween(today, dialect.today)],
    ['covered', list(found.covered)],
  ]
  return written(questionnaire, { dialect, options, plan, columns })
}

function dayOfAnswers({ on, dateColumn, dateForm }: SqlOptions, reading: CellReading): Sql | undefined {
  const { dialect, plan } = reading
  if (on !== undefined) return dialect.dayLiteral(isoOf(dayOf(on) ?? 0))
  if (dateColumn === undefined) return undefined
  const cell = plan.define('date_r', columnText(dateColumn, reading))
  const text = plan.define('date_t', plain(cell, reading))
  return plan.define('date_of_answers', looseDay(text, dateForm, reading))
}

interface Parts {
  readonly dialect: Dialect
  readonly options: SqlOptions
  readonly plan: SqlPlan
  readonly columns: readonly (readonly [string, Sql])[]
}

function written(questionnaire: Questionnaire, { dialect, options, plan, columns }: Parts): Statement {
  const { ctes, last } = plan.stages(columns.map(([, value]) => value))
  const widest = Math.max(...ctes.map(({ width }) => width))
  if (widest > dialect.mostColumns)
    return {
      ok: false,
      why: `${dialect.title} takes at most ${dialect.mostColumns} columns at once; \`${questionnaire.id}\` needs ${widest}`,
    }
  const stages = ctes
    .map(({ name, comment, query }) => `${comment === undefined ? '' : `-- ${comment}\n`}${name} AS (\n${query}\n)`)
    .join(',\n')
  const select = columns.map(([name, value]) => `  ${value.text} AS ${name}`).join(',\n')
  const view = options.view === undefined ? '' : `CREATE VIEW ${dotted(options.view, dialect)} AS\n`
  const text = `${heading(questionnaire, dialect, options)}${view}WITH\n${stages}\nSELECT\n${select}\nFROM ${last}\n`
  return { ok: true, text }
}

function heading(questionnaire: Questionnaire, { title }: Dialect, { version }: SqlOptions): string {
  const { id, title: formTitle, version: formVersion, status, source } = questionnaire
  return [
    `${id} ${formVersion}, sha256 ${source.sha256}, status ${status}: ${commentText(formTitle)}`,
    `For ${title}, made by prescreen ${commentText(version)}. This form does not decide anything. A clinician decides.`,
    'One row for each row of the table, in no order: join them by id. Two rows with one id are two rows here.',
    'States (_s, _a): 0 given, 1 unsure, 2 declined, 3 unanswered, 4 pending, 5 not asked, 6 unreadable, 7 outside its limits.',
    'Numbers are in millionths. What is not known is NULL, and so is every test that it leaves open.',
  ]
    .map((line) => `-- ${line}\n`)
    .join('')
}

function dotted(parts: readonly string[], dialect: Dialect): string {
  return parts.map((part) => dialect.identifier(part).text).join('.')
}
