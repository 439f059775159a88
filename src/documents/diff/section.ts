import type { Block, Text } from '../typesetting/blocks.ts'

/** `inFull`: for somebody who signs and has nothing else at hand. */
export interface Fullness {
  readonly inFull: boolean
}

export function headed(title: string): readonly Block[] {
  return [{ kind: 'gap' }, { kind: 'heading', level: 2, text: title }]
}

/** A heading and a list; nothing where the list is empty. */
export function section(title: string, items: readonly Text[]): readonly Block[] {
  return items.length === 0 ? [] : [...headed(title), { kind: 'list', items }]
}
