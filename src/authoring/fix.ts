import { type Diagnostic, nearest, type Source } from '../diagnostics/index.ts'
import { ACTIONS, LEVELS, type Questionnaire, UNITS } from '../questionnaire/index.ts'

/** One name put right: where in the text, and what stands there afterwards. */
export interface Mend {
  readonly source: Source
  readonly start: number
  readonly from: string
  readonly to: string
}

const KEYS: readonly string[] = [
  ...['format', 'id', 'version', 'title', 'language', 'status', 'reviewed_by', 'reviewed_on', 'review_by', 'audience'],
  ...['notice', 'sources', 'option_sets', 'sections', 'questions', 'scores', 'rules', 'promises', 'ignore', 'year'],
  ...['licence', 'set', 'read', 'settle', 'record_only', 'basis'],
  ...['url', 'note', 'text', 'type', 'options', 'option_set', 'none', 'short', 'help', 'why', 'usual', 'worse', 'unit'],
  ...['hard', 'soft', 'min', 'max', 'message', 'if_unknown', 'if_unknown_because', 'if_unanswered', 'check', 'that'],
  ...['ask_if', 'offer', 'label', 'points', 'key', 'sum', 'when', 'level', 'action', 'because', 'advice', 'group'],
  ...['at_least', 'cases', 'name', 'from', 'on', 'answers', 'expect', 'complete', 'raised', 'raised_includes'],
  ...['unknown', 'unanswered', 'not_asked', 'conflicts', 'out_of_range', 'check_failed', 'low', 'high'],
]
const TYPES = ['yes_no', 'choice', 'choices', 'integer', 'decimal', 'date', 'text', 'note']

/** After such an error the list of known names is incomplete, so that a suggestion could be wrong. */
const HIDES = /^(unknown|wrong|missing|duplicate)-(type|key|id|shape)$/
const FIXED_LISTS = /^unknown-(key|level|action|type|status|unit|basis|reading)$/

/** The slips of the pen that can be mended without a person: where one known name, and only one, is near. */
export function mendsFor(
  diagnostics: readonly Diagnostic[],
  questionnaire: Questionnaire | undefined,
): readonly Mend[] {
  const isNamed = !diagnostics.some(({ code }) => HIDES.test(code))
  return diagnostics.flatMap((diagnostic) => {
    if (!isNamed && !FIXED_LISTS.test(diagnostic.code)) return []
    const from = /`([^`]*)`/.exec(diagnostic.message.replace(/^`\w+` (has no answer|cannot (be|hold)) /, ''))?.[1]
    const to = /^did you mean `([^`]*)`\?$/.exec(diagnostic.help ?? '')?.[1]
    if (from === undefined || to === undefined) return []
    const name = from.replace(/^\{(.*)\}$/, '$1')
    const meant = new Set(namesFor(diagnostic, questionnaire)).values()
    const near = [...meant].filter((known) => nearest(name, [known]) !== undefined)
    const start = placeOf(diagnostic, name)
    return near.length === 1 && near[0] === to && start !== undefined
      ? [{ source: diagnostic.source, start, from: name, to }]
      : []
  })
}

/** Only the misspelt name is replaced: layout, comments and line ends stay as they are. */
export function mended(text: string, mends: readonly Mend[]): string {
  const inOrder = [...new Map(mends.map((mend) => [mend.start, mend])).values()].sort((a, b) => b.start - a.start)
  return inOrder.reduce(
    (mending, { start, from, to }) => mending.slice(0, start) + to + mending.slice(start + from.length),
    text,
  )
}

/** Where the name stands in what was marked, if it stands there once. */
function placeOf({ source, span }: Diagnostic, name: string): number | undefined {
  const marked = source.text.slice(span.start, span.end)
  const at = marked.indexOf(name)
  return at < 0 || marked.indexOf(name, at + 1) >= 0 ? undefined : span.start + at
}

/** All that could be meant at such a place. */
function namesFor({ code, message }: Diagnostic, form: Questionnaire | undefined): Iterable<string> {
  switch (/^(?:unknown|wrong)-(.*)$/.exec(code)?.[1]) {
    case 'key':
      return KEYS
    case 'level':
      return LEVELS
    case 'action':
      return ACTIONS
    case 'type':
      return TYPES
    case 'status':
      return ['draft', 'reviewed', 'retired']
    case 'unit':
      return UNITS.keys()
    case 'source':
      return form?.sources.keys() ?? []
    case 'rule':
      return form?.rules.map((rule) => rule.id) ?? []
    case 'question':
      return [...(form?.questionById.keys() ?? []), ...(form?.scores.map((score) => score.id) ?? [])]
    case 'code':
    case 'answer':
      return codesFor(message, form)
    default:
      return []
  }
}

/** The answers of the question that the message names. */
function codesFor(message: string, form: Questionnaire | undefined): readonly string[] {
  const id = /^`(\w+)` has no answer/.exec(message)?.[1] ?? /among the answers of `(\w+)`$/.exec(message)?.[1]
  const question = id === undefined ? undefined : form?.questionById.get(id)
  return question === undefined ? [] : [...question.subject.codes, ...(question.type === 'choices' ? ['none'] : [])]
}
