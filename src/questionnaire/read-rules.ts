import { inBackticks, type Problems, positionAt, suggestion, withoutUndefined } from '../diagnostics/index.ts'
import { KEYWORDS, type ScoreItem, type ScoreSubject } from '../expression/index.ts'
import { type Scalar, spanInScalar, type YamlNode } from '../yaml/index.ts'
import { type Fields, fieldsOf, readIgnore, texts } from './fields.ts'
import { keysOf } from './keys.ts'
import { ACTIONS, BASES, LEVELS, type Level } from './levels.ts'
import type { CitedWork, Promised, Question, Rule, Score } from './model.ts'
import { compileScalar, type Names } from './names.ts'
import { readCitations } from './read-sources.ts'

const RULE_ID = { pattern: /^[A-Za-z][A-Za-z0-9-]{0,39}$/, help: 'letters, digits and `-`, a letter first, at most 40' }
/** The lists of things with ids. */
const LISTS = {
  score: {
    under: 'scores',
    pattern: /^[a-z][a-z0-9_]{0,39}$/,
    help: 'small letters, digits and `_`, a letter first, at most 40',
  },
  rule: { under: 'rules', ...RULE_ID },
  promise: { under: 'promises', ...RULE_ID },
} as const
const RAISED = LEVELS.filter((level): level is Exclude<Level, 'none-raised'> => level !== 'none-raised')

/** What was read before the scores. */
export interface Known {
  readonly questions: ReadonlyMap<string, Question>
  /** Questions that exist but could not be read. */
  readonly broken: ReadonlySet<string>
  readonly works: ReadonlyMap<string, CitedWork>
}

export function readScores(top: Fields, { questions, broken, works }: Known, problems: Problems): readonly Score[] {
  const scores: Score[] = []
  for (const [node, id, fields] of entriesOf(top, 'score', problems)) {
    refuseTaken(id, questions, problems)
    const items: ScoreItem[] = []
    fields.require('sum')
    const sum = fields.list('sum')
    if (sum?.length === 0)
      problems.report('empty-value', id.span, {
        message: `\`sum\` of score \`${id.value}\` is empty`,
        help: 'list the questions',
      })
    for (const item of texts(sum, '`sum`', problems)) {
      if (broken.has(item.value)) continue
      const question = questions.get(item.value)
      if (question === undefined)
        problems.report('unknown-question', item.span, {
          message: `unknown question \`${item.value}\``,
          ...suggestion(item.value, questions.keys()),
        })
      else if (items.some((known) => known.question === question.subject))
        problems.report('duplicate-id', item.span, {
          message: `\`${item.value}\` appears twice in this sum`,
          help: 'delete one of them',
        })
      else items.push(...scoreItem(question, item, problems))
    }
    const subject: ScoreSubject = { kind: 'score', id: id.value, items }
    scores.push({
      id: id.value,
      title: fields.text('title') ?? id.value,
      subject,
      sources: readCitations(fields, works, problems),
      ...withoutUndefined({ ignore: readIgnore(fields, problems) }),
      span: node.span,
    })
  }
  return scores
}

function refuseTaken(id: Scalar, questions: ReadonlyMap<string, Question>, problems: Problems): void {
  const question = questions.get(id.value)
  if (question === undefined && !KEYWORDS.includes(id.value)) return
  const is =
    question === undefined
      ? 'a word of the condition language'
      : `the question on line ${positionAt(problems.source, question.span.start).line}`
  problems.report('duplicate-id', id.span, {
    message: `\`${id.value}\` is ${is}`,
    help: 'call the score something else',
  })
}

function scoreItem(question: Question, place: Scalar, problems: Problems): readonly ScoreItem[] {
  const [bare, ...others] = question.options.filter((option) => option.points === undefined)
  if (question.options.length === 0 || question.type === 'yes_no') {
    problems.report('missing-points', place.span, {
      message: `\`${question.id}\` has no options with points`,
      help: 'a score adds the points of `choice` and `choices` questions',
    })
    return []
  }
  if (bare !== undefined) {
    // Reported where it has to be mended, so that options shared by several questions of a score are reported once.
    const codes = inBackticks([bare, ...others].map(({ code }) => code))
    const what = others.length === 0 ? `option ${codes} has` : `options ${codes} have`
    problems.report('missing-points', bare.span ?? place.span, {
      message: `${what} no points, and a score adds them`,
      help: `write what each counts: \`${bare.code}: { label: …, points: … }\``,
    })
    return []
  }
  return [{ question: question.subject, points: question.options.map((option) => option.points ?? 0) }]
}

