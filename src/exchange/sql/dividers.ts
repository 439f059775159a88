import { DECLINED, plainText, type Question, UNSURE } from '../../questionnaire/index.ts'
import { capitalsOf } from './dialects/capitals.ts'
import type { FileWords } from './sources.ts'
import { type Sql, sql } from './sql.ts'
import { plain } from './texts.ts'
import type { CellReading } from './words.ts'

/**
 * Stands for the divider while words that contain it are looked for. Where a cell has this character itself, it is
 * replaced first.
 */
const MARK = '\ue000'
const NO_MARK = '\ufffd'

interface Divided {
  readonly question: Question
  readonly words: FileWords
  readonly divider: string
}

/** What SQL can divide by: characters that occur in no code and no number and are not changed by composing. */
const DIVIDERS = /^(?:[,;:|/+&*#~!-]+|[ \t\n]+)$/

/** Whether SQL can divide answers by it. */
export function canDivide(divider: string): boolean {
  return DIVIDERS.test(signOf(divider))
}

/** Blanks are only significant in a divider that has nothing else. */
function signOf(divider: string): string {
  return divider.trim() === '' ? divider : divider.trim()
}

/**
 * The parts of a cell that a map divides, as a list. Words that contain the divider are matched whole, those with most
 * parts first, as in `dividedInto`: each divider becomes two marks, so that every part is between marks of its own and
 * a pattern finds the parts from left to right.
 */
export function dividedParts(cell: Sql, about: Divided, reading: CellReading): Sql {
  const { dialect, plan } = reading
  const sign = signOf(about.divider)
  const lines = sign.includes('\n') ? sql`replace(${cell}, ${dialect.text('\u2028')}, ${dialect.text('\n')})` : cell
  const patterns = wholePatterns(sign, about, reading)
  if (patterns.length === 0) return dialect.parts(lines, sign)
  const [mark, between] = [dialect.text(MARK), dialect.text(MARK + MARK)]
  const safe = sql`replace(${lines}, ${mark}, ${dialect.text(NO_MARK)})`
  const marked = plan.define(
    `${about.question.id}_d`,
    sql`${mark} || replace(${safe}, ${dialect.text(sign)}, ${between}) || ${mark}`,
  )
  const text = plan.define(`${about.question.id}_t`, plain(marked, reading))
  return dialect.each(
    dialect.found(text, `${MARK} ?(${patterns.join('|')}|[^${MARK}]*) ?${MARK}`),
    (member) => sql`replace(${member}, ${between}, ${dialect.text(sign)})`,
  )
}

/** Patterns of the words that contain the divider, those with most parts first. */
function wholePatterns(
  sign: string,
  { question: { options, none }, words }: Divided,
  { labels }: CellReading,
): readonly string[] {
  const isBlank = sign.trim() === ''
  const inAnyCase = [...UNSURE, ...DECLINED]
  if (labels) inAnyCase.push(...options.map(({ label }) => label), ...(none === undefined ? [] : [none]))
  const exact = words.maps.flatMap((map) => [...map.keys()])
  // The blanks of a plain text are single spaces, whatever they were in the file.
  const partsOf = (word: string) => plainText(word).split(isBlank ? ' ' : sign)
  const all = [
    ...exact.map((word) => ({ parts: partsOf(word), signPattern: exactly })),
    ...inAnyCase.map((word) => ({ parts: partsOf(word.toLowerCase()), signPattern: inEitherCase })),
  ]
  const pattern = all
    .filter(({ parts }) => parts.length > 1)
    .sort((one, other) => other.parts.length - one.parts.length)
    .map(({ parts, signPattern }) =>
      parts.map((part) => [...part].map(signPattern).join('')).join(isBlank ? `[ ${MARK}]+` : MARK + MARK),
    )
  return [...new Set(pattern)]
}

function exactly(sign: string): string {
  return /[!-/:-@[-`{-~]/.test(sign) ? `[${/[\]^\\]/.test(sign) ? '\\' : ''}${sign}]` : sign
}

function inEitherCase(sign: string): string {
  const [capitals] = sign > '\u007f' ? capitalsOf(sign) : [sign.toUpperCase()]
  const all = [...new Set([sign, ...capitals.replace('\u212a', '')])]
  return all.length === 1 ? exactly(sign) : `[${all.join('')}]`
}
