/**
 * What a person said to one question. A question that is absent from `Answers` is unanswered, pending or not asked:
 * which one depends on the other answers, see `due.ts`. None of these ever reads as "no".
 */
export type Answer =
  | { readonly kind: 'given'; readonly value: Value }
  | NotKnown<'unsure'>
  | NotKnown<'declined'>
  | Rejected

/**
 * A number; an ISO day, a text (`none` where a text question has a label for it) or an option's code; or the chosen
 * codes, in the order of the options. The empty answer of `choices` is `['none']`. `none` next to other codes is a
 * contradiction, in which the others count.
 */
export type Value = number | string | readonly string[]

/** Somebody was asked and does not know, or does not want to say. */
export interface NotKnown<Kind extends 'unsure' | 'declined'> {
  readonly kind: Kind
  /**
   * `choices`: what was named for certain before "not sure about the others", as codes in the order of the options;
   * never `none`, never empty. These codes count like those of a given answer. Whether any other option applies is not
   * known.
   */
  readonly codes?: readonly string[]
}

/** "Not sure", with the codes that were named for certain. `none` names nothing. */
export function notKnown(kind: 'unsure' | 'declined', codes: readonly string[] = []): Answer {
  const named = codes.filter((code) => code !== 'none')
  return named.length === 0 ? { kind } : { kind, codes: named }
}

/** A value in a file that is not a valid answer. An interview asks again instead. */
export interface Rejected {
  readonly kind: 'rejected'
  readonly why: 'unreadable' | 'out-of-range'
  /** As written. */
  readonly raw: string
  /** out-of-range: the value as read, in millionths or days. */
  readonly number?: number
  /** unreadable `choices`: the codes that could be read, which count. */
  readonly codes?: readonly string[]
}

export type Answers = ReadonlyMap<string, Answer>
