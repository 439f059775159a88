import { visible } from '../../diagnostics/index.ts'
import type { Compiled } from '../../expression/index.ts'
import type { Note, Question, Questionnaire, Section } from '../../questionnaire/index.ts'
import { capitalised, sentences } from './sentence.ts'

/**
 * Sections and branches as a Mermaid flowchart. Questions that everybody is asked share a box, and an arrow with its
 * condition leads to each question that only some are asked, and to each note that only some are shown.
 */
export function flow(questionnaire: Questionnaire): string {
  const inWords = sentences(questionnaire)
  const lines = [...SETTINGS, 'flowchart TD', `  start(["${safe(questionnaire.title)}"])`]
  questionnaire.sections.forEach((section, at) => {
    const edges: string[] = []
    // Boxes of this section from which the way leads on to the next box that everybody reaches.
    let ends: readonly string[] = []
    lines.push(`  subgraph section${at}["${safe(section.title)}"]`)
    for (const [number, stretch] of stretches(section).entries()) {
      const box = `box${at}x${number}`
      lines.push(`    ${box}["${listed(stretch.everybody)}"]`)
      edges.push(...ends.map((end) => `    ${end} --> ${box}`))
      ends = [box]
      for (const { askIf, items } of stretch.some) {
        const branch = boxOf(items)
        lines.push(`    ${branch}["${listed(items)}"]`)
        const condition = `${safe(capitalised(inWords(askIf)))}<br>(or not sure, or not said)`
        edges.push(`    ${originOf(askIf, stretch, box)} -->|"${condition}"| ${branch}`)
        ends = [...ends, branch]
      }
    }
    lines.push(...edges, '  end')
  })
  const way = ['start', ...questionnaire.sections.map((_, at) => `section${at}`), 'finish']
  const steps = way.slice(1).map((step, at) => `  ${way[at]} --> ${step}`)
  return `${[...lines, '  finish(["Review and finish"])', ...steps].join('\n')}\n`
}

/** Boxes are wide enough for a question's name on one line, and there is room below the title of a section. */
const SETTINGS = [
  '---',
  'config:',
  '  flowchart:',
  '    wrappingWidth: 400',
  '    subGraphTitleMargin:',
  '      top: 4',
  '      bottom: 12',
  '---',
]

/** Questions that everybody is asked, and after them those that depend on an answer. */
interface Stretch {
  readonly everybody: readonly Question[]
  readonly some: readonly Branch[]
}

/** Consecutive questions and notes that depend on the same condition. */
interface Branch {
  readonly askIf: Compiled
  readonly items: readonly (Question | Note)[]
}

function stretches({ items }: Section): readonly Stretch[] {
  const found: Stretch[] = []
  for (const item of items) {
    if (item.kind === 'note' && item.askIf === undefined) continue
    const { everybody = [], some = [] } = found.at(-1) ?? {}
    if (item.askIf !== undefined) found.splice(-1, 1, { everybody, some: withBranch(some, item, item.askIf) })
    else if (item.kind === 'note') continue
    else if (some.length === 0) found.splice(-1, 1, { everybody: [...everybody, item], some })
    else found.push({ everybody: [item], some: [] })
  }
  return found.length === 0 ? [{ everybody: [], some: [] }] : found
}

function withBranch(branches: readonly Branch[], item: Question | Note, askIf: Compiled): readonly Branch[] {
  const last = branches.at(-1)
  if (last?.askIf.text !== askIf.text) return [...branches, { askIf, items: [item] }]
  return [...branches.slice(0, -1), { askIf, items: [...last.items, item] }]
}

/** A branch of a branch begins at the question that decides it. */
function originOf(askIf: Compiled, { some }: Stretch, box: string): string {
  const reads = new Set(askIf.reads.map(({ id }) => id))
  const parent = some.findLast(({ items }) => items.some(({ id }) => reads.has(id)))
  return parent === undefined ? box : boxOf(parent.items)
}

function boxOf([first]: readonly (Question | Note)[]): string {
  return first?.kind === 'note' ? `told_${first.id}` : `ask${first?.subject.index ?? ''}`
}

function listed(items: readonly (Question | Note)[]): string {
  if (items.length === 0) return 'For some only'
  const lines = items.map((item) => (item.kind === 'note' ? item.text : `${item.subject.index + 1}. ${item.short}`))
  return lines.map(safe).join('<br>')
}

/**
 * Text inside the quotes of a label. Every character that could mean something to Mermaid, Markdown or HTML is written
 * by its number.
 */
function safe(text: string): string {
  return [...visible(text)]
    .map((sign) => (/[\p{L}\p{N} ,.?!()/'’‘“”–-]/u.test(sign) ? sign : `#${sign.codePointAt(0)};`))
    .join('')
}
