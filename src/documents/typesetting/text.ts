import { type Bars, type Block, type Run, runsOf, type Text } from './blocks.ts'
import { asciiOf, type Layout, paragraph, type Signs, signsFor, widthOf, widthOfText } from './layout.ts'

/**
 * Blocks as text in columns, for terminals and plain files: the third writer besides Markdown and HTML. One line end
 * after the last line. Whoever builds the blocks makes invisible characters visible.
 */
export function textInColumns(blocks: readonly Block[], layout: Layout): string {
  const setting = { width: widthOf(layout), signs: signsFor(layout) }
  const text = blocks.flatMap((block) => linesOf(block, setting)).join('\n')
  return `${layout.ascii ? asciiOf(text) : text}\n`
}

interface Setting {
  /** In columns. */
  readonly width: number
  readonly signs: Signs
}

/** Everything is indented by one column. */
const MARGIN = ' '

function linesOf(block: Block, setting: Setting): readonly string[] {
  const { width, signs } = setting
  switch (block.kind) {
    case 'heading':
      return headingLines(plain(block.text), block.level, setting)
    case 'paragraph':
    case 'notice':
      return paragraph(plain(block.text), MARGIN, width)
    case 'hanging':
      return paragraph(plain(block.text), `${MARGIN}${block.lead}`, width, block.indent)
    case 'list':
      return block.items.flatMap((item) => paragraph(plain(item), `  ${signs.bullet} `, width))
    case 'facts':
      return block.facts.flatMap(({ label, text }) => paragraph(`${label}: ${plain(text)}`, MARGIN, width, 4))
    case 'table':
      return tableLines(block.rows, block.header, width)
    case 'bars':
      return barLines(block, setting)
    case 'blanks':
      return blankLines(block.labels, width)
    case 'banner':
      return paragraph(block.text, `${MARGIN}${block.badge.padEnd(BADGE)}  `, width)
    case 'line':
      return [signs[block.weight].repeat(width)]
    case 'gap':
      return ['']
    case 'part':
      return block.blocks.flatMap((one) => linesOf(one, setting))
  }
}

/** Columns of the longest badge, so that the words after all badges begin in the same column. */
const BADGE = 10

function headingLines(text: string, level: number, { width, signs }: Setting): readonly string[] {
  const lines = paragraph(text, MARGIN, width)
  if (level !== 2) return lines
  return [...lines, `${MARGIN}${signs.light.repeat(Math.min(width - MARGIN.length, widthOfText(text)))}`]
}

/** Terminals are narrow, so each row becomes a paragraph that names its columns. */
function tableLines(rows: readonly (readonly Text[])[], header: readonly string[], width: number): readonly string[] {
  return rows.flatMap((cells) => {
    const named = cells.map((cell, index) => `${header[index] ?? ''}: ${plain(cell)}`)
    return paragraph(named.join('; '), MARGIN, width, 4)
  })
}

/** Longer labels are cut, or even shorter ones on a narrow terminal. The figures are next to the bars. */
const LONGEST_LABEL = 24
const SHORTEST_LABEL = 6
const LEAST_BAR = 4
/** Margins and gaps between label, figure and bar. */
const AROUND_BAR = 7

function barLines({ title, bars, most }: Bars, { width, signs }: Setting): readonly string[] {
  const totals = bars.map(({ values }) => values.reduce((sum, one) => sum + one, 0))
  const longest = most ?? Math.max(1, ...totals)
  const figures = Math.max(...bars.map(({ shown }) => shown.length))
  const beside = width - figures - AROUND_BAR
  const longestLabel = Math.max(...bars.map(({ label }) => label.length))
  const labels = Math.max(SHORTEST_LABEL, Math.min(LONGEST_LABEL, longestLabel, beside - LEAST_BAR))
  const room = Math.max(0, beside - labels)
  const rows = bars.map(({ label, shown }, index) => {
    const total = totals[index] ?? 0
    const cut = label.length <= labels ? label : `${label.slice(0, labels - 2)}..`
    const bar = signs.bar.repeat(total === 0 ? 0 : Math.max(1, Math.round((total / longest) * room)))
    return `  ${cut.padEnd(labels)}  ${shown.padStart(figures)}  ${bar}`.trimEnd()
  })
  return [title, ...rows]
}

function blankLines(labels: readonly string[], width: number): readonly string[] {
  const column = Math.max(...labels.map(({ length }) => length)) + 3
  return labels.map((label) => `${MARGIN}${`${label}:`.padEnd(column)}${'_'.repeat(width - column - 2)}`)
}

/** Emphasis has no sign here. What must not be missed is said in words. */
function plain(text: Text): string {
  return runsOf(text).map(runText).join('')
}

function runText(run: Run): string {
  if (typeof run === 'string') return run
  switch (run.kind) {
    case 'strong':
    case 'small':
    case 'code':
    case 'reference':
      return run.text
    case 'mark':
      return `${run.text} `
    case 'break':
      return '\n'
    case 'link':
      return run.address
  }
}
