import { visible } from '../../diagnostics/index.ts'
import { type Block, type Run, runsOf, type Text } from './blocks.ts'

/** Blocks as Markdown that is readable as text and means the same wherever it is rendered. */
export function markdown(blocks: readonly Block[]): string {
  return `${together(blocks)}\n`
}

function together(blocks: readonly Block[]): string {
  return blocks
    .filter(({ kind }) => kind !== 'gap')
    .map(blockText)
    .join('\n\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`
    case 'paragraph':
      return atStart(inline(block.text))
    case 'notice':
      return `> ${atStart(inline(block.text))}`
    case 'list':
      return block.items.map((item) => `- ${atStart(inline(item))}`).join('\n')
    case 'facts':
      return block.facts.map(({ label, text }) => `- **${escaped(label)}:** ${inline(text)}`).join('\n')
    case 'table':
      return [
        row(block.header.map(escaped)),
        row(block.header.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(inline))),
      ].join('\n')
    case 'bars':
      return block.bars.map(({ label, shown }) => `- ${escaped(label)}: ${escaped(shown)}`).join('\n')
    case 'blanks':
      return block.labels.map((label) => `${escaped(label)}: ${BLANK}`).join('\n\n')
    case 'banner':
      return `**${escaped(block.badge)}** ${escaped(block.text)}`
    case 'hanging':
      return atStart(`${escaped(block.lead.trim())} ${inline(block.text)}`.trim())
    case 'line':
      return '---'
    case 'gap':
      return ''
    case 'part':
      return together(block.blocks)
  }
}

const BLANK = '.'.repeat(40)

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function inline(text: Text): string {
  return runsOf(text).map(runText).join('').trim()
}

function runText(run: Run): string {
  if (typeof run === 'string') return escaped(run)
  switch (run.kind) {
    case 'strong':
      return `**${escaped(run.text).trim()}**`
    case 'small':
      return escaped(run.text)
    case 'mark':
      return `${escaped(run.text)} `
    case 'break':
      return '\\\n  '
    case 'code':
    case 'reference':
      return codeSpan(run.text)
    case 'link':
      return /^https?:\/\/[^\s<>|\\`]+$/.test(run.address) ? `<${run.address}>` : escaped(run.address)
  }
}

/** In a code span nothing can be escaped, and in a table a `|` would end it. */
function codeSpan(text: string): string {
  return /[`|\\]/.test(text) ? escaped(text) : `\`${visible(text)}\``
}

/** Text of the questionnaire. It never becomes markup, whatever it contains. */
export function escaped(text: string): string {
  return visible(text)
    .replaceAll(/[\\`*_[\]<>#|~$]|&(?=#?\w+;)/g, (sign) => `\\${sign}`)
    .replaceAll(/ +/g, ' ')
}

/** Escapes what would begin a list, a rule or a heading at the start of a line. */
function atStart(text: string): string {
  return text.replace(/^([-+=])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2')
}
