/** A document about a questionnaire before it is Markdown or HTML. Texts are plain: each way of setting them escapes. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: Text; readonly anchor?: string }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'notice'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: 'blanks'; readonly labels: readonly string[] }

export type Text = string | readonly Run[]

export interface Fact {
  readonly label: string
  readonly text: Text
}

export type Run =
  | string
  | { readonly kind: 'strong' | 'code'; readonly text: string }
  /** To a heading of the same document. */
  | { readonly kind: 'reference'; readonly text: string; readonly anchor: string }
  | { readonly kind: 'link'; readonly address: string }

export function strong(text: string): Run {
  return { kind: 'strong', text }
}

export function code(text: string): Run {
  return { kind: 'code', text }
}

export function runsOf(text: Text): readonly Run[] {
  return typeof text === 'string' ? [text] : text
}

/** Runs with a sign between them. */
export function between(runs: readonly Run[], sign: string): readonly Run[] {
  return runs.flatMap((run, index) => (index === 0 ? [run] : [sign, run]))
}
