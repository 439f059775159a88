import {
  type Loaded,
  loaded,
  type Problems,
  problemsOf,
  type Span,
  suggestion,
  withoutUndefined,
} from '../diagnostics/index.ts'
import { ONE } from '../expression/index.ts'
import {
  type Answer,
  type Answers,
  complaint,
  type Fields,
  fieldsOf,
  keysOf,
  LEVELS,
  type Level,
  parseAnswer,
  type Questionnaire,
  texts,
  withSupplied,
} from '../questionnaire/index.ts'
import { isBlank, type Scalar, type YamlFile } from '../yaml/index.ts'

/** A made-up person, given by answers, and the result that is expected for them. */
export interface Case {
  readonly name: string
  /** The answers that the case itself states. */
  readonly own: Answers
  /**
   * Due questions that are left without an answer: only those that the case empties, or every question that it does not
   * answer.
   */
  readonly empty: ReadonlySet<string> | 'all'
  /** The case's own answers, with the usual answer to every other question that is then due. */
  readonly answers: Answers
  /** ISO day of the answers. */
  readonly on: string
  readonly expect: Expectation | 'todo'
  readonly span: Span
}

/** Only what is named is compared. Lists are compared as sets; `raisedIncludes` may name just some of the rules. */
export interface Expectation {
  readonly level?: Level
  readonly complete?: boolean
  readonly lists: ReadonlyMap<ListKey, readonly string[]>
  /** Null means that none of the score's items is asked. */
  readonly scores: ReadonlyMap<string, { readonly low: number; readonly high: number } | null>
  /** The place of each key, and of `expect` itself. */
  readonly places: ReadonlyMap<string, Span>
}

export const LIST_KEYS = [
  'raised',
  'raised_includes',
  'unknown',
  'unanswered',
  'not_asked',
  'conflicts',
  'out_of_range',
  'check_failed',
] as const
export type ListKey = (typeof LIST_KEYS)[number]

/** The day used for cases that name none. Only questions about dates depend on it. */
const ANY_DAY = '2026-01-01'

/** Reads a cases file against its questionnaire. Never throws; every problem is reported. */
export function loadCases({ source, root }: YamlFile, questionnaire: Questionnaire): Loaded<readonly Case[]> {
  const problems = problemsOf(source)
  const top = fieldsOf(root, { what: 'a cases file', keys: keysOf('cases') }, problems)
  top?.require('cases')
  const names = new Set<string>()
  const cases: Case[] = []
  for (const node of top?.list('cases') ?? []) {
    const fields = fieldsOf(node, { what: 'a case', keys: keysOf('case') }, problems)
    if (fields === undefined) continue
    const name = fields.requiredText('name') ?? ''
    if (names.has(name))
      problems.report('duplicate-id', fields.place, {
        message: `two cases are named \`${name}\``,
        help: 'give each a name of its own',
      })
    names.add(name)
    const on = fields.day('on') ?? ANY_DAY
    const read = { ...readAnswersOf(fields, questionnaire, problems), on }
    const answers = answersOf(questionnaire, read)
    cases.push({ name, ...read, answers, expect: readExpect(fields, questionnaire, problems), span: fields.place })
  }
  return loaded<readonly Case[]>(cases, problems)
}

/** All answers of a case to this form: every due question that the case does not mention gets its usual answer. */
export function answersOf(
  questionnaire: Questionnaire,
  { own, empty, on }: Pick<Case, 'own' | 'empty' | 'on'>,
): Answers {
  if (empty === 'all') return own
  return withSupplied(questionnaire, own, on, ({ id, usual }) => (empty.has(id) ? undefined : usual))
}

