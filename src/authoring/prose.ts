import type { Scalar, YamlNode } from '../yaml/index.ts'

const PROSE: readonly string[] = [
  ...['title', 'audience', 'notice', 'text', 'short', 'help', 'why', 'none', 'label', 'message'],
  ...['because', 'advice', 'if_unknown_because', 'settle', 'record_only'],
]

/**
 * The texts of a file that people read, each with its key. Works cited are left out, since their titles and notes may
 * quote a label.
 */
export function* proseIn(node: YamlNode): Generator<{ readonly key: string; readonly text: Scalar }> {
  if (node.kind === 'sequence') for (const item of node.items) yield* proseIn(item)
  if (node.kind !== 'mapping') return
  for (const [key, { value }] of node.entries) {
    if (key === 'sources' || key === 'ignore') continue
    if (value.kind === 'scalar') {
      if (PROSE.includes(key)) yield { key, text: value }
    } else if (key === 'options') yield* labelsIn(value)
    else if (key === 'option_sets' && value.kind === 'mapping')
      for (const set of value.entries.values()) yield* labelsIn(set.value)
    else yield* proseIn(value)
  }
}

/** The conditions of a file as texts, each with its key. */
export function* conditionsIn(node: YamlNode): Generator<{ readonly key: string; readonly text: Scalar }> {
  if (node.kind === 'sequence') for (const item of node.items) yield* conditionsIn(item)
  if (node.kind !== 'mapping') return
  for (const [key, { value }] of node.entries) {
    if (value.kind !== 'scalar') yield* conditionsIn(value)
    else if (value.plain && ['when', 'ask_if', 'that'].includes(key)) yield { key, text: value }
  }
}

function* labelsIn(options: YamlNode): Generator<{ readonly key: string; readonly text: Scalar }> {
  for (const { value } of options.kind === 'mapping' ? options.entries.values() : []) {
    if (value.kind === 'scalar') yield { key: 'label', text: value }
    else yield* proseIn(value)
  }
}
