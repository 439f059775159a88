import type { Dialect } from './dialect.ts'
import { type Sql, sql } from './sql.ts'

/*
 * Several answers are one text in SQL, with each word between separators of its own: `;pain;;blood;`. No code contains
 * a separator, and every engine searches texts far faster than lists.
 */

export function listedWord(word: string): string {
  return `;${word};`
}

export function holdsWord(words: Sql, word: string, dialect: Dialect): Sql {
  return dialect.holds(words, dialect.text(listedWord(word)))
}

/** A column of words as one word of such a list. */
export function asListed(word: Sql, dialect: Dialect): Sql {
  return sql`(${dialect.text(';')} || ${word} || ${dialect.text(';')})`
}
