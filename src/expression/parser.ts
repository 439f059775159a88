import { didYouMean, type Span } from '../diagnostics/index.ts'
import { type Token, tokens } from './lexer.ts'
import { isMeasure } from './measures.ts'
import { aloneRemedy, mixtureProblem, remedyAtEnd, remedyInPlaceOfTerm, WITHOUT_ANSWER } from './parse-remedies.ts'
import { print } from './print.ts'
import {
  type ArithmeticOp,
  COMPARISONS,
  type ComparisonOp,
  type Expression,
  type ExpressionProblem,
  FUNCTIONS,
  type FunctionName,
  KEYWORDS,
  type Term,
} from './syntax.ts'
import { type TokenReader, tokenReader } from './token-reader.ts'
import { remedyFor } from './word-remedies.ts'

const MAX_LENGTH = 10_000
const AFTER_TERM: readonly string[] = [...COMPARISONS, '+', '-', '*', '/', 'between', 'in', 'has', 'is', 'not']

/** The result of parsing a condition: its tree, or the first thing that does not fit the grammar. */
export type Parsed =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: ExpressionProblem }

/**
 * Parses the text of a condition. The manual has the grammar. Never throws; the cost is linear in the length of the
 * text.
 */
export function parse(text: string): Parsed {
  const span = { start: 0, end: Math.max(1, text.length) }
  if (text.trim() === '') return refused(span, 'the condition is empty', 'say when it holds, or leave the key out')
  if (text.length > MAX_LENGTH)
    return refused(span, `a condition of more than ${MAX_LENGTH} characters`, 'split the rule')
  const lexed = tokens(text)
  return lexed.ok ? parseTokens(text, lexed.tokens) : lexed
}

function refused(span: Span, message: string, help: string): Parsed {
  return { ok: false, problem: { code: 'condition-syntax', span, message, help } }
}

/** Recursive descent: one function for each line of the grammar. */
function parseTokens(text: string, all: readonly Token[]): Parsed {
  const reader = tokenReader(text, all)
  const whole = expression(reader)
  const rest = reader.peek()
  if (rest.kind !== 'end')
    reader.stopAt(rest, 'the condition should end here', remedyAtEnd(rest, reader.peekAt(-1), reader.peekAt(1)))
  const { problem } = reader
  return problem === undefined ? { ok: true, expression: whole } : { ok: false, problem }
}

function expression(reader: TokenReader): Expression {
  const start = reader.peek().span
  const first = negation(reader)
  const joint = reader.peek().text
  if (!reader.isWord('and') && !reader.isWord('or')) return first
  const operands = [first]
  const joints: string[] = []
  while (reader.isWord('and') || reader.isWord('or')) {
    joints.push(reader.take().text)
    reader.before = operands[operands.length - 1]
    operands.push(negation(reader))
  }
  if (joints.some((one) => one !== joint)) reader.stop(mixtureProblem(operands, joints, reader.from(start)))
  return { kind: joint === 'and' ? 'and' : 'or', operands, span: reader.from(start) }
}

function negation(reader: TokenReader): Expression {
  if (!reader.isWord('not')) return test(reader)
  const start = reader.take().span
  return reader.nested(() => {
    const operand = negation(reader)
    return { kind: 'not', operand, span: reader.from(start) }
  })
}

function test(reader: TokenReader): Expression {
  if (reader.peek().text === '(' && !bracketHoldsTerm(reader)) {
    reader.take()
    const inner = reader.nested(() => expression(reader))
    close(reader)
    return inner
  }
  const start = reader.peek().span
  const left = sum(reader)
  const token = reader.peek()
  if (COMPARISONS.includes(token.text)) return comparison(reader, left, start)
  if (reader.isWord('between')) return between(reader, left, start)
  if (reader.isWord('in')) return membership(reader, left, { start, negated: false })
  if (reader.isWord('not') && reader.peekAt(1)?.text === 'in') {
    reader.take()
    return membership(reader, left, { start, negated: true })
  }
  if (reader.isWord('has')) return having(reader, left, start)
  if (reader.isWord('is')) return answered(reader, left, start)
  return stopAlone(reader, left, token)
}

