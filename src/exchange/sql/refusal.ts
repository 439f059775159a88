import { plainText, type Question, type Questionnaire } from '../../questionnaire/index.ts'
import type { Dialect } from './dialect.ts'
import type { SqlOptions } from './options.ts'

/**
 * Why a dialect cannot express the questionnaire, naming the place; undefined where it can. Nothing is approximated.
 */
export function refusal(questionnaire: Questionnaire, dialect: Dialect, options: SqlOptions): string | undefined {
  const { table, view = [], id, dateColumn } = options
  const columns = options.sources.flatMap((source) =>
    source.kind === 'none'
      ? []
      : source.kind === 'ticks'
        ? source.columns.map(({ column }) => column)
        : [source.column],
  )
  for (const name of [...table, ...view, id, ...(dateColumn === undefined ? [] : [dateColumn]), ...columns]) {
    const why = nameRefusal(name, dialect)
    if (why !== undefined) return why
  }
  if (/^prescreen_[a-z]+_\d+$/i.test(table.at(-1) ?? ''))
    return `a table cannot be called \`${table.at(-1)}\`: a step of the statement is called so`
  return options.labels ? labelRefusal(questionnaire, dialect) : undefined
}

function nameRefusal(name: string, { title, longestName, replacedInNames }: Dialect): string | undefined {
  if (name === '') return 'a name of a table or column cannot be empty'
  if (/[\p{Cc}\p{Cs}]/u.test(name)) return 'a name of a table or column cannot hold characters that nobody sees'
  const replaced = replacedInNames?.exec(name)?.[0]
  if (replaced !== undefined)
    return `${title} would replace \`${replaced}\` in the name \`${name}\` before it reads the statement; give the column another name, in a view for example`
  const bytes = new TextEncoder().encode(name).length
  return bytes > longestName
    ? `\`${name}\` has ${bytes} bytes; ${title} would cut it at ${longestName}, and could take another for it`
    : undefined
}

/** Letters whose small form depends on their neighbours, and joiners that some scripts need. */
const DEPENDENT = /[\u03a3\u03c3\u03c2\u0130\u200c\u200d]|\u0307/u

function labelRefusal({ questions }: Questionnaire, { title, comparesLetters }: Dialect): string | undefined {
  for (const question of questions)
    for (const label of labelsOf(question)) {
      if (DEPENDENT.test(plainText(label)))
        return `the label \`${label}\` of \`${question.id}\` cannot be compared in any case in SQL; leave out --labels, or list the words of the table in a column map`
      if (!comparesLetters && isComposed(plainText(label)))
        return `the label \`${label}\` of \`${question.id}\` has letters that ${title} cannot compose; leave out --labels, or list the words of the table in a column map`
    }
  return undefined
}

/** Whether the same text could be written with other code points. */
function isComposed(text: string): boolean {
  const letters = new Set([...text].filter((sign) => sign > '\u007f'))
  if (letters.size === 0) return false
  if (text.normalize('NFD') !== text) return true
  for (let number = 0x80; number <= 0x2ffff; number += 1) {
    const composed = String.fromCodePoint(number).normalize('NFC')
    if (composed.codePointAt(0) !== number && [...composed].some((sign) => letters.has(sign))) return true
  }
  return false
}

function labelsOf({ type, options, none }: Question): readonly string[] {
  if (type !== 'choice' && type !== 'choices') return []
  return [...options.map(({ label }) => label), ...(none === undefined ? [] : [none])]
}
