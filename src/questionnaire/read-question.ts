import { type Problems, type Span, suggestion, withoutUndefined } from '../diagnostics/index.ts'
import { BITS_PER_WORD, KEYWORDS, MEASURES } from '../expression/index.ts'
import { isBlank, type Scalar, type YamlNode } from '../yaml/index.ts'
import type { Answer } from './answer.ts'
import { type Fields, fieldsOf, readIgnore, texts } from './fields.ts'
import { keysOf } from './keys.ts'
import { kindOf, QUESTION_KINDS } from './kinds/index.ts'
import { KEYS_OF_SOME } from './kinds/kind.ts'
import type { Level } from './levels.ts'
import type { CitedWork, Limits, Note, Offered, Option, Question, QuestionType, Worse } from './model.ts'
import { wordElsewhere } from './other-tools.ts'
import { complaint, parseAnswer } from './parse-answer.ts'
import { readOptions, refuseAsName } from './read-options.ts'
import { readCitations } from './read-sources.ts'
import { UNITS } from './units.ts'

const TYPES = [...(Object.keys(QUESTION_KINDS) as QuestionType[]), 'note'] as const
/** Words that have a meaning of their own in conditions and answers. */
const RESERVED: readonly string[] = ['yes', 'no', 'none', 'unsure', 'declined', 'unanswered', 'not_asked']
const ID = /^[a-z][a-z0-9_]{0,39}$/
/** The levels that an open answer may have: `none-raised` is not among them. */
const OPEN_LEVELS: readonly Exclude<Level, 'none-raised'>[] = ['act-now', 'refer-before', 'refer-discuss']

/** What the questions of a file share while they are read. */
export interface AroundQuestion {
  readonly problems: Problems
  readonly sets: ReadonlyMap<string, readonly Option[]>
  readonly works: ReadonlyMap<string, CitedWork>
  readonly section: { readonly id: string; readonly title: string }
  /** Index of the next question, and the first free word of `Sheet.bits`. */
  readonly index: number
  readonly word: number
}

/** A question whose conditions are still text, because they can only be read once all names are known. */
export interface Draft {
  readonly question: Question
  readonly askIf?: Scalar
  readonly check?: { readonly that: Scalar; readonly message: string }
}

/** A note whose condition is still text. */
export interface NoteDraft {
  readonly note: Note
  readonly askIf?: Scalar
}

export type ReadItem =
  | { readonly kind: 'note'; readonly draft: NoteDraft }
  | { readonly kind: 'question'; readonly draft: Draft }
  | { readonly kind: 'broken'; readonly id: string }

/** Reads one entry of `questions`. `broken` still has a name, so that references to it are not reported as unknown. */
export function readItem(node: YamlNode, around: AroundQuestion): ReadItem | undefined {
  const { problems } = around
  const written = node.kind === 'mapping' ? node.entries.get('id')?.value : undefined
  const name = written?.kind === 'scalar' ? written.value : ''
  const what = name === '' ? 'a question' : `question \`${name}\``
  const fields = fieldsOf(node, { what, keys: keysOf('question') }, problems)
  const id = fields && readId(fields, what, problems)
  if (fields === undefined || id === undefined) return name === '' ? undefined : { kind: 'broken', id: name }
  const text = fields.requiredText('text')
  fields.requiredText('type', `add \`type: …\` with one of ${TYPES.join(', ')}`)
  const type = fields.oneOf('type', TYPES, 'unknown-type')
  if (type === 'note') {
    refuseForNote(fields, what, problems)
    const note: Note = { kind: 'note', id, text: text ?? id, span: node.span }
    return { kind: 'note', draft: { note, ...withoutUndefined({ askIf: fields.scalar('ask_if') }) } }
  }
  if (type === undefined) return { kind: 'broken', id }
  return { kind: 'question', draft: readDraft(fields, { id, type, text: text ?? id, what, span: node.span }, around) }
}

/** The keys that a note may have: it is shown, and has no answer. */
const KEYS_OF_NOTE: readonly string[] = ['id', 'text', 'type', 'ask_if']

function refuseForNote(fields: Fields, what: string, problems: Problems): void {
  for (const key of keysOf('question')) {
    const misplaced = KEYS_OF_NOTE.includes(key) ? undefined : fields.node(key)
    if (misplaced !== undefined)
      problems.report('wrong-shape', misplaced.span, {
        message: `${what} is shown only, so \`${key}\` has no meaning`,
        help: `take \`${key}\` out`,
      })
  }
}

