import { CHECKS } from '../../src/authoring/checks/index.ts'
import { SECTIONS } from '../../src/authoring/form.ts'
import { CODE_GROUPS, type CodePage, inBackticks } from '../../src/diagnostics/index.ts'
import { KEYWORDS } from '../../src/expression/index.ts'
import { KEYS, STATES, type Thing, UNITS } from '../../src/questionnaire/index.ts'

/** A table of the manual that is written from the program's own data. */
interface Table {
  /** The heading under which it is the first table with this header. */
  readonly under: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const KEY_HEADER = ['key', 'holds', 'needed', 'example']

const TABLES: readonly Table[] = [
  ...CODE_GROUPS.map(({ about, codes }) => ({
    under: `About ${about}`,
    header: ['code', 'means', 'what to do'],
    rows: codeRows(Object.entries(codes)),
  })),
  ...SECTIONS.map((section) => ({
    under: `${section.charAt(0).toUpperCase()}${section.slice(1)}`,
    header: ['code', 'finds', 'what to do'],
    rows: CHECKS.filter((check) => check.section === section).map(({ code, what, todo }) => [
      `\`${code}\``,
      what,
      todo,
    ]),
  })),
  { under: 'The top of the file', header: KEY_HEADER, rows: keyRows('questionnaire') },
  { under: 'A question', header: KEY_HEADER, rows: keyRows('question') },
  { under: 'A rule', header: KEY_HEADER, rows: keyRows('rule') },
  {
    under: 'The smaller parts',
    header: ['in', ...KEY_HEADER],
    rows: [
      ...within('a section', 'section'),
      ...within('an option', 'option'),
      ...within('limits', 'limits'),
      ...within('a check', 'check'),
      ...within('a score', 'score'),
      ...within('a promise', 'promise'),
      ...within('a source', 'source'),
    ],
  },
  {
    under: 'Cases files',
    header: ['in', ...KEY_HEADER],
    rows: [
      ...within('the file', 'cases'),
      ...within('a case', 'case'),
      ...within('`expect`', 'expect'),
      ...within('a range', 'range'),
    ],
  },
  {
    under: 'Words that cannot be names',
    header: ['words', 'why', 'not as'],
    rows: [
      [inBackticks(KEYWORDS), 'words of the condition language', 'question, score, option'],
      [inBackticks(STATES), 'states of a question', 'option'],
    ],
  },
  {
    under: '5. Units',
    header: ['word', 'shown', 'UCUM'],
    rows: [...UNITS.values()].map(({ word, shown, ucum }) => [`\`${word}\``, shown, `\`${ucum}\``]),
  },
]

function keyRows(thing: Thing): Table['rows'] {
  return KEYS[thing].map(({ key, holds, needed, example }) => [`\`${key}\``, holds, needed, example])
}

function within(name: string, thing: Thing): Table['rows'] {
  return keyRows(thing).map((cells) => [name, ...cells])
}

/** Codes that say the same stand in one row. */
function codeRows(pages: readonly (readonly [string, CodePage])[]): Table['rows'] {
  const rows = new Map<string, { readonly page: CodePage; readonly codes: string[] }>()
  for (const [code, page] of pages) {
    const key = JSON.stringify([page.severity, page.what, page.todo])
    const row = rows.get(key) ?? { page, codes: [] }
    row.codes.push(`\`${code}\``)
    rows.set(key, row)
  }
  return [...rows.values()].map(({ page: { severity, what, todo }, codes }) => [
    codes.join(', '),
    severity === 'warning' ? `warning: ${what}` : what,
    todo,
  ])
}

/** The manual with these tables written anew. Throws where one has lost its place. */
export function withTables(manual: string): string {
  return TABLES.reduce((text, { under, header, rows }) => {
    const heading = new RegExp(`^##+ ${under.replaceAll('.', '\\.')}$`, 'm').exec(text)
    const top = `| ${header.join(' | ')} |\n|${'---|'.repeat(header.length)}\n`
    const start = heading === null ? -1 : text.indexOf(top, heading.index)
    if (start < 0) throw new Error(`the manual has no table ${header.join(', ')} under "${under}"`)
    const rest = text.slice(start + top.length)
    const body = rows.map((cells) => `| ${cells.join(' | ')} |\n`.replace(' |  |\n', ' | |\n')).join('')
    return `${text.slice(0, start)}${top}${body}${rest.replace(/^(?:\|.*\n)*/, '')}`
  }, manual)
}
