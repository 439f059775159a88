import { barsHtml } from './bars.ts'
import { type Block, type Run, runsOf, type Text } from './blocks.ts'
import { escaped } from './escaped.ts'
import type { Style } from './html-style.ts'

export interface Page {
  readonly title: string
  /** BCP 47. */
  readonly language: string
  readonly blocks: readonly Block[]
  readonly style: Style
  /** In addition, for what only this kind of page has. */
  readonly more?: Style
  /** Makes a browser reload the page after this many seconds, for a page that is written again and again. */
  readonly refreshSeconds?: number
}

/**
 * One page that needs nothing else: no script, no picture, no request. Its policy tells the browser the same, so that a
 * label with markup in it could do nothing even if it were not escaped.
 */
export function htmlPage({ title, language, blocks, style, more, refreshSeconds }: Page): string {
  const refresh = refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">\n`
  const levels = levelsOf(blocks)
  const styles = more === undefined ? [style] : [style, more]
  const hashes = styles.map(({ sha256 }) => `'sha256-${sha256}'`).join(' ')
  const policy = `default-src 'none'; style-src ${hashes}; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${refresh}<title>${escaped(title)}</title>
${styles.map(({ css }) => `<style>${css}</style>`).join('\n')}
</head>
<body>
<main>
${inSections(blocks, levels)}
</main>
</body>
</html>
`
}

/** The level of each heading on this page. */
type Levels = ReadonlyMap<Block, number>

/**
 * No level is skipped, because people who listen to a page find their way by headings. An entry directly under a
 * chapter moves up.
 */
function levelsOf(blocks: readonly Block[]): Levels {
  const levels = new Map<Block, number>()
  let last = 0
  const visit = (block: Block): void => {
    if (block.kind === 'part') block.blocks.forEach(visit)
    if (block.kind !== 'heading') return
    last = Math.min(block.level, last + 1)
    levels.set(block, last)
  }
  blocks.forEach(visit)
  return levels
}

const ENTRY = 4

/** Keeps everything under the heading of an entry together on paper. */
function inSections(blocks: readonly Block[], levels: Levels): string {
  const lines: string[] = []
  let open = false
  for (const block of blocks) {
    if (block.kind === 'heading') {
      if (open) lines.push('</section>')
      open = block.level === ENTRY
      if (open) lines.push('<section>')
    }
    lines.push(blockHtml(block, levels))
  }
  return [...lines, ...(open ? ['</section>'] : [])].join('\n')
}

function blockHtml(block: Block, levels: Levels): string {
  switch (block.kind) {
    case 'heading': {
      const id = block.anchor === undefined ? '' : ` id="${escaped(block.anchor)}"`
      const name = block.level === ENTRY ? ' class="entry"' : ''
      const level = levels.get(block) ?? block.level
      return `<h${level}${id}${name}>${inline(block.text)}</h${level}>`
    }
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`
    case 'notice':
      return `<blockquote>${inline(block.text)}</blockquote>`
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</ul>`
    case 'facts': {
      const rows = block.facts.map(({ label, text }) => `<div><dt>${escaped(label)}</dt><dd>${inline(text)}</dd></div>`)
      return `<dl>\n${rows.join('\n')}\n</dl>`
    }
    case 'table': {
      const header = block.header.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')
      const rows = block.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`)
      // A wide table can be scrolled, by keyboard too.
      const about = escaped(block.header.join(', '))
      return `<div class="wide" role="group" tabindex="0" aria-label="${about}"><table>\n<thead><tr>${header}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table></div>`
    }
    case 'bars':
      return barsHtml(block)
    case 'blanks':
      return block.labels.map((label) => `<p class="blank"><span>${escaped(label)}</span></p>`).join('\n')
    case 'banner':
      return `<p class="banner"><b>${escaped(block.badge)}</b> ${escaped(block.text)}</p>`
    case 'hanging':
      return `<p>${escaped(block.lead.trim())} ${inline(block.text)}</p>`
    case 'line':
      return '<hr>'
    case 'gap':
      return ''
    case 'part':
      return `<div class="${escaped(block.name)}">\n${inSections(block.blocks, levels)}\n</div>`
  }
}

function inline(text: Text): string {
  return runsOf(text).map(runHtml).join('')
}

function runHtml(run: Run): string {
  if (typeof run === 'string') return escaped(run)
  switch (run.kind) {
    case 'strong':
      return `<strong>${escaped(run.text)}</strong>`
    case 'small':
      return `<small>${escaped(run.text)}</small>`
    case 'mark':
      return `<b class="mark">${escaped(run.text)}</b> `
    case 'break':
      return '<br>\n'
    case 'code':
      return `<code>${escaped(run.text)}</code>`
    case 'reference':
      return `<a href="#${escaped(run.anchor)}">${escaped(run.text)}</a>`
    case 'link':
      return /^https?:\/\//.test(run.address)
        ? `<a href="${escaped(run.address)}" rel="noreferrer">${escaped(run.address)}</a>`
        : escaped(run.address)
  }
}