function readId(fields: Fields, what: string, problems: Problems): string | undefined {
  fields.require('id')
  const id = fields.scalar('id')
  if (id === undefined) return undefined
  if (!ID.test(id.value)) return refuseAsName('wrong-id', id, problems)
  if (!KEYWORDS.includes(id.value) && !RESERVED.includes(id.value)) return id.value
  problems.report('wrong-id', id.span, {
    message: `\`${id.value}\` is a word of its own in conditions and answers`,
    help: `call ${what} something else`,
  })
  return undefined
}

interface Named {
  readonly id: string
  readonly type: QuestionType
  readonly text: string
  readonly what: string
  readonly span: Span
}

function readDraft(fields: Fields, named: Named, around: AroundQuestion): Draft {
  const { id, type, text, what, span } = named
  const { problems, section, index, word } = around
  refuseMisplaced(fields, named, problems)
  const options =
    type === 'yes_no'
      ? YES_NO
      : type === 'choice' || type === 'choices'
        ? readOptions(fields, { what, sets: around.sets }, problems)
        : []
  const unit = readUnit(fields, problems)
  const codes = options.map((option) => option.code)
  const subject = {
    kind: 'question' as const,
    id,
    index,
    type: kindOf({ type }).answerType,
    codes,
    word,
    ...withoutUndefined({ unit: unit?.word }),
  }
  const none = type === 'choices' ? fields.requiredText('none') : fields.text('none')
  const hard = readLimits(fields, { key: 'hard', type }, problems)
  const soft = readLimits(fields, { key: 'soft', type }, problems)
  const bare: Question = {
    kind: 'question',
    id,
    subject,
    section,
    text,
    type,
    options,
    short: fields.text('short') ?? text,
    sources: readCitations(fields, around.works, problems),
    offer: readOffer(fields, problems),
    span,
    ...withoutUndefined({
      ignore: readIgnore(fields, problems),
      none,
      unit,
      hard,
      soft,
      help: fields.text('help'),
      why: fields.text('why'),
    }),
    ...withoutUndefined({
      ifUnknown: fields.oneOf('if_unknown', OPEN_LEVELS, 'unknown-level'),
      ifUnknownBecause: fields.text('if_unknown_because'),
    }),
    ...withoutUndefined({
      ifUnanswered: fields.oneOf('if_unanswered', OPEN_LEVELS, 'unknown-level'),
      settle: fields.text('settle'),
      recordOnly: fields.text('record_only'),
    }),
  }
  const question: Question = lacksOptions(bare)
    ? bare
    : {
        ...bare,
        ...withoutUndefined({ usual: readUsual(fields, bare, problems), worse: readWorse(fields, bare, problems) }),
      }
  return { question, ...withoutUndefined({ askIf: fields.scalar('ask_if'), check: readCheck(fields, what) }) }
}

/** Its options could not be read, so that nothing can be said about references to them. */
export function lacksOptions({ type, options }: Pick<Question, 'type' | 'options'>): boolean {
  return (type === 'choice' || type === 'choices') && options.length === 0
}

/** How many words of `Sheet.bits` a question needs. */
export function bitWordsOf(question: Question): number {
  return question.type === 'choices' ? Math.ceil(question.options.length / BITS_PER_WORD) : 0
}

const YES_NO: readonly Option[] = [
  { code: 'yes', label: 'Yes', key: 'y' },
  { code: 'no', label: 'No', key: 'n' },
]

function refuseMisplaced(fields: Fields, { type, what }: Named, problems: Problems): void {
  for (const key of KEYS_OF_SOME) {
    const node = fields.node(key)
    if (node === undefined || kindOf({ type }).keys.includes(key)) continue
    const types = Object.entries(QUESTION_KINDS).flatMap(([other, { keys }]) => (keys.includes(key) ? [other] : []))
    problems.report('wrong-shape', node.span, {
      message: `${what} is of type \`${type}\`, which has no \`${key}\``,
      help: `\`${key}\` goes with ${types.join(', ')}`,
    })
  }
}