export function readRules(
  top: Fields,
  { names, works }: { readonly names: Names; readonly works: ReadonlyMap<string, CitedWork> },
  problems: Problems,
): readonly Rule[] {
  const rules: Rule[] = []
  for (const [node, id, fields] of entriesOf(top, 'rule', problems)) {
    fields.require('when', 'level', 'because')
    const when = compileScalar(fields.scalar('when'), { place: { kind: 'rule' }, names }, problems)
    const level = fields.oneOf('level', RAISED, 'unknown-level')
    const action = fields.oneOf('action', ACTIONS, 'unknown-action')
    if (level === 'act-now' && fields.node('action') === undefined) {
      problems.report('missing-key', fields.place, {
        message: `rule \`${id.value}\` is \`act-now\` and has no \`action\``,
        help: 'add `action: emergency` or `action: clinician-now`',
      })
    }
    const misplaced = fields.node('action')
    if (level !== undefined && level !== 'act-now' && misplaced !== undefined) {
      problems.report('wrong-shape', misplaced.span, {
        message: `\`action\` goes with \`level: act-now\` only`,
        help: 'take `action` out',
      })
    }
    refuseUnknownPlaceholders(fields, names, problems)
    const citations = readCitations(fields, works, problems)
    const because = fields.text('because')
    const basis = fields.oneOf('basis', BASES, 'unknown-basis')
    const settle = fields.text('settle')
    const ignore = withoutUndefined({ ignore: readIgnore(fields, problems) })
    if (when === undefined || level === undefined || because === undefined) continue
    const rest = withoutUndefined({ action, advice: fields.text('advice'), group: fields.text('group'), basis, settle })
    rules.push({
      id: id.value,
      index: rules.length,
      when,
      level,
      because,
      sources: citations,
      ...ignore,
      span: node.span,
      ...rest,
    })
  }
  return rules
}

/** `{id}` in a reason prints an answer. A misspelt one would be printed as it is. */
function refuseUnknownPlaceholders(fields: Fields, { subjects, broken }: Names, problems: Problems): void {
  for (const scalar of [fields.scalar('because'), fields.scalar('advice')]) {
    for (const match of scalar?.value.matchAll(/\{([^{}]*)\}/g) ?? []) {
      const name = match[1] ?? ''
      if (scalar === undefined || subjects.has(name) || broken.has(name)) continue
      const span = spanInScalar(problems.source, scalar, { start: match.index, end: match.index + match[0].length })
      problems.report('unknown-question', span, {
        message: `\`{${name}}\` prints the answer to a question, and there is no \`${name}\``,
        ...suggestion(name, subjects.keys()),
      })
    }
  }
}

export function readPromises(top: Fields, names: Names, problems: Problems): readonly Promised[] {
  const promises: Promised[] = []
  for (const [node, id, fields] of entriesOf(top, 'promise', problems)) {
    fields.require('when', 'at_least')
    const when = compileScalar(fields.scalar('when'), { place: { kind: 'rule' }, names }, problems)
    const atLeast = fields.oneOf('at_least', RAISED, 'unknown-level')
    const ignore = withoutUndefined({ ignore: readIgnore(fields, problems) })
    if (when !== undefined && atLeast !== undefined)
      promises.push({ id: id.value, when, atLeast, ...ignore, span: node.span })
  }
  return promises
}

/**
 * The entries of a list of things with ids, each with its fields. Ids are checked here, once for all kinds of things.
 */
function* entriesOf(top: Fields, kind: keyof typeof LISTS, problems: Problems): Generator<[YamlNode, Scalar, Fields]> {
  const { under, pattern, help } = LISTS[kind]
  const seen = new Map<string, Scalar>()
  for (const node of top.list(under) ?? []) {
    const written = node.kind === 'mapping' ? node.entries.get('id')?.value : undefined
    const what = written?.kind === 'scalar' ? `${kind} \`${written.value}\`` : `a ${kind}`
    const fields = fieldsOf(node, { what, keys: keysOf(kind) }, problems)
    if (fields === undefined) continue
    fields.requiredText('id')
    const id = fields.scalar('id') ?? { kind: 'scalar', value: '', plain: true, span: node.span, body: node.span }
    if (id.value !== '' && !pattern.test(id.value))
      problems.report('wrong-id', id.span, { message: `\`${id.value}\` cannot be the id of a ${kind}`, help })
    refuseTwin(seen, { id, kind }, problems)
    yield [node, id, fields]
  }
}

/** Both places are named: the second one is marked, and the remedy mentions the first. */
export function refuseTwin(
  seen: Map<string, Scalar>,
  { id, kind }: { readonly id: Scalar; readonly kind: string },
  problems: Problems,
): boolean {
  const first = seen.get(id.value)
  if (id.value === '' || first === undefined) {
    seen.set(id.value, id)
    return false
  }
  const { line } = positionAt(problems.source, first.span.start)
  problems.report('duplicate-id', id.span, {
    message: `the ${kind} id \`${id.value}\` appears twice`,
    help: `it is on line ${line} already: rename or delete one of them`,
  })
  return true
}
