import type { Span } from '../diagnostics/index.ts'
import type { Mapping, Scalar, YamlFile } from '../yaml/index.ts'
import { mappingsIn } from './form.ts'

/**
 * The names in a translation. A translation is written like the questionnaire, with other words: `sections:` with
 * `questions:` of `id`, `text` and `options`, and `rules:` of `id` and `because`. Only ids and codes are compared. The
 * names are `question q`, `option q code` and `rule R`, each with the place of its last word.
 */
export function translated({ root }: YamlFile): { readonly ids: ReadonlyMap<string, Scalar>; readonly top: Span } {
  const ids = new Map<string, Scalar>()
  const entries: Mapping['entries'] = root.kind === 'mapping' ? root.entries : new Map()
  for (const section of mappingsIn(entries.get('sections')?.value)) {
    for (const question of mappingsIn(section.entries.get('questions')?.value)) {
      const id = question.entries.get('id')?.value
      if (id?.kind !== 'scalar') continue
      ids.set(`question ${id.value}`, id)
      const options = question.entries.get('options')?.value
      for (const [code, { key }] of options?.kind === 'mapping' ? options.entries : [])
        ids.set(`option ${id.value} ${code}`, key)
    }
  }
  for (const rule of mappingsIn(entries.get('rules')?.value)) {
    const id = rule.entries.get('id')?.value
    if (id?.kind === 'scalar') ids.set(`rule ${id.value}`, id)
  }
  const first = entries.values().next().value
  return { ids, top: first?.key.span ?? root.span }
}
