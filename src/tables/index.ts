export { type Bound, bindColumns, type Role } from './bind.ts'
export { addKey, type ByteIndex, byteIndex, numberOf } from './byte-index.ts'
export {
  type ByteWriter,
  byteWriter,
  csvCell,
  type FixedText,
  fixedAt,
  fixedText,
  putByte,
  putBytes,
  putFixed,
  putNumber,
  putText,
  reserve,
} from './byte-writer.ts'
export { type ColumnMap, loadColumnMap } from './column-map.ts'
export { columnsTemplate, type Sample } from './columns-template.ts'
export { type DateForm, hasOffset, isoIn } from './date-forms.ts'
export { type FileKind, fileKindOf, isCompound, isZip } from './file-kinds.ts'
export { delimiterIn, type FileShape } from './file-shape.ts'
export { FIXED_WORDS } from './fixed-words.ts'
export { CELLS, FORMAT_NAMES, FORMATS, type FormatName, formatOf } from './formats/index.ts'
export type { LineBreaks, Opened, OpeningOptions, Table, TableFault } from './formats/table.ts'
export type { SampledColumn } from './match-columns.ts'
export {
  BROKEN,
  type Broken,
  type BrokenCode,
  cellAt,
  clearRows,
  columnAt,
  LONGEST_RECORD,
  type Rows,
  rowsFor,
  TAIL,
} from './rows.ts'
export { NOT_TICKED, readTick, TICKED, type Tick, type TickWords } from './ticks.ts'
export { ENCODINGS, type Encoding, likelyEncoding, type Transcoder, transcoder } from './transcode.ts'
export { usualDate } from './usual-names.ts'
export { openSheet } from './workbook/open-sheet.ts'
export { WorkbookFault } from './workbook/workbook-fault.ts'
export { LONGEST_CELL, MOST_ROWS, sheetArchive, sheetRow } from './workbook/write-sheet.ts'
