import type { Dialect } from './dialect.ts'
import { type Sql, sql } from './sql.ts'

/*
 * Several answers stand in one text, each word between signs of its own: `;pain;;blood;`. Codes hold no such sign, and
 * texts are searched in every engine far faster than lists are.
 */

export function listedWord(word: string): string {
  return `;${word};`
}

export function holdsWord(words: Sql, word: string, dialect: Dialect): Sql {
  return dialect.holds(words, dialect.text(listedWord(word)))
}

/** A column of words as one of them in the list. */
export function asListed(word: Sql, dialect: Dialect): Sql {
  return sql`(${dialect.text(';')} || ${word} || ${dialect.text(';')})`
}