function readAnswersOf(fields: Fields, questionnaire: Questionnaire, problems: Problems): Pick<Case, 'own' | 'empty'> {
  const own = new Map<string, Answer>()
  const removed = new Set<string>()
  const node = fields.node('answers')
  if (node !== undefined && node.kind !== 'mapping')
    problems.report('wrong-shape', node.span, { message: '`answers` are `question: answer` lines' })
  for (const [id, { key, value }] of node?.kind === 'mapping' ? node.entries : []) {
    const question = questionnaire.questionById.get(id)
    if (question === undefined) {
      problems.report('unknown-question', key.span, {
        message: `unknown question \`${id}\``,
        ...suggestion(id, questionnaire.questionById.keys()),
      })
    } else if (isBlank(value)) removed.add(id)
    else if (value.kind === 'mapping')
      problems.report('wrong-shape', value.span, { message: `the answer to \`${id}\` is one value, or a list` })
    else {
      const written =
        value.kind === 'scalar'
          ? value.value
          : texts(value.items, `the answer to \`${id}\``, problems).map((one) => one.value)
      const answer = parseAnswer(question, written)
      // A number outside its limits may be what the case tests. A word that is not an answer is a typing mistake.
      if (answer?.kind === 'rejected' && answer.why === 'unreadable') {
        problems.report('wrong-answer', value.span, {
          message: complaint(question, answer),
          ...suggestion(answer.raw, question.subject.codes),
        })
      } else if (answer !== undefined) own.set(id, answer)
    }
  }
  return { own, empty: fields.oneOf('from', ['usual', 'blank'], 'unknown-code') === 'blank' ? 'all' : removed }
}

function readExpect(fields: Fields, questionnaire: Questionnaire, problems: Problems): Expectation | 'todo' {
  const node = fields.node('expect')
  if (node?.kind === 'scalar' && node.value === 'todo') return 'todo'
  fields.require('expect')
  const expect = node && fieldsOf(node, { what: '`expect`', keys: keysOf('expect') }, problems)
  if (node?.kind === 'mapping' && node.entries.size === 0) {
    problems.report('empty-value', node.span, {
      message: '`expect` names nothing, so that the case would always hold',
      help: 'name a level, or write `expect: todo`',
    })
  }
  const level = expect?.oneOf('level', LEVELS, 'unknown-level')
  const complete = expect?.oneOf('complete', ['true', 'false'], 'unknown-code')
  const lists = new Map<ListKey, readonly string[]>()
  for (const key of LIST_KEYS) {
    if (expect?.node(key) === undefined) continue
    const known = key.startsWith('raised')
      ? questionnaire.rules.map((rule) => rule.id)
      : [...questionnaire.questionById.keys()]
    const words = texts(expect.list(key), `\`${key}\``, problems)
    for (const word of words)
      refuseUnknown(word, { known, kind: key.startsWith('raised') ? 'rule' : 'question' }, problems)
    lists.set(
      key,
      words.map((word) => word.value),
    )
  }
  return {
    ...withoutUndefined({ level }),
    ...(complete === undefined ? {} : { complete: complete === 'true' }),
    lists,
    places: new Map(
      [...(node?.kind === 'mapping' ? node.entries : [])].map(([key, entry]) => [key, entry.key.span] as const),
    ),
    scores: readScores(expect, questionnaire, problems),
  }
}

const CODES = { rule: 'unknown-rule', question: 'unknown-question' } as const

function refuseUnknown(
  { value, span }: Scalar,
  { known, kind }: { readonly known: readonly string[]; readonly kind: keyof typeof CODES },
  problems: Problems,
): void {
  if (!known.includes(value))
    problems.report(CODES[kind], span, { message: `unknown ${kind} \`${value}\``, ...suggestion(value, known) })
}

/** `phq2: 3`, `phq2: { low: 2, high: 4 }`, or `phq2: not_asked`. */
function readScores(
  expect: Fields | undefined,
  questionnaire: Questionnaire,
  problems: Problems,
): Expectation['scores'] {
  const scores = new Map<string, { low: number; high: number } | null>()
  const known = questionnaire.scores.map((score) => score.id)
  const fields = expect?.fields('scores', { what: '`scores`', keys: known })
  for (const id of fields === undefined ? [] : known) {
    const node = fields?.node(id)
    if (node === undefined) continue
    const range =
      node.kind === 'mapping' ? fieldsOf(node, { what: `score \`${id}\``, keys: keysOf('range') }, problems) : undefined
    if (node.kind === 'scalar' && node.value === 'not_asked') {
      scores.set(id, null)
      continue
    }
    range?.require('low', 'high')
    const low = range === undefined ? fields?.number(id) : range.number('low')
    const high = range === undefined ? low : range.number('high')
    if (low !== undefined && high !== undefined) scores.set(id, { low: low / ONE, high: high / ONE })
  }
  return scores
}
