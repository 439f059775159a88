import { type Code, nearest, type Problems, type Span, suggestion } from '../diagnostics/index.ts'
import { MEASURES, type Measure } from '../expression/index.ts'
import { isBlank, type Mapping, type Scalar, type Sequence, type YamlNode } from '../yaml/index.ts'

import { KEYS_ANYWHERE, keysOf } from './keys.ts'
import { keyElsewhere, wordElsewhere } from './other-tools.ts'

/**
 * The keys of one mapping, each read as what it should be. An absent key gives undefined without a diagnostic. A wrong
 * one gives undefined and a diagnostic with its place.
 */
export interface Fields {
  /** The key that names the thing, as the place of messages about what is missing. */
  readonly place: Span
  node(key: string): YamlNode | undefined
  scalar(key: string): Scalar | undefined
  text(key: string): string | undefined
  /** Reports each of these keys that is missing. */
  require(...keys: readonly string[]): void
  /** Reports each of these keys that is missing, at the value of the key that requires them. */
  requireFor(asking: Scalar, ...keys: readonly string[]): void
  /** A text that must be there. The remedy is to add it, unless another one is given. */
  requiredText(key: string, help?: string): string | undefined
  oneOf<T extends string>(key: string, allowed: readonly T[], code: Code): T | undefined
  day(key: string): string | undefined
  /** A number in millionths. */
  number(key: string): number | undefined
  /** As in a sheet: in millionths, or in days. */
  quantity(key: string, measure: Measure): number | undefined
  list(key: string): readonly YamlNode[] | undefined
  fields(key: string, inner: Described): Fields | undefined
}

/** What a mapping describes: `what` completes "… is written as keys and values". */
export interface Described {
  readonly what: string
  readonly keys: readonly string[]
}

/** Reads a node as a mapping with these keys and no others. */
export function fieldsOf(node: YamlNode, described: Described, problems: Problems): Fields | undefined {
  const { what, keys } = described
  if (node.kind !== 'mapping') {
    problems.report('wrong-shape', node.span, {
      message: `${what} is written as \`key: value\` lines`,
      help: `known keys: ${keys.map((key) => `\`${key}\``).join(', ')}`,
    })
    return undefined
  }
  return fieldsIn(refuseUnknownKeys(node, described, problems), described, problems)
}

/**
 * Reports each unknown key. A key with a single likely meaning is read as the key that was meant; otherwise everything
 * below it would be missing, and each reference to that would be one more error with the same cause.
 */
function refuseUnknownKeys(node: Mapping, { what, keys: known }: Described, problems: Problems): Mapping {
  const entries = new Map(node.entries)
  for (const [key, entry] of node.entries) {
    if (known.includes(key)) continue
    const { span } = entry.key
    const message = `unknown key \`${key}\` in ${what}`
    if (node.braces && isBlank(entry.value)) {
      problems.report('unknown-key', span, {
        message,
        help: 'inside { } a comma ends a text: put quotes around the text',
      })
      continue
    }
    problems.report('unknown-key', span, {
      message,
      help: `known keys: ${known.map((one) => `\`${one}\``).join(', ')}`,
      ...(helpAtMargin(key, known) ?? keyElsewhere(key, known, suggestion(key, known, KEYS_ANYWHERE))),
    })
    const meant = KEYS_ANYWHERE.includes(key) ? undefined : suggestion(key, known).instead?.write
    if (meant !== undefined && !entries.has(meant)) entries.set(meant, entry)
  }
  return { ...node, entries }
}

/** A key of the whole file inside one of its things: usually the lines after a list kept its indentation. */
function helpAtMargin(key: string, known: readonly string[]): { readonly help: string } | undefined {
  const isInside = INSIDE.some((one) => known.includes(one)) && !known.includes('format')
  if (!isInside || known.includes(key) || !isKeyOfFile(key)) return undefined
  return { help: `\`${key}\` is a key of the file: begin its line at the margin, with what belongs to it below` }
}

/**
 * Each of these is a key of only one thing of a questionnaire: of a section, a question, a rule, a score or a promise.
 */
const INSIDE: readonly string[] = ['questions', 'ask_if', 'because', 'sum', 'at_least']

/** Whether a key belongs to the top of a questionnaire and nowhere else. */
export function isKeyOfFile(key: string): boolean {
  return keysOf('questionnaire').includes(key) && !INNER.some((thing) => keysOf(thing).includes(key))
}

const INNER = ['section', 'question', 'rule', 'score', 'promise', 'source'] as const

