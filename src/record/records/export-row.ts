import { escapedJson, withoutUndefined } from '../../diagnostics/index.ts'
import { csvCell } from '../../tables/index.ts'
import type { Answer2 } from '../drafts/stored-move.ts'
import type { Record1, RecordHead1 } from './record-shape.ts'

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const

export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/**
 * Records as a table that `score` can read again: a column for each question, with codes unchanged and several of them
 * separated by `;`.
 */
export interface ExportForm {
  /** Empty where a format has none. */
  header(): string
  /** `replacedBy` is the record that corrects this one or scores it again, where there is one. */
  row(record: Record1, replacedBy: string | undefined): string
}

export function exportForm(format: ExportFormat, questions: readonly string[]): ExportForm {
  switch (format) {
    case 'csv':
      return {
        header: () => csvLine([...ABOUT, ...questions]),
        row: ({ head, body }, replacedBy) => {
          const about = aboutOf(head, replacedBy)
          const answers = questions.map((id) => cellOf(body.answers[id]))
          return csvLine([...ABOUT.map((name) => about[name] ?? ''), ...answers])
        },
      }
    case 'jsonl':
      return {
        header: () => '',
        row: ({ head, body }, replacedBy) => {
          const answers = questions.flatMap((id) => {
            const answer = body.answers[id]
            return answer === undefined ? [] : [[id, written(answer)] as const]
          })
          return `${escapedJson({ ...aboutOf(head, replacedBy), ...Object.fromEntries(answers) })}\n`
        },
      }
  }
}

/** Columns about a record. No question can have such a name, because an id begins with a letter. */
const ABOUT = [
  '_record',
  '_ref',
  '_by',
  '_on',
  '_finished',
  '_questionnaire',
  '_version',
  '_level',
  '_complete',
  '_follows',
  '_replaced_by',
] as const

function aboutOf(
  { id, ref, by, on, finished, questionnaire, level, complete, follows }: RecordHead1,
  replacedBy: string | undefined,
): Partial<Record<(typeof ABOUT)[number], string>> {
  return {
    _record: id,
    ...withoutUndefined({ _ref: ref, _by: by }),
    _on: on,
    _finished: finished,
    _questionnaire: questionnaire.id,
    _version: questionnaire.version,
    _level: level,
    _complete: String(complete),
    ...withoutUndefined({ _follows: follows?.record, _replaced_by: replacedBy }),
  }
}

/** Empty where there is no answer, which is never "no". */
function cellOf(answer: Answer2 | undefined): string {
  if (answer === undefined) return ''
  const value = written(answer)
  return typeof value === 'object' ? value.join(';') : String(value)
}

/** As an answers file would have it. What could not be used stays as it was. */
function written(answer: Answer2): number | string | readonly string[] {
  if ('state' in answer) return answer.codes === undefined ? answer.state : [...answer.codes, answer.state]
  return 'rejected' in answer ? answer.rejected : answer.value
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`
}
