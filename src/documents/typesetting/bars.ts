import type { Bars } from './blocks.ts'
import { escaped } from './escaped.ts'

/** Pixels: from one bar to the next, of the bar, and down to its label. */
const STEP = 36
const THICKNESS = 12
const LABEL = 14
/** The least width of a bar that is not zero, in percent, so that it can be seen. */
const LEAST = 0.4
/** Longer labels would run into the figure at the other end on a phone. The table has them in full. */
const LONGEST = 28

/**
 * A bar chart as a drawing of lines and texts. Widths are percentages, so that nothing is scaled and letters keep their
 * size. One sentence describes it to people who cannot see it, and a table after it has the figures.
 */
export function barsHtml({ title, series, bars, most }: Bars): string {
  const longest = most ?? Math.max(1, ...bars.map(({ values }) => sum(values)))
  const rows = bars.map(({ label, shown, values }, index) => {
    const top = index * STEP
    let left = 0
    const parts = values.map((value, part) => {
      const width = value === 0 ? 0 : Math.max(LEAST, (value / longest) * 100)
      const rect = `<rect class="bar s${part}" x="${percent(left)}" y="${top + LABEL + 5}" width="${percent(width)}" height="${THICKNESS}"/>`
      left += width
      return value === 0 ? '' : rect
    })
    return [
      `<text x="0" y="${top + LABEL}">${escaped(shortened(label))}</text>`,
      `<text class="figure" x="100%" y="${top + LABEL}">${escaped(shown)}</text>`,
      `<rect class="room" x="0" y="${top + LABEL + 5}" width="100%" height="${THICKNESS}"/>`,
      ...parts,
    ].join('')
  })
  const said = bars.map(({ label, shown }) => `${label}: ${shown}`).join('; ')
  const height = bars.length * STEP
  return `<figure>
${legend(series)}<svg role="img" aria-label="${escaped(`${title}. ${said}.`)}" width="100%" height="${height}">${rows.join('\n')}</svg>
</figure>`
}

function legend(series: readonly string[]): string {
  if (series.length < 2) return ''
  const keys = series.map(
    (name, part) =>
      `<li><svg aria-hidden="true" width="14" height="12"><rect class="bar s${part}" width="14" height="12"/></svg> ${escaped(name)}</li>`,
  )
  return `<ul class="legend">${keys.join('')}</ul>\n`
}

function shortened(label: string): string {
  return label.length <= LONGEST ? label : `${label.slice(0, LONGEST - 1).trimEnd()}…`
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
