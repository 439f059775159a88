import type { DayForm } from './days.ts'

/** Where the answers to one question stand in the table. */
export type ColumnSource =
  | { readonly kind: 'none' }
  /** One answer, or several with a divider, as text. */
  | { readonly kind: 'cell'; readonly column: string; readonly words?: FileWords }
  /** Several answers as a list of texts. */
  | { readonly kind: 'list'; readonly column: string; readonly words?: FileWords }
  /** A column for each answer. */
  | {
      readonly kind: 'ticks'
      readonly columns: readonly TickColumn[]
      readonly allZeroIsNone: boolean
      readonly blankIsUnticked: boolean
    }

export interface TickColumn {
  readonly column: string
  /** An option's code, `none`, `unsure` or `declined`. */
  readonly code: string
  /** Small words for a box that is ticked, and for one that is not. */
  readonly ticked: readonly string[]
  readonly notTicked: readonly string[]
  /** What the map says of words of the file: `ticked`, `unticked` or `unanswered`. */
  readonly codes?: ReadonlyMap<string, string>
}

/** What the words of the file mean, where they are not ours. */
export interface FileWords {
  /** File word → code of ours, or `unsure`, `declined`, `unanswered`; earlier maps go before later ones. */
  readonly maps: readonly ReadonlyMap<string, string>[]
  /** Whether the file's codes of this column are listed: then no other number is one of ours. */
  readonly hasCodes: boolean
  /** What a number is multiplied by to be in the unit of the question. */
  readonly factor?: { readonly times: bigint; readonly by: bigint }
  readonly decimalComma: boolean
  readonly days?: DayForm
  /** What several answers in one cell are divided by, where the map says so. */
  readonly divider?: string
}
