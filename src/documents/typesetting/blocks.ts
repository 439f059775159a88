/**
 * A document about a questionnaire before it becomes Markdown, HTML or text. Texts are plain: each writer escapes them.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: Text; readonly anchor?: string }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'notice'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  | Bars
  | { readonly kind: 'blanks'; readonly labels: readonly string[] }
  /** Meant to be read from across a desk. */
  | { readonly kind: 'banner'; readonly badge: string; readonly text: string }
  /**
   * A paragraph that begins with `lead`: a number, a mark or a box. In columns, its further lines are indented as far
   * as the first, or by `indent` columns.
   */
  | { readonly kind: 'hanging'; readonly lead: string; readonly text: Text; readonly indent?: number }
  /** A line across the page, or an empty line. */
  | { readonly kind: 'line'; readonly weight: 'heavy' | 'light' }
  | { readonly kind: 'gap' }
  /** Blocks that a page may lay out in its own way. */
  | { readonly kind: 'part'; readonly name: string; readonly blocks: readonly Block[] }

/** A bar chart. A table after it has the figures. */
export interface Bars {
  readonly kind: 'bars'
  readonly title: string
  /** The parts of each bar. */
  readonly series: readonly string[]
  readonly bars: readonly Bar[]
  /** The value of a bar over the whole width; by default the longest bar. */
  readonly most?: number
}

export interface Bar {
  readonly label: string
  /** One for each of the series. */
  readonly values: readonly number[]
  /** The figure in words. */
  readonly shown: string
}

export type Text = string | readonly Run[]

export interface Fact {
  readonly label: string
  readonly text: Text
}

export type Run =
  | string
  | { readonly kind: 'strong' | 'code' | 'small'; readonly text: string }
  /** A sign before an item, `!` or `?`. */
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'break' }
  /** A link to a heading of the same document. */
  | { readonly kind: 'reference'; readonly text: string; readonly anchor: string }
  | { readonly kind: 'link'; readonly address: string }

export function strong(text: string): Run {
  return { kind: 'strong', text }
}

export function small(text: string): Run {
  return { kind: 'small', text }
}

export function code(text: string): Run {
  return { kind: 'code', text }
}

export function runsOf(text: Text): readonly Run[] {
  return typeof text === 'string' ? [text] : text
}

/** Runs with a separator between them. */
export function between(runs: readonly Run[], sign: string): readonly Run[] {
  return runs.flatMap((run, index) => (index === 0 ? [run] : [sign, run]))
}
