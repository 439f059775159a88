import type { DayForm } from './days.ts'

/** Which columns of the table hold the answers to one question. */
export type ColumnSource =
  | { readonly kind: 'none' }
  /** A text with one answer, or with several and a divider in between. */
  | { readonly kind: 'cell'; readonly column: string; readonly words?: FileWords }
  /** A list of texts with several answers. */
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
  /** Words in small letters for a box that is ticked, and for one that is not. */
  readonly ticked: readonly string[]
  readonly notTicked: readonly string[]
  /** What the map says about words of the file: `ticked`, `unticked` or `unanswered`. */
  readonly codes?: ReadonlyMap<string, string>
}

/** What the words of the file mean, where they are not ours. */
export interface FileWords {
  /** From a word of the file to our code, or to `unsure`, `declined` or `unanswered`. Earlier maps take precedence. */
  readonly maps: readonly ReadonlyMap<string, string>[]
  /** Whether the codes of this column are listed: then no other number is one of ours. */
  readonly hasCodes: boolean
  /** The factor that converts a number to the question's unit. */
  readonly factor?: { readonly times: bigint; readonly by: bigint }
  readonly decimalComma: boolean
  readonly days?: DayForm
  /** The divider between several answers in one cell, where the map names one. */
  readonly divider?: string
}
