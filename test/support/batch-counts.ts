import type { BatchCounts } from '../../src/documents/index.ts'
import type { Questionnaire } from '../../src/questionnaire/index.ts'

/** What a run over a thousand records might have counted, some of them damaged. */
export function someCounts({ rules, questions }: Questionnaire, changes: Partial<BatchCounts> = {}): BatchCounts {
  return {
    program: '0.0.0',
    scored_on: '2026-11-22',
    answers_dated: { column: 'visit_date' },
    inputs: [
      {
        name: 'answers.csv',
        bytes: 123_456,
        sha256: 'ab'.repeat(32),
        records: 1000,
        heading_lines: 0,
        empty_rows: 0,
        without_column: [questions[0]?.id ?? ''],
        unused_columns: ['site'],
      },
    ],
    records: { in: 1000, scored: 988, not_scored: 12 },
    levels: { 'act-now': 1, 'refer-before': 600, 'refer-discuss': 300, 'none-raised': 87 },
    incomplete: 40,
    rules: rules.map(({ id, level }, index) => ({
      id,
      level,
      raised: index % 3 === 0 ? 10 + index : 0,
      covered: 0,
      undetermined: 2,
    })),
    questions: questions.map(({ id }, index) => ({
      id,
      given: 900 - index,
      unsure: index,
      declined: 0,
      unanswered: 8,
      pending: 0,
      not_asked: 80,
      rejected: 0,
    })),
    unreadable: [
      { column: 'age', code: 'out-of-range', cells: 5 },
      { column: 'age', code: 'unreadable', cells: 2 },
    ],
    not_scored: [{ code: 'field-count', records: 12 }],
    duplicate_ids: 3,
    ...changes,
  }
}
