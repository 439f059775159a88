import type { Code, ProblemText, Span } from '../diagnostics/index.ts'
import type { Measure } from './measures.ts'

/**
 * A condition as written, before its names are resolved to questions or codes. Immutable. Spans are offsets into its
 * own text.
 */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'not'; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: 'compare'
      readonly op: ComparisonOp
      readonly left: Term
      readonly right: Term
      readonly span: Span
    }
  | { readonly kind: 'between'; readonly operand: Term; readonly low: Term; readonly high: Term; readonly span: Span }
  | {
      readonly kind: 'in'
      readonly negated: boolean
      readonly operand: Term
      readonly values: readonly Term[]
      readonly span: Span
    }
  | {
      readonly kind: 'has'
      readonly anyOf: boolean
      readonly operand: Term
      readonly values: readonly Term[]
      readonly span: Span
    }
  | { readonly kind: 'answered'; readonly negated: boolean; readonly operand: Term; readonly span: Span }

export type Term =
  | { readonly kind: Measure; readonly text: string; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'call'
      readonly fn: FunctionName
      readonly argument: Term & { kind: 'name' }
      readonly span: Span
    }
  | {
      readonly kind: 'arithmetic'
      readonly op: ArithmeticOp
      readonly left: Term
      readonly right: Term
      readonly span: Span
    }
  | { readonly kind: 'negate'; readonly operand: Term; readonly span: Span }

export type ComparisonOp = '=' | '!=' | '<' | '<=' | '>' | '>='
export const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=']
export type ArithmeticOp = '+' | '-' | '*' | '/'
export type FunctionName = (typeof FUNCTIONS)[number]

export const FUNCTIONS = ['count', 'days_since', 'months_since', 'years_since'] as const

/** Words of the language. No question, score or code may have one of these names. */
export const KEYWORDS: readonly string[] = [
  'and',
  'or',
  'not',
  'in',
  'between',
  'has',
  'any',
  'of',
  'is',
  'answered',
  ...FUNCTIONS,
]

/** One thing that is wrong with a condition. The span is in the condition's own text. */
export interface ExpressionProblem extends ProblemText {
  readonly code: Code
  readonly span: Span
}
