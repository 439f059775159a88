import { CHECKS } from '../../src/authoring/checks/index.ts'
import { SECTIONS } from '../../src/authoring/form.ts'
import { CODE_GROUPS, type CodePage } from '../../src/diagnostics/index.ts'
import { UNITS } from '../../src/questionnaire/index.ts'

/** A table of the manual that is written from the program's own data. */
interface Table {
  /** The heading under which it is the first table with this header. */
  readonly under: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

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
  {
    under: '5. Units',
    header: ['word', 'shown', 'UCUM'],
    rows: [...UNITS.values()].map(({ word, shown, ucum }) => [`\`${word}\``, shown, `\`${ucum}\``]),
  },
]

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
    const body = rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
    return `${text.slice(0, start)}${top}${body}${rest.replace(/^(?:\|.*\n)*/, '')}`
  }, manual)
}
