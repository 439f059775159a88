import type { YamlNode } from '../../yaml/index.ts'
import type { Check } from '../form.ts'

export const unusedSource: Check = {
  code: 'unused-source',
  section: 'sources',
  severity: 'warning',
  what: 'a source is listed and nothing cites it',
  why: 'The list of sources tells what the form rests on. A work that no rule and no question cites makes it look better supported than it is.',
  todo: 'cite it where it was used, or take it out',
  looksAt: 'refused',
  look: ({ top }, found) => {
    const listed = top.entries.get('sources')?.value
    if (listed?.kind !== 'mapping') return
    const cited = new Set<string>()
    for (const [key, { value }] of top.entries) if (key !== 'sources') collect(value, cited)
    for (const [id, { key }] of listed.entries)
      if (!cited.has(id))
        found(key.span, { message: `nothing cites the source \`${id}\``, help: 'cite it, or take it out' })
  },
}

/** From the YAML, so that a rule that could not be read still cites. */
function collect(node: YamlNode, cited: Set<string>): void {
  if (node.kind === 'sequence') for (const item of node.items) collect(item, cited)
  if (node.kind !== 'mapping') return
  for (const [key, { value }] of node.entries) {
    if (key !== 'sources' || value.kind !== 'sequence') collect(value, cited)
    else for (const item of value.items) if (item.kind === 'scalar') cited.add(item.value.trim().split(/\s+/)[0] ?? '')
  }
}
