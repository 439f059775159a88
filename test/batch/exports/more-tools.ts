import ExcelJS from 'exceljs'
import { PEOPLE } from './people.ts'
import { ASKED, asked, day, inOrder, LAST, NOTE, type Tool, table, WHICH } from './tools.ts'

/** A day as a workbook holds it, and where there is one the time of day. */
const asDate = (date: string | null, time = '00:00:00') => (date === null ? null : new Date(`${date}T${time}Z`))

/** Microsoft Forms writes a table in one sheet: times and days as numbers with a format, what was typed as text. */
async function formsWorkbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Sheet1')
  const names = [
    'ID',
    'Start time',
    'Completion time',
    'Email',
    'Name',
    'Last modified time',
    ...ASKED,
    WHICH,
    LAST,
    NOTE,
  ]
  sheet.addTable({
    name: 'Table1',
    ref: 'A1',
    columns: names.map((name) => ({ name: name.replaceAll(' ', '\u00a0') })),
    rows: PEOPLE.map((person) => [
      Number(person.id),
      asDate(person.seen, '12:58:40'),
      asDate(person.seen, '13:05:22'),
      'anonymous',
      null,
      null,
      ...asked(person).map((value) => (value === null ? null : String(value))),
      inOrder(person)
        .map((sign) => `${sign};`)
        .join(''),
      asDate(person.last),
      person.note,
    ]),
  })
  for (const column of ['B', 'C']) sheet.getColumn(column).numFmt = 'm/d/yy h:mm:ss'
  sheet.getColumn(names.indexOf(LAST) + 1).numFmt = 'm/d/yyyy'
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Tools that came later; those of the manual stand in `tools.ts`. */
export const MORE_TOOLS: readonly Tool[] = [
  { name: 'Microsoft Forms, workbook', file: 'Before the visit(1-22).xlsx', text: await formsWorkbook(), edits: [] },
  {
    name: 'Jotform',
    file: 'Before_the_visit2026-11-12_13_05_22.csv',
    // Several answers stand on lines of their own, all cells in quotation marks.
    text: `\ufeff${table(
      [['Submission Date', ...ASKED, WHICH, LAST, NOTE, 'IP', 'Submission ID']],
      (person) => [
        `${person.seen} 13:05:22`,
        ...asked(person),
        inOrder(person).join('\n'),
        day(person.last, 'mm-dd-yyyy'),
        person.note,
        '203.0.113.7',
        person.id,
      ],
      { quoteAll: '"' },
    )}`,
    edits: [],
  },
]
