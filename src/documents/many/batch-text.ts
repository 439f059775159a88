import { withThousands } from '../../diagnostics/index.ts'
import { LEVELS } from '../../questionnaire/index.ts'
import type { Block } from '../typesetting/blocks.ts'
import type { Layout } from '../typesetting/layout.ts'
import { textInColumns } from '../typesetting/text.ts'
import { type BatchCounts, badColumns, mostFrequent, share } from './batch-counts.ts'

/** Lines of each kind at most. */
const MOST = 5

/**
 * The report of many records in short, for a terminal. The account is left out, because it is the last thing that a run
 * prints.
 */
export function batchReportText(counts: BatchCounts, layout: Layout): string {
  const { records, levels } = counts
  const byLevel = [
    ...LEVELS.map((level) => ({ label: level, count: levels[level] ?? 0 })),
    { label: 'not-scored', count: records.not_scored },
  ]
  const reasons = mostFrequent(counts).slice(0, MOST)
  const cells = badColumns(counts).slice(0, MOST)
  const charts = [
    ...chart('Levels', byLevel, records.in),
    ...chart(
      'Most frequent reasons',
      reasons.map(({ id, raised }) => ({ label: id, count: raised })),
      records.in,
    ),
    ...chart(
      'Cells that cannot be used',
      cells.map(({ column, unreadable, outOfRange }) => ({ label: column, count: unreadable + outOfRange })),
      0,
    ),
  ]
  return textInColumns(
    charts.flatMap((one, index): readonly Block[] => (index === 0 ? [one] : [{ kind: 'gap' }, one])),
    layout,
  )
}

interface Line {
  readonly label: string
  readonly count: number
}

/** The shares are of `whole`; 0 for none. */
function chart(title: string, lines: readonly Line[], whole: number): readonly Block[] {
  if (lines.length === 0) return []
  const figures = Math.max(...lines.map(({ count }) => withThousands(count).length))
  const bars = lines.map(({ label, count }) => {
    const part = whole > 0 ? `  ${share(count, whole).padStart(11)}` : ''
    return { label, values: [count], shown: `${withThousands(count).padStart(figures)}${part}` }
  })
  return [{ kind: 'bars', title, series: ['records'], bars }]
}
