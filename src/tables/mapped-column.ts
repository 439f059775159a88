import { type Problems, type Span, suggestion, withoutUndefined } from '../diagnostics/index.ts'
import { type Fields, fieldsOf, plainText, type Question, type Questionnaire } from '../questionnaire/index.ts'
import { isBlank, type YamlNode } from '../yaml/index.ts'
import { DATE_FORMS, type DateForm, isDateForm } from './date-forms.ts'
import { conversion, type Factor } from './unit-factors.ts'

export interface MappedColumn {
  /** Undefined when the column is not used. */
  readonly question?: Question
  /** `?question`: the template found it likely, and nobody has confirmed it yet. */
  readonly isGuess?: true
  /** The column says whether one answer of several was ticked: an option's code, `none`, `unsure` or `declined`. */
  readonly tick?: string
  /** From a code of the file to our code. For a column of ticks: to `ticked`, `unticked` or `unanswered`. */
  readonly codes?: ReadonlyMap<string, string>
  /** Codes of the file that are listed without a code of ours, in the order of the map. */
  readonly open?: readonly string[]
  readonly missing?: ReadonlyMap<string, string>
  /** The factor that converts a number to the question's unit. */
  readonly factor?: Factor
  readonly dividedBy?: string
  readonly dates?: DateForm
}

export interface MapReading {
  readonly questionnaire: Questionnaire
  readonly problems: Problems
}

const COLUMN_KEYS = ['question', 'codes', 'missing', 'unit', 'divided_by', 'dates']
const MISSING = ['unsure', 'declined', 'unanswered']

/** What a column map says about one column. */
export function columnOf(name: string, node: YamlNode, about: MapReading): MappedColumn {
  if (isBlank(node)) return {}
  if (node.kind === 'scalar') return targetOf(node.value.trim(), node.span, about)
  const { problems } = about
  const fields = fieldsOf(node, { what: `column \`${name}\``, keys: COLUMN_KEYS }, problems)
  const written = fields?.scalar('question')
  if (fields === undefined || written === undefined) {
    fields?.require('question')
    return {}
  }
  const target = targetOf(written.value.trim(), written.span, about)
  return target.question === undefined ? target : { ...target, ...readingOf(fields, target, problems) }
}

/** How the cells of a column are read. */
function readingOf(fields: Fields, { question, tick }: MappedColumn, problems: Problems): Partial<MappedColumn> {
  if (question === undefined) return {}
  const codes = fields.node('codes')
  const missing = fields.node('missing')
  const factor = factorIn(fields, question, problems)
  const dividedBy = dividerIn(fields)
  const dates = datesIn(fields, problems)
  const known = tick === undefined ? codesOf(question) : ['ticked', 'unticked', 'unanswered']
  const pairs = codes === undefined ? undefined : pairsIn(codes, { what: '`codes`', known }, problems)
  return {
    ...withoutUndefined({ codes: pairs?.found }),
    ...(pairs === undefined || pairs.open.length === 0 ? {} : { open: pairs.open }),
    ...(missing === undefined ? {} : { missing: missingIn(missing, problems) }),
    ...withoutUndefined({ factor, dividedBy, dates }),
  }
}

function factorIn(fields: Fields, question: Question, problems: Problems) {
  const unit = fields.scalar('unit')
  const factor = unit === undefined ? undefined : conversion(unit.value.trim(), question.unit?.word)
  if (unit !== undefined && factor === undefined) {
    const wanted = question.unit === undefined ? 'it has no unit' : `it is asked in ${question.unit.shown}`
    const turned = `\`${unit.value}\` cannot be turned into what \`${question.id}\` wants: ${wanted}`
    problems.report('wrong-unit', unit.span, { message: turned })
  }
  return factor
}

/** `question`, `question___code` for a column that ticks one answer of several, and a `?` before it for a guess. */
function targetOf(written: string, span: Span, about: MapReading): MappedColumn {
  const isGuess = written.startsWith('?')
  const [id = '', tick] = written
    .slice(isGuess ? 1 : 0)
    .trim()
    .split('___')
  const question = questionOf(id, span, about)
  if (question === undefined) return {}
  if (tick === undefined) return isGuess ? { question, isGuess } : { question }
  const codes = tickCodes(question)
  if (codes.includes(tick)) return isGuess ? { question, tick, isGuess } : { question, tick }
  about.problems.report('unknown-code', span, {
    message: `\`${id}\` has no answer \`${tick}\``,
    ...suggestion(tick, codes),
  })
  return {}
}

export function questionOf(id: string, span: Span, { questionnaire, problems }: MapReading): Question | undefined {
  const question = questionnaire.questionById.get(id)
  if (question === undefined) {
    const help = suggestion(id, questionnaire.questionById.keys())
    problems.report('unknown-question', span, { message: `\`${questionnaire.id}\` has no question \`${id}\``, ...help })
  }
  return question
}

/** The codes that a column `question___code` can be about. */
export function tickCodes({ type, options }: Question): readonly string[] {
  return type === 'choices' ? ['none', ...options.map(({ code }) => code), 'unsure', 'declined'] : []
}

function codesOf({ type, options }: Question): readonly string[] {
  return [...options.map(({ code }) => code), ...(type === 'choices' ? ['none'] : []), ...MISSING]
}

export function missingIn(node: YamlNode | undefined, problems: Problems): ReadonlyMap<string, string> {
  return node === undefined ? new Map() : pairsIn(node, { what: '`missing`', known: MISSING }, problems).found
}

function pairsIn(
  node: YamlNode,
  { what, known }: { readonly what: string; readonly known: readonly string[] },
  problems: Problems,
): { readonly found: ReadonlyMap<string, string>; readonly open: readonly string[] } {
  const found = new Map<string, string>()
  const open: string[] = []
  if (node.kind !== 'mapping')
    problems.report('wrong-shape', node.span, { message: `${what} is written as \`file code: code\` lines` })
  for (const [written, { value }] of node.kind === 'mapping' ? node.entries : []) {
    const code = value.kind === 'scalar' ? value.value.trim() : ''
    if (isBlank(value)) open.push(plainText(written))
    else if (known.includes(code)) found.set(plainText(written), code)
    else
      problems.report('unknown-code', value.span, {
        message: `\`${code}\` is not an answer here`,
        ...suggestion(code, known),
      })
  }
  return { found, open }
}

/** `divided_by: ", "`. Its spaces only count where it has nothing else. */
export function dividerIn(fields: Fields): string | undefined {
  const scalar = fields.scalar('divided_by')
  return scalar === undefined || scalar.value === '' ? undefined : scalar.value
}

/** `dates: day/month/year`. A proposal that was left open is not a form. */
export function datesIn(fields: Fields, problems: Problems): DateForm | undefined {
  const node = fields.node('dates')
  const scalar = node === undefined || isBlank(node) ? undefined : fields.scalar('dates')
  if (scalar === undefined) return undefined
  const written = scalar.value.trim()
  if (isDateForm(written)) return written
  problems.report('wrong-file-shape', scalar.span, {
    message: `\`dates\` cannot be \`${written}\``,
    help: `it is one of ${DATE_FORMS.map((form) => `\`${form}\``).join(', ')}`,
  })
  return undefined
}
