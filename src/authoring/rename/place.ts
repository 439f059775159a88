import type { Mend, Source, Span } from '../../diagnostics/index.ts'
import { type Scalar, spanInScalar, type YamlNode } from '../../yaml/index.ts'

/** A piece of text in a file that names the thing. */
export interface Place {
  readonly scalar: Scalar
  /** Within the scalar's value. */
  readonly within: Span
}

export function whole(scalar: Scalar): Place {
  return { scalar, within: { start: 0, end: scalar.value.length } }
}

/** The edit that puts the new name there and leaves everything around it unchanged. */
export function mendAt(source: Source, { scalar, within }: Place, name: string): Mend {
  return { span: spanInScalar(source, scalar, within), to: name }
}

/** The places in a scalar where the pattern finds the name: its first group, or all of it. */
export function placesOf(scalar: Scalar, pattern: RegExp): readonly Place[] {
  return [...scalar.value.matchAll(pattern)].map((match) => {
    const start = (match.index ?? 0) + match[0].indexOf(match[1] ?? match[0])
    return { scalar, within: { start, end: start + (match[1] ?? match[0]).length } }
  })
}

/** The text under a key; undefined where it is not a text. */
export function scalarAt(node: YamlNode | undefined, key: string): Scalar | undefined {
  const value = nodeUnder(node, key)
  return value?.kind === 'scalar' ? value : undefined
}

export function nodeUnder(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  let found = node
  for (const key of keys) found = found?.kind === 'mapping' ? found.entries.get(key)?.value : undefined
  return found
}

/** The place of the key itself, where there is one. */
export function keyPlaces(node: YamlNode | undefined, key: string): readonly Place[] {
  const found = node?.kind === 'mapping' ? node.entries.get(key)?.key : undefined
  return found === undefined ? [] : [whole(found)]
}

/** In reasons and advice of rules, `{id}` prints an answer or a score. */
export function placesInReasons(rules: readonly YamlNode[], id: string): readonly Place[] {
  const pattern = new RegExp(`\\{(${id})\\}`, 'g')
  return rules
    .flatMap((rule) => ['because', 'advice'].flatMap((key) => scalarAt(rule, key) ?? []))
    .flatMap((scalar) => placesOf(scalar, pattern))
}

/** One text, or each text of a list. */
export function scalarsIn(node: YamlNode | undefined): readonly Scalar[] {
  if (node?.kind === 'scalar') return [node]
  return node?.kind === 'sequence' ? node.items.filter((item) => item.kind === 'scalar') : []
}

/** The texts, of a list or alone, that are exactly this name. */
export function exactly(node: YamlNode | undefined, name: string): readonly Place[] {
  return scalarsIn(node)
    .filter((scalar) => scalar.value.trim() === name)
    .map((scalar) => placesOf(scalar, /^\s*(.*?)\s*$/g)[0] ?? whole(scalar))
}