function comparison(reader: TokenReader, left: Term, start: Span): Expression {
  const op = reader.take().text as ComparisonOp
  const right = sum(reader)
  if (COMPARISONS.includes(reader.peek().text)) {
    reader.stopAt(
      reader.peek(),
      'comparisons cannot be chained',
      `write \`${print(left)} ${op} ${print(right)} and ${print(right)} ${reader.peek().text} …\``,
    )
  }
  return { kind: 'compare', op, left, right, span: reader.from(start) }
}

function between(reader: TokenReader, operand: Term, start: Span): Expression {
  reader.take()
  const low = sum(reader)
  if (!reader.isWord('and'))
    reader.stopAt(
      reader.peek(),
      '`between` needs two numbers',
      `write \`${print(operand)} between ${print(low)} and …\``,
    )
  reader.take()
  return { kind: 'between', operand, low, high: sum(reader), span: reader.from(start) }
}

function membership(
  reader: TokenReader,
  operand: Term,
  { start, negated }: { readonly start: Span; readonly negated: boolean },
): Expression {
  reader.take()
  return { kind: 'in', negated, operand, values: valueList(reader, 'in'), span: reader.from(start) }
}

function having(reader: TokenReader, operand: Term, start: Span): Expression {
  reader.take()
  if (!reader.isWord('any')) {
    if (reader.isWord('not'))
      reader.stopAt(reader.peek(), '`not` comes before a whole test', `write \`not ${print(operand)} has …\``)
    if (reader.peek().text === '(')
      reader.stopAt(reader.peek(), 'several codes after `has`', `write \`${print(operand)} has any of (…)\``)
    return { kind: 'has', anyOf: false, operand, values: [value(reader)], span: reader.from(start) }
  }
  reader.take()
  if (!reader.isWord('of'))
    reader.stopAt(reader.peek(), '`has any` needs `of`', `write \`${print(operand)} has any of (…)\``)
  reader.take()
  return { kind: 'has', anyOf: true, operand, values: valueList(reader, 'has any of'), span: reader.from(start) }
}

function answered(reader: TokenReader, operand: Term, start: Span): Expression {
  reader.take()
  const negated = reader.isWord('not')
  if (negated) reader.take()
  if (!reader.isWord('answered')) {
    const not = negated !== WITHOUT_ANSWER.includes(reader.peek().text) ? 'not ' : ''
    const help = `write \`${print(operand)} is ${not}answered\`, or \`=\` to compare`
    reader.stopAt(reader.peek(), '`is` goes with `answered` only', help)
  }
  reader.take()
  return { kind: 'answered', negated, operand, span: reader.from(start) }
}

function valueList(reader: TokenReader, after: string): readonly Term[] {
  if (reader.peek().text !== '(')
    reader.stopAt(
      reader.peek(),
      `\`${after}\` needs a list in round brackets`,
      `write \`${after} (${reader.peek().kind === 'end' ? '…' : reader.peek().text})\``,
    )
  reader.take()
  const values = [value(reader)]
  while (reader.peek().text === ',') {
    reader.take()
    values.push(value(reader))
  }
  if (reader.peek().text !== ')' && reader.peek().kind !== 'end')
    reader.stopAt(reader.peek(), 'a comma or a closing bracket is expected here')
  close(reader)
  return values
}

function value(reader: TokenReader): Term {
  const token = reader.peek()
  if (token.kind === 'word' && !KEYWORDS.includes(token.text)) return atom(reader)
  if (isMeasure(token.kind)) return atom(reader)
  if (token.text === '-' && reader.peekAt(1)?.kind === 'number') return atom(reader)
  return reader.stopAt(token, 'a code, number or date is expected here')
}

