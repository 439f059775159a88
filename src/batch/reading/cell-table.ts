import type { Table } from '../../tables/index.ts'

/** How the raw cells of a table are read, without where they come from. */
export type CellTable = Pick<Table, 'names' | 'written'>
