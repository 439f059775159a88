import { suggestion } from '../../diagnostics/index.ts'
import { KEYWORDS } from '../../expression/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'

/** The thing that is renamed. A note counts as a question here, because both have an id in a section. */
export type Target =
  | { readonly kind: 'question' | 'score' | 'rule' | 'promise' | 'source'; readonly id: string }
  | { readonly kind: 'option'; readonly question: string; readonly id: string }

/** Why nothing is renamed, as a sentence, and what to do. */
export interface NotRenamed {
  readonly refused: string
  readonly help?: string
}

const PATTERNS: Readonly<Record<Target['kind'], { readonly pattern: RegExp; readonly help: string }>> = {
  question: { pattern: /^[a-z][a-z0-9_]{0,39}$/, help: 'small letters, digits and `_`, a letter first, at most 40' },
  score: { pattern: /^[a-z][a-z0-9_]{0,39}$/, help: 'small letters, digits and `_`, a letter first, at most 40' },
  option: { pattern: /^[a-z][a-z0-9_]{0,39}$/, help: 'small letters, digits and `_`, a letter first, at most 40' },
  rule: { pattern: /^[A-Za-z][A-Za-z0-9-]{0,39}$/, help: 'letters, digits and `-`, a letter first, at most 40' },
  promise: { pattern: /^[A-Za-z][A-Za-z0-9-]{0,39}$/, help: 'letters, digits and `-`, a letter first, at most 40' },
  source: { pattern: /^[a-z][a-z0-9-]{0,39}$/, help: 'small letters, digits and `-`, a letter first, at most 40' },
}

/** The one thing that `written` names: an id, `question.option`, or `source:id` where several things have that id. */
export function targetNamed(questionnaire: Questionnaire, written: string): Target | NotRenamed {
  const [, kind, id = ''] = /^(?:(question|score|rule|promise|source):)?(.*)$/.exec(written) ?? []
  if (id.includes('.')) return optionNamed(questionnaire, id)
  const found = thingsCalled(questionnaire, id).filter((one) => kind === undefined || one.kind === kind)
  const [first, second] = found
  if (first === undefined) {
    return {
      refused: `\`${questionnaire.id}\` has nothing that is called \`${id}\``,
      ...helpOf(id, namesOf(questionnaire)),
    }
  }
  if (second === undefined) return first
  const ways = found.map((one) => `\`${one.kind}:${id}\``).join(' or ')
  return { refused: `\`${id}\` is the name of more than one thing`, help: `write ${ways}` }
}

function optionNamed({ questionById }: Questionnaire, written: string): Target | NotRenamed {
  const [question = '', code = ''] = written.split('.', 2)
  const known = questionById.get(question)
  if (known === undefined)
    return { refused: `there is no question \`${question}\``, ...helpOf(question, questionById.keys()) }
  if (known.type === 'yes_no') return { refused: 'yes and no are words of the program, and keep their names' }
  const codes = known.options.map((option) => option.code)
  if (!codes.includes(code)) return { refused: `\`${question}\` has no option \`${code}\``, ...helpOf(code, codes) }
  return { kind: 'option', question, id: code }
}

function thingsCalled({ sections, scores, rules, promises, sources }: Questionnaire, id: string): readonly Target[] {
  const called = (things: Iterable<{ readonly id: string }>) => [...things].some((one) => one.id === id)
  const kinds: Readonly<Record<Exclude<Target['kind'], 'option'>, boolean>> = {
    question: sections.some(({ items }) => called(items)),
    score: called(scores),
    rule: called(rules),
    promise: called(promises),
    source: sources.has(id),
  }
  return (Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) => kinds[kind]).map((kind) => ({ kind, id }))
}

function namesOf({ sections, scores, rules, promises, sources }: Questionnaire): readonly string[] {
  const items = sections.flatMap((section) => section.items)
  return [...[items, scores, rules, promises].flatMap((things) => things.map(({ id }) => id)), ...sources.keys()]
}

/** Why the thing cannot get this name; undefined where it can. */
export function problemWithName(questionnaire: Questionnaire, target: Target, name: string): NotRenamed | undefined {
  const { pattern, help } = PATTERNS[target.kind]
  if (!pattern.test(name)) return { refused: `\`${name}\` cannot be the id of a ${target.kind}`, help }
  if (name === target.id) return { refused: `it is called \`${name}\` already` }
  if (['question', 'score'].includes(target.kind) && KEYWORDS.includes(name))
    return { refused: `\`${name}\` is a word of the condition language`, help: 'choose another' }
  const taken =
    target.kind === 'option'
      ? codesBeside(questionnaire, target.question).includes(name)
      : thingsCalled(questionnaire, name).some(({ kind }) => sharesNames(kind, target.kind))
  return taken
    ? { refused: `\`${name}\` is taken already`, help: 'choose another name, or rename that one first' }
    : undefined
}

/** Questions and scores share the names of conditions. */
function sharesNames(one: Target['kind'], other: Target['kind']): boolean {
  const both = [one, other]
  return one === other || (both.includes('question') && both.includes('score'))
}

const RESERVED: readonly string[] = ['none', 'unsure', 'declined', 'unanswered', 'not_asked']

function codesBeside({ questionById }: Questionnaire, question: string): readonly string[] {
  return [...RESERVED, ...(questionById.get(question)?.options.map(({ code }) => code) ?? [])]
}

function helpOf(name: string, known: Iterable<string>): { readonly help?: string } {
  const { help } = suggestion(name, known)
  return help === undefined ? {} : { help }
}
