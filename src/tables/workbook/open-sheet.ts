import { readWorkbook, type WorkbookSheet } from './parts.ts'
import { sheetRows } from './sheet-rows.ts'
import { filesInZip } from './unzip.ts'
import { WorkbookFault } from './workbook-fault.ts'

export interface OpenedSheet {
  readonly rows: Generator<Uint8Array>
  /** A remark about which sheet was chosen. */
  readonly note: string
}

/** The named sheet, or the first one that is not hidden. Throws `WorkbookFault` when there is none. */
export function openSheet(zip: Uint8Array, named: string | undefined): OpenedSheet {
  const names = filesInZip(zip)
  if (!names.includes('xl/workbook.xml')) throw otherArchive(names)
  const workbook = readWorkbook(zip)
  const { sheets } = workbook
  const visible = sheets.filter(({ isHidden }) => !isHidden)
  const sheet = named === undefined ? visible[0] : sheets.find(({ name }) => name === named)
  if (sheet === undefined)
    throw new WorkbookFault(
      named === undefined ? 'the workbook has no sheet that is shown' : `the workbook has no sheet \`${named}\``,
      `its sheets: ${sheets.map(({ name, isHidden }) => `\`${name}\`${isHidden ? ' (hidden)' : ''}`).join(', ')}`,
    )
  return { rows: sheetRows(zip, sheet, workbook), note: noteOn(sheet, sheets) }
}

function noteOn({ name }: WorkbookSheet, sheets: readonly WorkbookSheet[]): string {
  const others = sheets.filter((other) => other.name !== name)
  const hidden = others.filter(({ isHidden }) => isHidden).length
  const more =
    others.length === 0 ? '' : `; ${others.length} more ${hidden === 0 ? '' : `(${hidden} hidden) `}with --sheet`
  return `sheet \`${name}\` is read${more}`
}

function otherArchive(names: readonly string[]): WorkbookFault {
  const has = (start: string) => names.some((name) => name.startsWith(start))
  if (has('xl/workbook.bin'))
    return new WorkbookFault('this is a binary workbook (.xlsb)', 'save it as .xlsx or as CSV')
  if (has('word/')) return new WorkbookFault('this is a Word document', 'copy its table into a spreadsheet')
  if (has('ppt/')) return new WorkbookFault('this is a presentation', 'copy its table into a spreadsheet')
  if (has('Index/')) return new WorkbookFault('this is a Numbers spreadsheet', 'export it as CSV or .xlsx')
  if (has('mimetype') && has('content.xml'))
    return new WorkbookFault('this is an OpenDocument file (.ods)', 'save it as .xlsx or as CSV in UTF-8')
  // Every Office file begins with its list of parts.
  if (names.length === 0 || has('[Content_Types].xml') || has('xl/'))
    return new WorkbookFault('the workbook is damaged or cut short', 'save it again')
  return new WorkbookFault('this is a zip archive', 'unpack it, and name the file inside')
}
