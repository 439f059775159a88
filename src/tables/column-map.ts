import { type Loaded, loaded, type Problems, problemsOf, type Span, suggestion } from '../diagnostics/index.ts'
import { fieldsOf, type Question, type Questionnaire, texts } from '../questionnaire/index.ts'
import { isBlank, type YamlFile, type YamlNode } from '../yaml/index.ts'
import { conversion, type Factor } from './unit-factors.ts'

/** What the columns of somebody else's table mean. */
export interface ColumnMap {
  readonly id?: string
  readonly date?: string
  /** File codes for a missing answer, in every column. */
  readonly missing: ReadonlyMap<string, string>
  /** By the name in the header. */
  readonly columns: ReadonlyMap<string, MappedColumn>
  /** Ids of questions with a column for each answer, where 0 in all of them means none. */
  readonly allZeroIsNone: ReadonlySet<string>
}

export interface MappedColumn {
  /** Undefined: the column is not used. */
  readonly question?: Question
  /** The column says of one answer of several whether it was ticked: an option's code, `none`, `unsure` or `declined`. */
  readonly tick?: string
  /** File code → code or label of ours. */
  readonly codes?: ReadonlyMap<string, string>
  readonly missing?: ReadonlyMap<string, string>
  /** What a number is multiplied by to be in the unit of the question. */
  readonly factor?: Factor
}

const FORMAT = 'prescreen-columns/1'
const KEYS = ['format', 'id', 'date', 'missing', 'columns', 'all_zero_is_none']
const COLUMN_KEYS = ['question', 'codes', 'missing', 'unit']
const MISSING = ['unsure', 'declined', 'unanswered']

/** Reads a column map for a questionnaire. Never throws; every problem is reported with its place. */
export function loadColumnMap({ source, root }: YamlFile, questionnaire: Questionnaire): Loaded<ColumnMap> {
  const problems = problemsOf(source)
  const fields = fieldsOf(root, 'a column map', KEYS, problems)
  if (fields === undefined) return loaded<ColumnMap>(undefined, problems)
  const format = fields.needed('format', `add \`format: ${FORMAT}\` as the first line`)
  if (format !== undefined && format !== FORMAT)
    problems.report('wrong-format', fields.scalar('format')?.span ?? fields.place, {
      message: `\`format\` is \`${FORMAT}\` here`,
    })
  const columns = new Map<string, MappedColumn>()
  const taken = new Map<string, string>()
  const node = fields.node('columns')
  if (node === undefined)
    problems.report('missing-key', fields.place, { message: 'a column map has no `columns`', help: 'add `columns:`' })
  else if (node.kind !== 'mapping')
    problems.report('wrong-shape', node.span, { message: '`columns` is written as `column: question` lines' })
  for (const [name, { key, value }] of node?.kind === 'mapping' ? node.entries : []) {
    const mapped = columnOf(name, value, { questionnaire, problems })
    columns.set(name.trim(), mapped)
    if (mapped.question === undefined) continue
    const target = `${mapped.question.id}${mapped.tick === undefined ? '' : `___${mapped.tick}`}`
    const other = taken.get(target)
    if (other !== undefined)
      problems.report('two-columns', key.span, {
        message: `\`${other}\` and \`${name}\` both answer \`${target}\``,
        help: 'keep one of them',
      })
    taken.set(target, name)
  }
  const id = fields.text('id')
  const date = fields.text('date')
  const allZero = texts(fields.list('all_zero_is_none'), '`all_zero_is_none`', problems)
  for (const { value, span } of allZero) questionOf(value, span, { questionnaire, problems })
  return loaded<ColumnMap>(
    {
      ...(id === undefined ? {} : { id }),
      ...(date === undefined ? {} : { date }),
      missing: missingIn(fields.node('missing'), problems),
      columns,
      allZeroIsNone: new Set(allZero.map(({ value }) => value)),
    },
    problems,
  )
}