function sum(reader: TokenReader): Term {
  const start = reader.peek().span
  let left = product(reader)
  while (reader.peek().text === '+' || reader.peek().text === '-') {
    const op = operator(reader)
    left = { kind: 'arithmetic', op, left, right: product(reader), span: reader.from(start) }
  }
  return left
}

function product(reader: TokenReader): Term {
  const start = reader.peek().span
  let left = atom(reader)
  while (reader.peek().text === '*' || reader.peek().text === '/') {
    const op = operator(reader)
    left = { kind: 'arithmetic', op, left, right: atom(reader), span: reader.from(start) }
  }
  return left
}

function operator(reader: TokenReader): ArithmeticOp {
  reader.countCalculation()
  return reader.take().text as ArithmeticOp
}

function atom(reader: TokenReader): Term {
  const token = reader.peek()
  if (isMeasure(token.kind)) return { kind: token.kind, text: token.text, span: reader.take().span }
  if (token.text === '-') {
    const start = reader.take().span
    return reader.nested(() => ({ kind: 'negate', operand: atom(reader), span: reader.from(start) }))
  }
  if (token.text === '(') {
    reader.take()
    const inner = reader.nested(() => sum(reader))
    close(reader)
    return inner
  }
  if (token.kind === 'word' && reader.peekAt(1)?.text === '(') return call(reader)
  if (token.kind === 'word' && !KEYWORDS.includes(token.text))
    return { kind: 'name', name: token.text, span: reader.take().span }
  if ((FUNCTIONS as readonly string[]).includes(token.text))
    return reader.stopAt(token, `\`${token.text}\` needs a question in brackets`, `write \`${token.text}(…)\``)
  return reader.stopAt(
    token,
    'a question, a score or a number is expected here',
    remedyInPlaceOfTerm(token, reader.peekAt(-1), reader.before),
  )
}

function call(reader: TokenReader): Term {
  const fn = reader.take()
  if (!(FUNCTIONS as readonly string[]).includes(fn.text)) {
    if (KEYWORDS.includes(fn.text)) reader.stopAt(fn, 'a question, a score or a number is expected here')
    reader.stopAt(fn, `there is no function \`${fn.text}\``, didYouMean(fn.text, FUNCTIONS))
  }
  reader.take()
  const name = reader.peek()
  if (name.kind !== 'word' || KEYWORDS.includes(name.text))
    reader.stopAt(name, `\`${fn.text}\` takes the id of one question`)
  reader.take()
  close(reader)
  const argument: Term & { kind: 'name' } = { kind: 'name', name: name.text, span: name.span }
  return { kind: 'call', fn: fn.text as FunctionName, argument, span: reader.from(fn.span) }
}

/** `(a + b) > 2` and `(a > 2)` begin alike. What follows the matching bracket distinguishes them. */
function bracketHoldsTerm(reader: TokenReader): boolean {
  return AFTER_TERM.includes(reader.afterBracket()?.text ?? '')
}

function close(reader: TokenReader): void {
  if (reader.peek().text === ')') reader.take()
  else if (reader.peek().kind === 'end') reader.stopAt(reader.peek(), 'a closing bracket `)` is missing')
  else if (COMPARISONS.includes(reader.peek().text))
    reader.stopAt(reader.peek(), 'a test in brackets cannot be compared with something')
  else reader.stopAt(reader.peek(), 'a closing bracket `)` or an operator is expected here')
}

/** A term without a test of it. Reading ends here. */
function stopAlone(reader: TokenReader, left: Term, token: Token): Expression {
  const isNext = token.kind === 'word' && !KEYWORDS.includes(token.text)
  const isForeign = left.kind === 'name' && remedyFor(left.name) !== undefined
  // The remedy is chosen before the reader moves on to the end.
  const remedy = aloneRemedy(left, { before: reader.before, isNot: reader.isWord('not') })
  if (isNext && !isForeign) reader.stopAt(token, 'an operator is expected here')
  reader.stop({ code: 'condition-syntax', span: left.span, ...remedy })
  return { kind: 'answered', negated: false, operand: left, span: left.span }
}
