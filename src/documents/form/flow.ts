import { visible } from '../../diagnostics/index.ts'
import type { Compiled } from '../../expression/index.ts'
import type { Question, Questionnaire, Section } from '../../questionnaire/index.ts'
import { capitalised, sentences } from './sentence.ts'

/**
 * Sections and branches as a Mermaid flowchart: questions that everybody gets stand together in one box, and an arrow
 * with its condition leads to each that only some get.
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
      for (const { askIf, questions } of stretch.some) {
        const branch = boxOf(questions)
        lines.push(`    ${branch}["${listed(questions)}"]`)
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

/** Wide boxes, so that a question's name stands on one line, and room below the title of a section. */
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

/** Questions that everybody gets, and after them those that hang on an answer. */
interface Stretch {
  readonly everybody: readonly Question[]
  readonly some: readonly Branch[]
}

/** Questions in a row that hang on the same condition. */
interface Branch {
  readonly askIf: Compiled
  readonly questions: readonly Question[]
}

function stretches({ items }: Section): readonly Stretch[] {
  const found: Stretch[] = []
  for (const item of items) {
    if (item.kind === 'note') continue
    const { everybody = [], some = [] } = found.at(-1) ?? {}
    if (item.askIf !== undefined) found.splice(-1, 1, { everybody, some: withBranch(some, item, item.askIf) })
    else if (some.length === 0) found.splice(-1, 1, { everybody: [...everybody, item], some })
    else found.push({ everybody: [item], some: [] })
  }
  return found.length === 0 ? [{ everybody: [], some: [] }] : found
}

function withBranch(branches: readonly Branch[], question: Question, askIf: Compiled): readonly Branch[] {
  const last = branches.at(-1)
  if (last?.askIf.text !== askIf.text) return [...branches, { askIf, questions: [question] }]
  return [...branches.slice(0, -1), { askIf, questions: [...last.questions, question] }]
}

/** A branch of a branch starts where the question stands that decides it. */
function originOf(askIf: Compiled, { some }: Stretch, box: string): string {
  const reads = new Set(askIf.reads.map(({ id }) => id))
  const parent = some.findLast(({ questions }) => questions.some(({ id }) => reads.has(id)))
  return parent === undefined ? box : boxOf(parent.questions)
}

function boxOf([first]: readonly Question[]): string {
  return `ask${first?.subject.index ?? ''}`
}

function listed(questions: readonly Question[]): string {
  if (questions.length === 0) return 'For some only'
  return questions.map(({ short, subject }) => `${subject.index + 1}. ${safe(short)}`).join('<br>')
}

/**
 * Text inside the quotes of a label. Whatever could mean something to Mermaid, to Markdown or to HTML is written as
 * the number of its character.
 */
function safe(text: string): string {
  return [...visible(text)]
    .map((sign) => (/[\p{L}\p{N} ,.?!()/'’‘“”–-]/u.test(sign) ? sign : `#${sign.codePointAt(0)};`))
    .join('')
}