function fieldsIn(node: Mapping, { what, keys: known }: Described, problems: Problems): Fields {
  const place = node.entries.values().next().value?.key.span ?? node.span

  const at = (key: string): YamlNode | undefined => node.entries.get(key)?.value

  /** Whether an unknown key, which has been reported already, was probably meant to be this one. */
  const isMisspelt = (key: string): boolean =>
    [...node.entries.keys()].some((written) => !known.includes(written) && nearest(written, known) === key)

  const scalar = scalarsIn(node, what, problems)

  const oneOf = <T extends string>(key: string, allowed: readonly T[], code: Code): T | undefined => {
    const value = scalar(key)
    if (value === undefined) return undefined
    const match = allowed.find((one) => one === value.value)
    if (match === undefined)
      problems.report(code, value.span, {
        message: `\`${key}\` cannot be \`${value.value}\``,
        ...wordElsewhere(code, value.value, suggestion(value.value, allowed)),
      })
    return match
  }

  const isMissing = (key: string): boolean => !node.entries.has(key) && !isMisspelt(key)

  const require = (key: string, help = `add \`${key}: …\``): void => {
    if (isMissing(key)) problems.report('missing-key', place, { message: `${what} has no \`${key}\``, help })
  }

  const quantity = (key: string, measure: Measure): number | undefined => {
    const value = scalar(key)
    const number = value && MEASURES[measure].read(value.value)
    const { code, is, help } = MEASURES[measure].wrong
    if (value !== undefined && number === undefined)
      problems.report(code, value.span, { message: `\`${value.value}\` ${is}`, help })
    return number
  }

  return {
    place,
    node: at,
    scalar,
    text: (key) => scalar(key)?.value.trim(),
    require: (...keys) => {
      for (const key of keys) require(key)
    },
    requireFor: requirerFor({ what, isMissing }, problems),
    requiredText: (key, help) => {
      require(key, help)
      return scalar(key)?.value.trim()
    },
    oneOf,
    day: (key) => (quantity(key, 'date') === undefined ? undefined : scalar(key)?.value),
    number: (key) => quantity(key, 'number'),
    quantity,
    list: (key) => {
      const entry = node.entries.get(key)
      if (entry === undefined) return undefined
      if (entry.value.kind === 'sequence') return (entry.value satisfies Sequence).items
      const help = `write \`${key}: [one, two]\`, or each on a line of its own after \`- \``
      problems.report('wrong-shape', entry.key.span, { message: `\`${key}\` in ${what} takes a list`, help })
      return undefined
    },
    fields: (key, inner) => {
      const value = at(key)
      return value && fieldsOf(value, inner, problems)
    },
  }
}

function requirerFor(
  { what, isMissing }: { readonly what: string; readonly isMissing: (key: string) => boolean },
  problems: Problems,
): Fields['requireFor'] {
  return (asking, ...keys) => {
    for (const key of keys.filter(isMissing)) {
      const message = `${what} that is \`${asking.value}\` has no \`${key}\``
      problems.report('missing-key', asking.span, { message, help: `add \`${key}: …\`` })
    }
  }
}

/** Reads the text of a key. Reports a value that is not a text, or is empty. */
function scalarsIn(node: Mapping, what: string, problems: Problems): Fields['scalar'] {
  return (key) => {
    const entry = node.entries.get(key)
    if (entry === undefined) return undefined
    if (entry.value.kind !== 'scalar') {
      const help = 'write it after the colon, without a list or keys of its own'
      problems.report('wrong-shape', entry.key.span, { message: `\`${key}\` in ${what} takes one text`, help })
      return undefined
    }
    if (!isBlank(entry.value)) return entry.value
    problems.report('empty-value', entry.key.span, {
      message: `\`${key}\` in ${what} is empty`,
      help: 'write its value, or take the key out',
    })
    return undefined
  }
}

/** The texts of a list. Anything else in it is reported. */
export function texts(nodes: readonly YamlNode[] | undefined, what: string, problems: Problems): readonly Scalar[] {
  const found: Scalar[] = []
  for (const node of nodes ?? []) {
    if (node.kind === 'scalar' && !isBlank(node)) found.push(node)
    else problems.report('wrong-shape', node.span, { message: `${what} is a list of single words` })
  }
  return found
}

/** `ignore:` beside a thing: codes of diagnostics that are silenced there, each with its reason. */
export function readIgnore(fields: Fields, problems: Problems): ReadonlyMap<string, string> | undefined {
  const silenced = new Map<string, string>()
  const node = fields.node('ignore')
  if (node === undefined) return undefined
  if (node.kind !== 'mapping')
    problems.report('wrong-shape', node.span, { message: '`ignore` is written as `finding-code: reason`' })
  for (const [code, { key, value }] of node.kind === 'mapping' ? node.entries : []) {
    if (value.kind === 'scalar' && !isBlank(value)) silenced.set(code, value.value.trim())
    else
      problems.report('empty-value', key.span, {
        message: `\`ignore\` gives no reason for \`${code}\``,
        help: 'write why it may be ignored',
      })
  }
  return silenced
}
