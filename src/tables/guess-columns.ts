import { nearest } from '../diagnostics/index.ts'
import { parseAnswer, type Question, type Questionnaire } from '../questionnaire/index.ts'

/** A column of a table with some of what stands in it. */
export interface SampledColumn {
  readonly name: string
  /** Different texts that occur, without empty ones, at most as many as were looked for. */
  readonly values: readonly string[]
}

export interface Guess {
  /** What the column most likely answers. */
  readonly question?: Question
  /** When nothing is likely: what it might be. */
  readonly perhaps: readonly Question[]
}

/** From this likeness on, of 0 to 1, a guess is written down as one; below, as a possibility. */
const LIKELY = 0.7
const POSSIBLE = 0.4

/** Guesses which question each column answers, from its name and what stands in it; no question is guessed twice. */
export function guessColumns(questionnaire: Questionnaire, columns: readonly SampledColumn[]): readonly Guess[] {
  const pairs = columns
    .flatMap((column, field) =>
      questionnaire.questions.map((question) => ({ field, question, likeness: likeness(column, question) })),
    )
    .filter((pair) => pair.likeness >= POSSIBLE)
    .sort((a, b) => b.likeness - a.likeness)
  const chosen = new Map<number, Question>()
  const taken = new Set<Question>()
  for (const { field, question, likeness: how } of pairs) {
    if (how < LIKELY || chosen.has(field) || taken.has(question)) continue
    chosen.set(field, question)
    taken.add(question)
  }
  return columns.map((_, field) => {
    const question = chosen.get(field)
    if (question !== undefined) return { question, perhaps: [] }
    const others = pairs.filter((pair) => pair.field === field && !taken.has(pair.question))
    return { perhaps: others.slice(0, 3).map((pair) => pair.question) }
  })
}

function likeness({ name, values }: SampledColumn, question: Question): number {
  const words = wordsOf(name)
  if (words.length === 0) return 0
  const own = wordsOf(question.id)
  const all = [...own, ...wordsOf(question.short), ...wordsOf(question.text)]
  const same = [question.id, question.short, question.text].some((text) => wordsOf(text).join(' ') === words.join(' '))
  if (same) return 1
  const near = nearest(words.join('_'), [question.id]) !== undefined
  const shared = words.filter((word) => isAmong(word, all)).length / words.length
  const named = own.filter((word) => isAmong(word, words)).length / own.length
  const byName = Math.max(near ? 0.9 : 0, 0.5 * shared + 0.45 * named)
  const readable = values.filter((value) => isReadable(question, value)).length
  // What stands in it decides between questions of like names; it is no reason by itself.
  return values.length === 0 ? byName : byName * (0.75 + (0.25 * readable) / values.length)
}

/** Or a spelling of it. */
function isAmong(word: string, words: readonly string[]): boolean {
  return words.includes(word) || (word.length > 4 && nearest(word, words) !== undefined)
}

export function isReadable(question: Question, value: string): boolean {
  const answer = parseAnswer(question, value)
  return answer === undefined || answer.kind !== 'rejected'
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

/** The telling words of a name, small, without plural. */
function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (ABBREVIATIONS.get(word) ?? word).split(' '))
    .filter((word) => word !== '' && !COMMON.has(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
}

/** What people write instead of a code, beside labels. */
const SAID: ReadonlyMap<string, string> = new Map([
  ['y', 'yes'],
  ['ja', 'yes'],
  ['oui', 'yes'],
  ['si', 'yes'],
  ['n', 'no'],
  ['nein', 'no'],
  ['non', 'no'],
  ['dk', 'unsure'],
  ["don't know", 'unsure'],
  ['do not know', 'unsure'],
  ['refused', 'declined'],
  ['na', 'unanswered'],
  ['missing', 'unanswered'],
  ['.', 'unanswered'],
])

/** The code that a text in a column most likely stands for. */
export function guessCode(question: Question, value: string): string | undefined {
  const word = value.trim().toLowerCase()
  const codes = [...question.options.map(({ code }) => code), ...(question.type === 'choices' ? ['none'] : [])]
  const said = SAID.get(word)
  if (said !== undefined && (codes.includes(said) || !['yes', 'no'].includes(said))) return said
  const near = nearest(word, codes)
  if (near !== undefined) return near
  const words = wordsOf(value)
  const shared = question.options
    .map(({ code, label }) => ({
      code,
      share: words.filter((one) => wordsOf(`${label} ${code}`).includes(one)).length / words.length,
    }))
    .sort((a, b) => b.share - a.share)
  const [best, second] = shared
  return best !== undefined && best.share > 0.5 && best.share > (second?.share ?? 0) ? best.code : undefined
}
