import { isMap, isScalar, isSeq, type Pair, type Scalar as ParsedScalar } from 'yaml'
import type { Problems } from '../diagnostics/index.ts'
import { positionAt, type Span } from '../diagnostics/index.ts'
import { refusePile, unseenCharacter } from './decode.ts'
import type { Entry, Mapping, Scalar, YamlNode } from './node.ts'

const MAX_KEYS = 10_000

/**
 * Turns the library's document into our own nodes. The library's `toJS` is never used, because it builds plain objects.
 * Marks have been refused, and depth and size limited, before this runs.
 */
export function walk(contents: unknown, problems: Problems): YamlNode | undefined {
  return node(contents)

  function node(parsed: unknown): YamlNode | undefined {
    if (isScalar(parsed)) return scalarOf(parsed, problems)
    if (isMap(parsed)) return mappings(parsed, 'value')[0]
    if (!isSeq(parsed)) return undefined
    const items: YamlNode[] = []
    for (const item of parsed.items) {
      if (isMap(item)) items.push(...mappings(item, 'item'))
      else {
        const read = node(item)
        if (read !== undefined) items.push(read)
      }
    }
    return { kind: 'sequence', items, span: spanOf(parsed) }
  }

  /** One mapping. A list item whose first key repeats is read as several items: a `-` was forgotten. */
  function mappings(parsed: { items: Pair[]; flow?: boolean }, place: 'item' | 'value'): readonly Mapping[] {
    let entries = new Map<string, Entry>()
    const made = [entries]
    if (parsed.items.length > MAX_KEYS)
      problems.report('too-large', spanOf(parsed), {
        message: `more than ${MAX_KEYS} keys in one mapping`,
        help: 'split it',
      })
    for (const pair of parsed.items.length > MAX_KEYS ? [] : parsed.items) {
      const key = isScalar(pair.key) ? node(pair.key) : undefined
      if (key?.kind !== 'scalar') {
        problems.report('yaml-key', spanOf(pair.key), { message: 'a key must be one word', help: 'write `key: value`' })
        continue
      }
      const value = pair.value === null ? emptyAfter(key) : node(pair.value)
      if (value === undefined) continue
      const twin = entries.get(key.value)
      const [first] = entries.keys()
      if (twin !== undefined && !(place === 'item' && key.value === first))
        refuseTwin({ first: twin.key, second: key }, problems)
      else {
        if (twin !== undefined) {
          refuseTwin(
            {
              first: twin.key,
              second: key,
              todo: 'put `- ` before it if a new one begins here; else delete one of them, or rename it',
            },
            problems,
          )
          entries = new Map()
          made.push(entries)
        }
        entries.set(key.value, { key, value })
      }
    }
    return made.map((one) => ({ kind: 'mapping', entries: one, braces: parsed.flow === true, span: spanOf(parsed) }))
  }
}

interface Twins {
  readonly first: Scalar
  readonly second: Scalar
  readonly todo?: string
}

function refuseTwin({ first, second, todo = 'delete one of them, or rename it' }: Twins, problems: Problems): void {
  const { line } = positionAt(problems.source, first.span.start)
  const help = `it is on line ${line} already: ${todo}`
  problems.report('duplicate-key', second.span, { message: `the key \`${second.value}\` appears twice`, help })
}

function scalarOf(parsed: ParsedScalar, problems: Problems): Scalar {
  const span = spanOf(parsed)
  const written = String(parsed.value)
  const unseen = unseenCharacter(written)
  if (unseen !== undefined) {
    const says = `an escape makes a character that cannot be seen (${unseen.name})`
    problems.report('unseen-character', span, { message: says, help: 'take the escape out' })
  }
  const value = refusePile(written, span.start, problems) ? '' : written.normalize('NFC')
  const token = parsed.srcToken
  const header =
    token?.type === 'block-scalar'
      ? token.props.reduce((sum, prop) => sum + ('source' in prop ? prop.source.length : 0), 0)
      : 0
  return {
    kind: 'scalar',
    value,
    plain: parsed.type === 'PLAIN',
    span,
    body: { start: span.start + header, end: span.end },
  }
}

function emptyAfter(key: Scalar): Scalar {
  const at = { start: key.span.end, end: key.span.end }
  return { kind: 'scalar', value: '', plain: true, span: at, body: at }
}

function spanOf(parsed: unknown): Span {
  const range = (parsed as { range?: readonly [number, number, number] } | null)?.range
  return range === undefined || range === null ? { start: 0, end: 0 } : { start: range[0], end: range[1] }
}
