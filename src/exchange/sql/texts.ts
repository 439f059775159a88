import { BLANKS, type Dialect } from './dialect.ts'
import type { SqlPlan } from './plan.ts'
import { cases, isAmong, type Sql, sql } from './sql.ts'

/** Characters that are needed to read texts in every row, as columns, so that the statement contains them only once. */
export interface SqlSigns {
  /** What is trimmed from texts that otherwise stay as they are. */
  readonly blanks: Sql
  /**
   * Arguments of `translate`: each character becomes the one at the same place of `seen`; those beyond its end are
   * removed.
   */
  readonly unseen: Sql
  readonly seen: Sql
}

/** Adds these columns to those of the table. */
export function signColumns(plan: SqlPlan, dialect: Dialect): SqlSigns {
  const { unseen, seen } = foldedSigns()
  return {
    blanks: plan.define('blanks', dialect.text(BLANKS), 'what may stand around a text'),
    unseen: plan.define(
      'unseen',
      dialect.text(unseen),
      'what cannot be seen, and what is another character when composed',
    ),
    seen: plan.define('seen', dialect.text(seen), 'what stands for the first of these, the others are left out'),
  }
}

/**
 * Characters that cannot be seen, as in `plainText`. What `\s` matches, and letters that are changed by composing, are
 * handled separately.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\u180e\ufffe\uffff\u{e0000}-\u{e007f}]/u

interface FoldedSigns {
  readonly unseen: string
  readonly seen: string
}

let known: FoldedSigns | undefined

function foldedSigns(): FoldedSigns {
  if (known !== undefined) return known
  let replaced = ''
  let seen = ''
  let removed = ''
  for (let number = 1; number <= 0xe007f; number += 1) {
    // There are none in between.
    if (number === 0x20000) number = 0xe0000
    if (number === 0x20 || (number >= 0xd800 && number <= 0xdfff)) continue
    const sign = String.fromCodePoint(number)
    const composed = number < 0x80 ? sign : sign.normalize('NFC')
    const ours = /^\s$/.test(sign) ? ' ' : /^[\x21-\x7e]$/.test(composed) && composed !== sign ? composed : undefined
    if (ours !== undefined) {
      replaced += sign
      seen += ours
    } else if (UNSEEN.test(sign)) removed += sign
  }
  known = { unseen: replaced + removed, seen }
  return known
}

/** A text without the blanks at its ends. */
export function trimmed(text: Sql, dialect: Dialect, { blanks }: SqlSigns): Sql {
  return sql`CASE WHEN ${text} = ${dialect.text('')} OR ${dialect.isPlain(text)} THEN ${text} ELSE ${dialect.trimmed(text, blanks)} END`
}

/**
 * The program's `plainText`: a text that is not plain already is composed and loses what cannot be seen. The `usual`
 * words, which are plain, are recognised by comparison, because a pattern costs far more and nearly every cell contains
 * one of them.
 */
export function plain(
  text: Sql,
  { dialect, signs: { unseen, seen } }: { readonly dialect: Dialect; readonly signs: SqlSigns },
  usual: readonly string[] = [],
): Sql {
  const folded = sql`translate(${dialect.composed(text)}, ${unseen}, ${seen})`
  const single = dialect.trimmed(dialect.singleSpaced(folded), dialect.text(' '))
  return cases(
    [
      [isAmong(text, ['', ...usual].map(dialect.text)), text],
      [dialect.isPlain(text), text],
    ],
    single,
  )
}
