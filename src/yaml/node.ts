import type { Span } from '../diagnostics/index.ts'

/**
 * What the strict reader returns: texts, mappings and sequences with their places. YAML's own types for values are
 * never used.
 */
export type YamlNode = Scalar | Mapping | Sequence

export interface Scalar {
  readonly kind: 'scalar'
  /** As written, in NFC. `no`, `010` and `~` stay the text that they are. */
  readonly value: string
  /** False for a quoted text or a block text: then `null` and `~` are ordinary words. */
  readonly plain: boolean
  readonly span: Span
  /** The text itself, without the header line of a block text. Places of `value` are looked up here. */
  readonly body: Span
}

export interface Mapping {
  readonly kind: 'mapping'
  /** A Map, never an object, so that `__proto__` is a key like any other. */
  readonly entries: ReadonlyMap<string, Entry>
  /** Written in braces, where a comma or a colon ends a text. */
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
