import type { Span } from '../diagnostics/index.ts'

/** What the strict reader returns: text, mappings and sequences with their places. No value is ever typed by YAML. */
export type YamlNode = Scalar | Mapping | Sequence

export interface Scalar {
  readonly kind: 'scalar'
  /** As written, in NFC; `no`, `010` and `~` stay the text they are. */
  readonly value: string
  /** False when quoted or a block text: then `null` and `~` are ordinary words. */
  readonly plain: boolean
  readonly span: Span
  /** The text itself, without a block scalar's header line; where offsets into `value` are looked up. */
  readonly body: Span
}

export interface Mapping {
  readonly kind: 'mapping'
  /** A Map, never an object: `__proto__` is a key like another. */
  readonly entries: ReadonlyMap<string, Entry>
  /** Written in braces, where a comma or a colon cuts a text short. */
  readonly braces: boolean
  readonly span: Span
}

export interface Entry {
  readonly key: Scalar
  readonly value: YamlNode
}

export interface Sequence {
  readonly kind: 'sequence'
  readonly items: readonly YamlNode[]
  readonly span: Span
}

/** Nothing was written: an empty value, or a plain `~` or `null`. */
export function isBlank(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.plain && (node.value === '' || node.value === '~' || node.value === 'null')
}