interface About {
  readonly questionnaire: Questionnaire
  readonly problems: Problems
}

function columnOf(name: string, node: YamlNode, about: About): MappedColumn {
  if (isBlank(node)) return {}
  if (node.kind === 'scalar') return targetOf(node.value.trim(), node.span, about)
  const { problems } = about
  const fields = fieldsOf(node, `column \`${name}\``, COLUMN_KEYS, problems)
  const written = fields?.scalar('question')
  if (fields === undefined || written === undefined) {
    if (fields !== undefined && fields.node('question') === undefined) fields.needed('question')
    return {}
  }
  const target = targetOf(written.value.trim(), written.span, about)
  const { question } = target
  if (question === undefined) return target
  const codes = fields.node('codes')
  const missing = fields.node('missing')
  const unit = fields.scalar('unit')
  const factor = unit === undefined ? undefined : conversion(unit.value.trim(), question.unit?.word)
  if (unit !== undefined && factor === undefined) {
    const wanted = question.unit === undefined ? 'it has no unit' : `it is asked in ${question.unit.shown}`
    problems.report('wrong-unit', unit.span, {
      message: `\`${unit.value}\` cannot be turned into what \`${question.id}\` wants: ${wanted}`,
    })
  }
  return {
    ...target,
    ...(codes === undefined ? {} : { codes: codesIn(codes, question, problems) }),
    ...(missing === undefined ? {} : { missing: missingIn(missing, problems) }),
    ...(factor === undefined ? {} : { factor }),
  }
}

/** `question`, or `question___code` for a column that ticks one answer of several. */
function targetOf(written: string, span: Span, about: About): MappedColumn {
  const [id = '', tick] = written.split('___')
  const question = questionOf(id, span, about)
  if (question === undefined || tick === undefined) return question === undefined ? {} : { question }
  const codes = tickCodes(question)
  if (codes.includes(tick)) return { question, tick }
  const message = `\`${id}\` has no answer \`${tick}\``
  about.problems.report('unknown-code', span, { message, ...suggestion(tick, codes) })
  return {}
}

function questionOf(id: string, span: Span, { questionnaire, problems }: About): Question | undefined {
  const question = questionnaire.questionById.get(id)
  if (question === undefined)
    problems.report('unknown-question', span, {
      message: `\`${questionnaire.id}\` has no question \`${id}\``,
      ...suggestion(id, questionnaire.questionById.keys()),
    })
  return question
}

/** The codes that a column `question___code` can be about. */
export function tickCodes({ type, options }: Question): readonly string[] {
  return type === 'choices' ? ['none', ...options.map(({ code }) => code), 'unsure', 'declined'] : []
}

function codesIn(node: YamlNode, question: Question, problems: Problems): ReadonlyMap<string, string> {
  const known = [
    ...question.options.map(({ code }) => code),
    ...(question.none === undefined ? [] : ['none']),
    ...MISSING,
  ]
  return pairsIn(node, '`codes`', known, problems)
}

function missingIn(node: YamlNode | undefined, problems: Problems): ReadonlyMap<string, string> {
  return node === undefined ? new Map() : pairsIn(node, '`missing`', MISSING, problems)
}

function pairsIn(
  node: YamlNode,
  what: string,
  known: readonly string[],
  problems: Problems,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  if (node.kind !== 'mapping')
    problems.report('wrong-shape', node.span, { message: `${what} is written as \`file code: code\` lines` })
  for (const [written, { value }] of node.kind === 'mapping' ? node.entries : []) {
    // Left open on purpose: it stays what cannot be read.
    if (isBlank(value)) continue
    const code = value.kind === 'scalar' ? value.value.trim() : ''
    if (known.includes(code)) pairs.set(written.trim(), code)
    else
      problems.report('unknown-code', value.span, {
        message: `\`${code}\` is not an answer here`,
        ...suggestion(code, known),
      })
  }
  return pairs
}
