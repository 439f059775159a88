import { LEVELS } from '../../questionnaire/index.ts'
import { type Layout, widthOf } from '../setting/layout.ts'
import { type BatchCounts, badColumns, grouped, mostFrequent, share } from './batch-counts.ts'

/** Lines of each kind at most. */
const MOST = 5

/** The report of many records in short, for a terminal. The account is not in it: it is the last thing said of a run. */
export function batchReportText(counts: BatchCounts, layout: Layout): string {
  const { records, levels } = counts
  const byLevel = [
    ...LEVELS.map((level) => ({ label: level, count: levels[level] ?? 0 })),
    { label: 'not-scored', count: records.not_scored },
  ]
  const reasons = mostFrequent(counts).slice(0, MOST)
  const cells = badColumns(counts).slice(0, MOST)
  return [
    ...chart('Levels', byLevel, records.in, layout),
    ...chart(
      'Most frequent reasons',
      reasons.map(({ id, raised }) => ({ label: id, count: raised })),
      records.in,
      layout,
    ),
    ...chart(
      'Cells that cannot be used',
      cells.map(({ column, unreadable, outOfRange }) => ({ label: column, count: unreadable + outOfRange })),
      0,
      layout,
    ),
  ].join('\n')
}

interface Line {
  readonly label: string
  readonly count: number
}

/** `whole`: what the shares are of; 0 for none. */
function chart(title: string, lines: readonly Line[], whole: number, layout: Layout): readonly string[] {
  if (lines.length === 0) return []
  const labels = Math.min(24, Math.max(...lines.map(({ label }) => label.length)))
  const figures = Math.max(...lines.map(({ count }) => grouped(count).length))
  const longest = Math.max(1, ...lines.map(({ count }) => count))
  const room = Math.max(4, widthOf(layout) - labels - figures - 20)
  const rows = lines.map(({ label, count }) => {
    const cut = label.length <= labels ? label : `${label.slice(0, labels - 2)}..`
    const bar = (layout.ascii ? '#' : '█').repeat(count === 0 ? 0 : Math.max(1, Math.round((count / longest) * room)))
    const part = whole > 0 ? `  ${share(count, whole).padStart(11)}` : ''
    return `  ${cut.padEnd(labels)}  ${grouped(count).padStart(figures)}${part}  ${bar}`.trimEnd()
  })
  return [title, ...rows, '']
}
