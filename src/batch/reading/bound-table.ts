import type { Bound } from '../../tables/index.ts'
import type { dateFiller } from './dates.ts'
import type { Filler } from './decoded-cells.ts'
import type { TickGroup } from './ticks.ts'

/** What the columns of one table are used for, and how they are read. */
export interface BoundTable extends Bound {
  readonly ticks: readonly TickGroup[]
  readonly fillers: readonly Filler[]
  /** Or -1. */
  readonly idField: number
  readonly dateField: number
  /** Undefined: the table does not say when its answers were given. */
  readonly dates: ReturnType<typeof dateFiller> | undefined
}