function readUnit(fields: Fields, problems: Problems): Question['unit'] {
  const unit = fields.scalar('unit')
  if (unit === undefined) return undefined
  const known = UNITS.get(unit.value)
  if (known === undefined)
    problems.report('unknown-unit', unit.span, {
      message: `unknown unit \`${unit.value}\``,
      help: `leave \`unit\` out, or write one of ${[...UNITS.keys()].join(', ')}`,
      ...wordElsewhere('unknown-unit', unit.value, suggestion(unit.value, UNITS.keys())),
    })
  return known
}

function readLimits(
  fields: Fields,
  { key, type }: { readonly key: 'hard' | 'soft'; readonly type: QuestionType },
  problems: Problems,
): (Limits & { message?: string }) | undefined {
  const inner = fields.fields(key, {
    what: `\`${key}\``,
    keys: keysOf('limits').filter((one) => key === 'soft' || one !== 'message'),
  })
  if (inner === undefined) return undefined
  const measure = kindOf({ type }).quantity?.measure ?? 'number'
  const [min, max] = [inner.quantity('min', measure), inner.quantity('max', measure)]
  if (min !== undefined && max !== undefined && min > max) {
    const shown = MEASURES[measure].print
    problems.report('wrong-limits', inner.place, {
      message: `\`min\` ${shown(min)} is above \`max\` ${shown(max)}`,
      help: 'swap them',
    })
    // Not used further, because every answer would be outside these limits.
    return undefined
  }
  return withoutUndefined({ min, max, message: inner.text('message') })
}

function readOffer(fields: Fields, problems: Problems): readonly Offered[] {
  const offered: readonly Offered[] = ['unsure', 'declined']
  if (fields.node('offer') === undefined) return offered
  const words = texts(fields.list('offer'), '`offer`', problems)
  for (const { value, span } of words) {
    if (!offered.some((one) => one === value))
      problems.report('unknown-code', span, {
        message: `\`offer\` cannot hold \`${value}\``,
        ...suggestion(value, offered),
      })
  }
  return offered.filter((one) => words.some(({ value }) => value === one))
}

function readUsual(fields: Fields, question: Question, problems: Problems): Answer | undefined {
  const node = fields.node('usual')
  if (node === undefined) return undefined
  if (node.kind === 'mapping' || isBlank(node)) {
    problems.report('wrong-answer', node.span, { message: '`usual` is one answer of the question' })
    return undefined
  }
  const answer = parseAnswer(
    question,
    node.kind === 'scalar' ? node.value : texts(node.items, '`usual`', problems).map((word) => word.value),
  )
  if (answer !== undefined && (answer.kind === 'unsure' || answer.kind === 'declined')) {
    problems.report('wrong-answer', node.span, {
      message: '`usual` is an ordinary answer, and "not sure" is not one',
      help: 'name one of the answers',
    })
    return undefined
  }
  if (answer?.kind !== 'rejected') return answer
  const known = [...question.options.map((option) => option.code), ...(question.none === undefined ? [] : ['none'])]
  problems.report('wrong-answer', node.span, {
    message: complaint(question, answer),
    ...suggestion(answer.raw, known),
  })
  return undefined
}

function readWorse(fields: Fields, question: Question, problems: Problems): Worse | undefined {
  const node = fields.node('worse')
  const { worse } = kindOf(question)
  if (node === undefined || worse.length === 0) return undefined
  if (worse === 'codes') {
    const codes = texts(fields.list('worse'), '`worse`', problems)
    for (const { value, span } of codes) {
      if (!question.subject.codes.includes(value))
        problems.report('unknown-code', span, {
          message: `\`${question.id}\` has no answer \`${value}\``,
          ...suggestion(value, question.subject.codes),
        })
    }
    return distinct(codes, problems)
  }
  return fields.oneOf('worse', worse, 'unknown-code')
}

function distinct(codes: readonly Scalar[], problems: Problems): readonly string[] {
  codes.forEach(({ value, span }, index) => {
    if (codes.findIndex((one) => one.value === value) < index) {
      problems.report('duplicate-id', span, {
        message: `\`${value}\` appears twice in this list`,
        help: 'keep one of them',
      })
    }
  })
  return codes.map(({ value }) => value)
}

function readCheck(fields: Fields, what: string): Draft['check'] {
  const inner = fields.fields('check', { what: `the \`check\` of ${what}`, keys: keysOf('check') })
  const message = inner?.requiredText('message')
  inner?.require('that')
  const that = inner?.scalar('that')
  return that === undefined || message === undefined ? undefined : { that, message }
}
