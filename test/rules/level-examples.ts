import type { FindingKind } from '../../src/rules/index.ts'
import type { SmallForm } from './small-forms.ts'

/** A form in which one finding of a kind has this level, for words of the manual's table that say so. */
export interface LevelExample extends SmallForm {
  readonly kind: FindingKind
  readonly said: string
  readonly level: string
}

const A = 'type: yes_no'
const NUMBER = 'type: integer, hard: { max: 99 }'
const SKIPPED = { a: A, b: 'type: yes_no, ask_if: a = yes' }

/** In the order of the table; together the words of one kind are its whole cell. */
export const LEVEL_EXAMPLES: readonly LevelExample[] = [
  {
    kind: 'rule',
    said: "the rule's",
    level: 'refer-discuss',
    questions: { a: A },
    rules: { R: 'refer-discuss when a = yes' },
    answers: { a: 'yes' },
  },
  {
    kind: 'unknown',
    said: '`if_unknown`',
    level: 'act-now',
    questions: { a: `${A}, if_unknown: act-now` },
    rules: { R: 'refer-discuss when a = yes' },
    answers: { a: 'unsure' },
  },
  {
    kind: 'unknown',
    said: 'without it that of the most serious rule left unknown',
    level: 'refer-before',
    questions: { a: A, b: A },
    rules: { R: 'refer-discuss when a = yes', S: 'refer-before when a = no', T: 'act-now when a = yes and b = yes' },
    answers: { a: 'unsure', b: 'no' },
  },
  {
    kind: 'unknown',
    said: 'but not above `refer-before`',
    level: 'refer-before',
    questions: { a: A },
    rules: { R: 'act-now when a = yes' },
    answers: { a: 'declined' },
  },
  {
    kind: 'unanswered',
    said: '`if_unanswered`',
    level: 'act-now',
    questions: { a: `${A}, if_unanswered: act-now, if_unknown: refer-discuss` },
    rules: { R: 'refer-discuss when a = yes' },
  },
  {
    kind: 'unanswered',
    said: 'without it what "not sure" would give',
    level: 'refer-discuss',
    questions: { a: `${A}, if_unknown: refer-discuss` },
    rules: { R: 'refer-before when a = yes' },
  },
  {
    kind: 'unanswered',
    said: 'but not above `refer-before`',
    level: 'refer-before',
    questions: { a: `${A}, if_unknown: act-now` },
  },
  {
    kind: 'conflict',
    said: '`refer-discuss`',
    level: 'refer-discuss',
    questions: { ...SKIPPED, c: A },
    rules: { R: 'refer-before when b = yes and c = yes' },
    answers: { a: 'no', b: 'yes', c: 'unsure' },
  },
  {
    kind: 'out-of-range',
    said: '`refer-before`',
    level: 'refer-before',
    questions: { n: NUMBER },
    rules: { R: 'refer-discuss when n >= 50', S: 'act-now when n < 5' },
    answers: { n: 100 },
  },
  {
    kind: 'out-of-range',
    said: 'or that of a more serious rule that the number would make true',
    level: 'act-now',
    questions: { n: NUMBER },
    rules: { R: 'act-now when n >= 50' },
    answers: { n: 100 },
  },
  {
    kind: 'unreadable',
    said: '`refer-before`',
    level: 'refer-before',
    questions: { a: `${A}, if_unknown: refer-discuss, if_unanswered: refer-discuss` },
    rules: { R: 'act-now when a = yes' },
    answers: { a: 'perhaps' },
  },
  {
    kind: 'unreadable',
    said: 'or `if_unknown`',
    level: 'act-now',
    questions: { a: `${A}, if_unknown: act-now` },
    answers: { a: 'perhaps' },
  },
  {
    kind: 'unreadable',
    said: 'or `if_unanswered` if more serious',
    level: 'act-now',
    questions: { a: `${A}, if_unanswered: act-now` },
    answers: { a: 'perhaps' },
  },
  {
    kind: 'check-failed',
    said: '`refer-before`',
    level: 'refer-before',
    questions: { n: NUMBER, m: `${NUMBER}, check: { that: n > m, message: More. }` },
    answers: { n: 3, m: 3 },
  },
  {
    kind: 'undetermined',
    said: "the rule's",
    level: 'refer-discuss',
    questions: { n: NUMBER, m: NUMBER },
    rules: { R: 'refer-discuss when n / m >= 2' },
    answers: { n: 3, m: 0 },
  },
  {
    kind: 'undetermined',
    said: 'but not above `refer-before`',
    level: 'refer-before',
    questions: { n: NUMBER, m: NUMBER },
    rules: { R: 'act-now when n / m >= 2' },
    answers: { n: 3, m: 0 },
  },
  {
    kind: 'incomplete',
    said: '`refer-before`',
    level: 'refer-before',
    questions: { a: A },
    finishedEarly: true,
  },
]
