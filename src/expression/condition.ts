import type { Span } from '../diagnostics/index.ts'
import type { Measure } from './measures.ts'
import type { QuestionSubject, ScoreSubject } from './subjects.ts'
import type { ArithmeticOp } from './syntax.ts'

/**
 * A type-checked condition: its names are resolved to questions, scores and codes, and there is only one way to express
 * each thing (`!=` is `not` `=`, `between` is two comparisons, `in` over numbers is an `or`). It cannot throw and
 * always ends. Every reading of a condition is a fold over this tree, see `algebra.ts`.
 */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[]; readonly span: Span }
  | { readonly kind: 'not'; readonly operand: Condition; readonly span: Span }
  | {
      readonly kind: 'compare'
      readonly op: Order
      readonly left: Operand
      readonly right: Operand
      readonly span: Span
    }
  | {
      readonly kind: 'one-of'
      readonly question: QuestionSubject
      readonly codes: readonly string[]
      readonly span: Span
    }
  | {
      readonly kind: 'has-any'
      readonly question: QuestionSubject
      readonly codes: readonly string[]
      readonly span: Span
    }
  | { readonly kind: 'answered'; readonly question: QuestionSubject; readonly span: Span }

export type Order = '=' | '<' | '<=' | '>' | '>='

export type Operand =
  /** A literal as a number, as its measure defines it: millionths, or days since 1970-01-01. */
  | { readonly kind: 'literal'; readonly value: number; readonly type: Measure }
  | { readonly kind: 'answer'; readonly question: QuestionSubject }
  | { readonly kind: 'score'; readonly score: ScoreSubject }
  | { readonly kind: 'count'; readonly question: QuestionSubject }
  | { readonly kind: 'since'; readonly unit: TimeUnit; readonly question: QuestionSubject }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'negate'; readonly operand: Operand }

export type TimeUnit = 'days' | 'months' | 'years'
