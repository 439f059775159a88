import { type Problems, suggestion, withoutUndefined } from '../diagnostics/index.ts'
import { type Fields, fieldsOf, texts } from './fields.ts'
import { keysOf } from './keys.ts'
import type { Citation, CitedWork, HowRead } from './model.ts'

const READ: readonly HowRead[] = ['itself', 'quoted', 'abstract']
const ID = /^[a-z][a-z0-9-]{0,39}$/

export function readWorks(top: Fields, problems: Problems): ReadonlyMap<string, CitedWork> {
  const works = new Map<string, CitedWork>()
  const node = top.node('sources')
  if (node === undefined) return works
  if (node.kind !== 'mapping') {
    problems.report('wrong-shape', node.span, { message: '`sources` is written as `id:` with `title:` below' })
    return works
  }
  for (const [id, { key, value }] of node.entries) {
    if (!ID.test(id))
      problems.report('wrong-id', key.span, {
        message: `\`${id}\` cannot be the id of a source`,
        help: 'small letters, digits and `-`, a letter first, at most 40',
      })
    const fields = fieldsOf(value, { what: `source \`${id}\``, keys: keysOf('source') }, problems)
    const title = fields?.requiredText('title')
    const year = fields?.scalar('year')
    const url = fields?.scalar('url')
    const read = fields?.oneOf('read', READ, 'unknown-reading')
    if (year !== undefined && !/^(1[5-9]|20)\d\d$/.test(year.value))
      problems.report('wrong-number', year.span, {
        message: `\`${year.value}\` is not a year`,
        help: 'four digits, such as `2026`',
      })
    if (url !== undefined && !/^https?:\/\/[^\s]+$/.test(url.value))
      problems.report('wrong-url', url.span, {
        message: `\`${url.value}\` is not a web address`,
        help: 'it begins with `https://`',
      })
    works.set(id, {
      id,
      title: title ?? id,
      ...withoutUndefined({ year: year && Number(year.value), url: url?.value, note: fields?.text('note'), read }),
    })
  }
  return works
}

/** `sources: [ema-spravato 4.3]`: the id of a source, then the place in it. */
export function readCitations(
  fields: Fields,
  works: ReadonlyMap<string, CitedWork>,
  problems: Problems,
): readonly Citation[] {
  const citations: Citation[] = []
  for (const { value, span } of texts(fields.list('sources'), '`sources`', problems)) {
    const [id = '', ...rest] = value.trim().split(/\s+/)
    const work = works.get(id)
    if (work === undefined)
      problems.report('unknown-source', span, {
        message: `unknown source \`${id}\``,
        help: 'add it under `sources:` with its title',
        ...suggestion(id, works.keys()),
      })
    else citations.push({ work, ...(rest.length === 0 ? {} : { section: rest.join(' ') }) })
  }
  return citations
}
