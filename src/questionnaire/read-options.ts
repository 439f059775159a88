import { type Code, type Problems, type Span, suggestion, withoutUndefined } from '../diagnostics/index.ts'
import { KEYWORDS } from '../expression/index.ts'
import { type Entry, isBlank, type Mapping, type Scalar, type YamlNode } from '../yaml/index.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { keysOf } from './keys.ts'
import type { Option } from './model.ts'

const CODE = /^[a-z][a-z0-9_]{0,39}$/
/** States of a question. No option may have one of these as its code. */
export const STATES: readonly string[] = ['unsure', 'declined', 'unanswered', 'not_asked', 'none']
const OFFERED = 'take it out: it is offered without being listed'
const RESERVED_HELP: ReadonlyMap<string, string> = new Map([
  ['unsure', OFFERED],
  ['declined', OFFERED],
  ['none', 'the empty answer of `choices` is written as `none: …` beside `options:`; in a `choice` use another code'],
])
/** Keys of the interview itself: not sure, and prefer not to say. `0` is the empty answer of `choices`. */
const TAKEN_KEYS: readonly string[] = ['u', 'd']
const KEYS = [...'123456789abcdefghijklmnopqrstuvwxyz'].filter((key) => !TAKEN_KEYS.includes(key))

interface Written {
  readonly code: string
  readonly label: string
  readonly points?: number
  readonly key?: string
  readonly recordOnly?: string
  /** The place of its code. */
  readonly span: Span
  /** The place of its key where it has one of its own, otherwise of its code. */
  readonly place: Scalar
}

/** The shared option lists of a file, by id. */
export function readOptionSets(top: Fields, problems: Problems): ReadonlyMap<string, readonly Option[]> {
  const sets = new Map<string, readonly Option[]>()
  const node = top.node('option_sets')
  if (node === undefined) return sets
  if (node.kind !== 'mapping') {
    problems.report('wrong-shape', node.span, { message: '`option_sets` is written as `name:` and its options below' })
    return sets
  }
  for (const [id, entry] of node.entries) {
    if (!CODE.test(id)) refuseAsName('wrong-id', entry.key, problems)
    sets.set(id, optionsIn(entry.value, `option set \`${id}\``, problems))
  }
  return sets
}

/** The options of one question: its own, or those of the set that it names. */
export function readOptions(
  fields: Fields,
  { what, sets }: { readonly what: string; readonly sets: ReadonlyMap<string, readonly Option[]> },
  problems: Problems,
): readonly Option[] {
  const own = fields.node('options')
  const set = fields.scalar('option_set')
  if (own !== undefined && set !== undefined) {
    problems.report('wrong-shape', set.span, {
      message: `${what} has both \`options\` and \`option_set\``,
      help: 'keep one of them',
    })
  }
  if (own !== undefined) return optionsIn(own, what, problems)
  if (set === undefined) {
    problems.report('missing-key', fields.place, {
      message: `${what} has no \`options\``,
      help: 'add `options:` with a `code: label` line for each, or `option_set: …`',
    })
    return []
  }
  const shared = sets.get(set.value)
  if (shared === undefined)
    problems.report('unknown-option-set', set.span, {
      message: `unknown option set \`${set.value}\``,
      ...suggestion(set.value, sets.keys()),
    })
  return shared ?? []
}

function optionsIn(node: YamlNode, what: string, problems: Problems): readonly Option[] {
  if (node.kind !== 'mapping') {
    problems.report('wrong-shape', node.span, { message: `the options of ${what} are \`code: label\` lines` })
    return []
  }
  const written = [...node.entries.values()].map((entry) => readOption(entry, node, problems))
  const options = written.filter((option) => option !== undefined)
  if (options.length === 0 && written.length === 0)
    problems.report('wrong-shape', node.span, { message: `${what} has no options` })
  return withKeys(options, problems)
}

function readOption({ key: code, value: node }: Entry, parent: Mapping, problems: Problems): Written | undefined {
  if (isBlank(node) && parent.braces) {
    const help = 'inside { } a comma ends a text: put quotes around the text'
    problems.report('empty-value', code.span, { message: `option \`${code.value}\` has no label`, help })
    return undefined
  }
  if (!CODE.test(code.value)) return refuseAsName('wrong-code', code, problems)
  if (STATES.includes(code.value) || KEYWORDS.includes(code.value)) {
    const meaning = STATES.includes(code.value) ? 'a state of its own' : 'a word of the condition language'
    const help = RESERVED_HELP.get(code.value) ?? 'choose another code'
    problems.report('reserved-code', code.span, { message: `\`${code.value}\` is ${meaning}`, help })
    return undefined
  }
  /** Without a label its code is still known, so that references to it are not reported as well. */
  const unlabelled: Written = { code: code.value, label: code.value, span: code.span, place: code }
  if (node.kind === 'scalar') {
    if (!isBlank(node)) return { code: code.value, label: node.value.trim(), span: code.span, place: code }
    problems.report('empty-value', code.span, {
      message: `option \`${code.value}\` has no label`,
      help: 'write what the person reads',
    })
    return unlabelled
  }
  const fields = fieldsOf(node, { what: `option \`${code.value}\``, keys: keysOf('option') }, problems)
  if (fields === undefined) return unlabelled
  const label = fields.requiredText('label') ?? code.value
  const points = fields.number('points')
  const key = fields.scalar('key')
  if (key !== undefined && !KEYS.includes(key.value)) {
    problems.report('wrong-key', key.span, {
      message: `\`${key.value}\` cannot be the key of an option`,
      help: 'one digit from 1 to 9 or one small letter other than `u` and `d`',
    })
  }
  return {
    code: code.value,
    label,
    span: code.span,
    place: key ?? code,
    ...withoutUndefined({ points, key: key?.value, recordOnly: fields.text('record_only') }),
  }
}

/** Digits in order, then letters, leaving out the keys that the author gave to other options. */
function withKeys(written: readonly Written[], problems: Problems): readonly Option[] {
  const given = new Map<string, string>()
  for (const { code, key, place } of written) {
    const other = key === undefined ? undefined : given.get(key)
    if (other !== undefined)
      problems.report('key-collision', place.span, {
        message: `\`${code}\` and \`${other}\` have the same key \`${key}\``,
        help: 'give one of them another key',
      })
    else if (key !== undefined) given.set(key, code)
  }
  const free = KEYS.filter((key) => !given.has(key))
  return written.map(({ code, label, points, key, recordOnly, span, place }) => {
    const own = key ?? free.shift()
    if (own === undefined)
      problems.report('too-many-options', place.span, {
        message: `more options than there are keys (${KEYS.length})`,
        help: 'split the question',
      })
    return { code, label, key: own ?? '', span, ...withoutUndefined({ points, recordOnly }) }
  })
}

export function refuseAsName(code: Code, { value: name, span }: Scalar, problems: Problems): undefined {
  const usable = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 40)
  const help = CODE.test(usable)
    ? `small letters, digits and \`_\`, a letter first, such as \`${usable}\``
    : 'small letters a to z, digits and `_`, a letter first, at most 40'
  problems.report(code, span, { message: `\`${name}\` cannot be used as a name here`, help })
  return undefined
}
