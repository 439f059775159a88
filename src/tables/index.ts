export { type Bound, bindColumns, type Role } from './bind.ts'
export { add, type ByteIndex, byteIndex, numberOf } from './byte-index.ts'
export { type ByteWriter, byteWriter, csvCell, putByte, putBytes, putNumber, putText } from './byte-writer.ts'
export { readTick } from './cell-reader.ts'
export { type ColumnMap, loadColumnMap } from './column-map.ts'
export { columnsTemplate } from './columns-template.ts'
export { FORMATS, type FormatName, formatOf } from './formats/index.ts'
export type { Fault, LineBreaks, Opened, Table } from './formats/table.ts'
export type { SampledColumn } from './guess-columns.ts'
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
} from './rows.ts'
export { type Encoding, transcoder } from './transcode.ts'
