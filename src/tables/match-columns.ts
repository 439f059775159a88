import { nearest } from '../diagnostics/index.ts'
import { parseAnswer, plainText, type Question, type Questionnaire } from '../questionnaire/index.ts'

/** A column of a table with some of its contents. */
export interface SampledColumn {
  /** The name that distinguishes it from the others, see `columnNames`. */
  readonly name: string
  /** Further names from other heading lines of the file. */
  readonly titles: readonly string[]
  /** Different texts that occur, without empty ones, and no more than were looked for. */
  readonly values: readonly string[]
  /** The column is empty in some record. */
  readonly hasBlanks: boolean
}

export interface Match {
  /** The question with the same id, short text or full text, ignoring case and punctuation at the ends. */
  readonly same?: Question
  /** The question that it most likely answers, judged by its words. A person has to confirm it. */
  readonly likely?: Question
  /** Other questions that it might answer. */
  readonly perhaps: readonly Question[]
}

/** From this likeness on, between 0 and 1, a question is proposed. From the second one on it is only mentioned. */
const LIKELY = 0.7
const POSSIBLE = 0.4

/** Finds the questions that columns are named after. No question is matched twice, and `taken` are matched already. */
export function matchColumns(
  questionnaire: Questionnaire,
  columns: readonly SampledColumn[],
  taken: ReadonlySet<Question>,
): readonly Match[] {
  const used = new Set(taken)
  const same = columns.map((column) => {
    const question = sameQuestion(questionnaire, columnTitles(column))
    if (question === undefined || used.has(question)) return undefined
    used.add(question)
    return question
  })
  const pairs = columns
    .flatMap((column, field) =>
      same[field] !== undefined
        ? []
        : questionnaire.questions
            .filter((question) => !used.has(question))
            .map((question) => ({ field, question, likeness: likeness(column, question) })),
    )
    .filter((pair) => pair.likeness >= POSSIBLE)
    .sort((a, b) => b.likeness - a.likeness)
  const likely = new Map<number, Question>()
  for (const { field, question, likeness: how } of pairs) {
    if (how < LIKELY || likely.has(field) || used.has(question)) continue
    likely.set(field, question)
    used.add(question)
  }
  return columns.map((_, field) => {
    const [sure, one] = [same[field], likely.get(field)]
    if (sure !== undefined) return { same: sure, perhaps: [] }
    if (one !== undefined) return { likely: one, perhaps: [] }
    const others = pairs.filter((pair) => pair.field === field && !used.has(pair.question))
    return { perhaps: others.slice(0, 3).map(({ question }) => question) }
  })
}

/**
 * All names of a column, and the last part of a name that begins with the groups of its form, such as `visit/age`. What
 * Qualtrics adds to the text of a question with options is left out.
 */
export function columnTitles({ name, titles }: SampledColumn): readonly string[] {
  return [name, ...titles].flatMap((written) => {
    const title = written.replace(/ - Selected Choice$/, '')
    const last = /^\S*[/-](\w+)$/.exec(title)?.[1]
    return last === undefined ? [title] : [title, last]
  })
}

/** The question whose id, text or short text is one of the names; undefined where there is none or several. */
export function sameQuestion({ questions }: Questionnaire, names: readonly string[]): Question | undefined {
  const ways: readonly ((question: Question) => string)[] = [({ id }) => id, ({ text }) => text, ({ short }) => short]
  for (const way of ways) {
    const found = questions.filter((question) => names.some((name) => isCalled(name, way(question), question)))
    if (found.length > 0) return found.length === 1 ? found[0] : undefined
  }
  return undefined
}

function isCalled(name: string, own: string, { unit }: Question): boolean {
  const plain = nameForm(name)
  if (plain === nameForm(own)) return true
  const [, front, inside] = /^(.+?) ?[([]([^()[\]]+)[)\]]$/.exec(plainText(name)) ?? []
  const isUnit =
    inside !== undefined && [unit?.word, unit?.shown].some((one) => one?.toLowerCase() === inside.toLowerCase())
  return isUnit && nameForm(front ?? '') === nameForm(own)
}

/** In small letters, with spaces for `_` and `-`, without the number before it and the punctuation at its end. */
export function nameForm(name: string): string {
  return plainText(name)
    .toLowerCase()
    .replace(/^q?\d{1,3}[.):] +/, '')
    .replace(/[\s_-]+/g, ' ')
    .replace(/[\s?:.*!]+$/, '')
}

function likeness(column: SampledColumn, question: Question): number {
  const { values } = column
  const byName = Math.max(...columnTitles(column).map((name) => nameLikeness(name, question)))
  const readable = values.filter((value) => isReadable(question, value)).length
  // The contents decide between questions with similar names. They are no reason by themselves.
  return values.length === 0 ? byName : byName * (0.75 + (0.25 * readable) / values.length)
}

function nameLikeness(name: string, question: Question): number {
  const words = wordsOf(name)
  if (words.length === 0) return 0
  const own = wordsOf(question.id)
  const all = [...own, ...wordsOf(question.short), ...wordsOf(question.text)]
  const same = [question.id, question.short, question.text].some((text) => wordsOf(text).join(' ') === words.join(' '))
  if (same) return 1
  const near = nearest(words.join('_'), [question.id]) !== undefined
  const shared = words.filter((word) => isAmong(word, all)).length / words.length
  const named = own.filter((word) => isAmong(word, words)).length / own.length
  return Math.max(near ? 0.9 : 0, 0.5 * shared + 0.45 * named)
}

/** Or a different spelling of it. */
function isAmong(word: string, words: readonly string[]): boolean {
  return words.includes(word) || (word.length > 4 && nearest(word, words) !== undefined)
}

export function isReadable(question: Question, value: string): boolean {
  const answer = parseAnswer(question, value)
  return answer === undefined || answer.kind !== 'rejected'
}

/** Codes that a text might mean, judged by its words. Used in a remark, never to read a cell. */
export function possibleCodes(question: Question, value: string): readonly string[] {
  const words = wordsOf(value)
  return (
    question.options
      // "Pregnant" is not "Not pregnant", however many words they share.
      .filter(({ code, label }) => isNegated(`${label} ${code}`) === isNegated(value))
      .map(({ code, label }) => ({
        code,
        share: words.filter((one) => isAmong(one, wordsOf(`${label} ${code}`))).length / Math.max(1, words.length),
      }))
      .filter(({ share }) => share > 0.3)
      .sort((a, b) => b.share - a.share)
      .slice(0, 3)
      .map(({ code }) => code)
  )
}

const NEGATION =
  /^(?:no|not|never|none|non|nor|without|nope|kein\w*|nicht|nie|pas|sans|ohne|un\w{4,}|in(?:active|complete)|dis\w{4,})$/

function isNegated(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => NEGATION.test(word))
}

/** Words that every question has. */
const COMMON = new Set(
  'a an and any are at been by did do does ever for had has have how if in is it me my of on or ever the this to was were what when which with you your'.split(
    ' ',
  ),
)

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['bp', 'blood pressure'],
  ['sys', 'systolic'],
  ['dia', 'diastolic'],
  ['meds', 'medicines'],
  ['medication', 'medicines'],
  ['medications', 'medicines'],
  ['pregnant', 'pregnancy'],
])

/** The distinctive words of a name, in small letters and without plural endings. */
function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (ABBREVIATIONS.get(word) ?? word).split(' '))
    .filter((word) => word !== '' && !COMMON.has(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
}
