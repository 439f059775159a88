import type { Span } from '../yaml/index.ts'
import { type Token, tokens } from './lexer.ts'
import { print } from './print.ts'
import {
  type ArithmeticOp,
  type ComparisonOp,
  type Expression,
  type ExpressionProblem,
  FUNCTIONS,
  type FunctionName,
  KEYWORDS,
  type Term,
} from './syntax.ts'
import { misspelt } from './word-remedies.ts'

const MAX_LENGTH = 10_000
const MAX_DEPTH = 60
const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=']
const AFTER_TERM: readonly string[] = [...COMPARISONS, '+', '-', '*', '/', 'between', 'in', 'has', 'is', 'not']

/** What parsing a condition gives: its tree, or the first thing wrong with its form. */
export type Parsed =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: ExpressionProblem }

/** Reads the text of a condition; the grammar stands in the manual. Never throws; cost is linear in the text. */
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

/** Recursive descent. After a problem it reads on from the end of the text, where every loop and function is done. */
function parseTokens(text: string, all: readonly Token[]): Parsed {
  const END = all[all.length - 1] as Token
  const closing = closingBrackets(all)
  let problem: ExpressionProblem | undefined
  let next = 0
  let depth = 0

  const whole = expression()
  if (peek().kind !== 'end') stopAt(peek(), 'the condition should end here')
  return problem === undefined ? { ok: true, expression: whole } : { ok: false, problem }

  function expression(): Expression {
    const first = negation()
    const joint = peek().text
    if (!isWord('and') && !isWord('or')) return first
    const operands = [first]
    const joints: string[] = []
    while (isWord('and') || isWord('or')) {
      joints.push(take().text)
      operands.push(negation())
    }
    if (joints.some((one) => one !== joint)) refuseMixture(operands, joints)
    return { kind: joint === 'and' ? 'and' : 'or', operands, span: from(first.span) }
  }

  function negation(): Expression {
    if (!isWord('not')) return test()
    const start = take().span
    return nested(() => {
      const operand = negation()
      return { kind: 'not', operand, span: from(start) }
    })
  }

  function test(): Expression {
    if (peek().text === '(' && !bracketHoldsTerm()) {
      take()
      const inner = nested(expression)
      close()
      return inner
    }
    const left = sum()
    const token = peek()
    if (COMPARISONS.includes(token.text)) return comparison(left)
    if (isWord('between')) return between(left)
    if (isWord('in')) return membership(left, false)
    if (isWord('not') && all[next + 1]?.text === 'in') {
      take()
      return membership(left, true)
    }
    if (isWord('has')) return having(left)
    if (isWord('is')) return answered(left)
    return stopAlone(left, token)
  }

  function comparison(left: Term): Expression {
    const op = take().text as ComparisonOp
    const right = sum()
    if (COMPARISONS.includes(peek().text)) {
      stopAt(
        peek(),
        'comparisons cannot be chained',
        `write \`${print(left)} between … and …\`, or join two tests with \`and\``,
      )
    }
    return { kind: 'compare', op, left, right, span: from(left.span) }
  }

  function between(operand: Term): Expression {
    take()
    const low = sum()
    if (!isWord('and'))
      stopAt(peek(), '`between` needs two numbers', `write \`${print(operand)} between ${print(low)} and …\``)
    take()
    return { kind: 'between', operand, low, high: sum(), span: from(operand.span) }
  }

  function membership(operand: Term, negated: boolean): Expression {
    take()
    return { kind: 'in', negated, operand, values: valueList('in'), span: from(operand.span) }
  }

  function having(operand: Term): Expression {
    take()
    if (!isWord('any')) {
      if (peek().text === '(') stopAt(peek(), 'several codes after `has`', `write \`${print(operand)} has any of (…)\``)
      return { kind: 'has', anyOf: false, operand, values: [value()], span: from(operand.span) }
    }
    take()
    if (!isWord('of')) stopAt(peek(), '`has any` needs `of`', `write \`${print(operand)} has any of (…)\``)
    take()
    return { kind: 'has', anyOf: true, operand, values: valueList('has any of'), span: from(operand.span) }
  }

  function answered(operand: Term): Expression {
    take()
    const negated = isWord('not')
    if (negated) take()
    if (!isWord('answered')) {
      stopAt(
        peek(),
        `\`is\` goes with \`answered\` only`,
        `write \`${print(operand)} is ${negated ? 'not ' : ''}answered\`, or \`=\` to compare`,
      )
    }
    take()
    return { kind: 'answered', negated, operand, span: from(operand.span) }
  }

  function valueList(after: string): readonly Term[] {
    if (peek().text !== '(')
      stopAt(
        peek(),
        `\`${after}\` needs a list in round brackets`,
        `write \`${after} (${peek().kind === 'end' ? '…' : peek().text})\``,
      )
    take()
    const values = [value()]
    while (peek().text === ',') {
      take()
      values.push(value())
    }
    close()
    return values
  }

  function value(): Term {
    const token = peek()
    if (token.kind === 'word' && !KEYWORDS.includes(token.text)) return atom()
    if (token.kind === 'number' || token.kind === 'date') return atom()
    if (token.text === '-' && all[next + 1]?.kind === 'number') return atom()
    return stopAt(token, 'a code, number or date is expected here')
  }

  function sum(): Term {
    let left = product()
    while (peek().text === '+' || peek().text === '-') {
      const op = take().text as ArithmeticOp
      left = { kind: 'arithmetic', op, left, right: product(), span: from(left.span) }
    }
    return left
  }

  function product(): Term {
    let left = atom()
    while (peek().text === '*' || peek().text === '/') {
      const op = take().text as ArithmeticOp
      left = { kind: 'arithmetic', op, left, right: atom(), span: from(left.span) }
    }
    return left
  }

  function atom(): Term {
    const token = peek()
    if (token.kind === 'number' || token.kind === 'date')
      return { kind: token.kind, text: token.text, span: take().span }
    if (token.text === '-') {
      const start = take().span
      return nested(() => ({ kind: 'negate', operand: atom(), span: from(start) }))
    }
    if (token.text === '(') {
      take()
      const inner = nested(sum)
      close()
      return inner
    }
    if (token.kind === 'word' && all[next + 1]?.text === '(') return call()
    if (token.kind === 'word' && !KEYWORDS.includes(token.text))
      return { kind: 'name', name: token.text, span: take().span }
    return stopAt(token, 'a question, a score or a number is expected here')
  }

  function call(): Term {
    const fn = take()
    if (!(FUNCTIONS as readonly string[]).includes(fn.text)) {
      if (KEYWORDS.includes(fn.text)) stopAt(fn, 'a question, a score or a number is expected here')
      stopAt(fn, `there is no function \`${fn.text}\``, `functions: ${FUNCTIONS.map((one) => `\`${one}\``).join(', ')}`)
    }
    take()
    const name = peek()
    if (name.kind !== 'word' || KEYWORDS.includes(name.text))
      stopAt(name, `\`${fn.text}\` takes the id of one question`)
    take()
    close()
    const argument: Term & { kind: 'name' } = { kind: 'name', name: name.text, span: name.span }
    return { kind: 'call', fn: fn.text as FunctionName, argument, span: from(fn.span) }
  }

  /** `(a + b) > 2` and `(a > 2)` begin alike: what follows the matching bracket tells them apart. */
  function bracketHoldsTerm(): boolean {
    const close = closing[next]
    return close !== undefined && AFTER_TERM.includes(all[close + 1]?.text ?? '')
  }

  function close(): void {
    if (peek().text === ')') take()
    else if (peek().kind === 'end') stopAt(peek(), 'a closing bracket `)` is missing')
    else if (COMPARISONS.includes(peek().text)) stopAt(peek(), 'a test in brackets cannot be compared with something')
    else stopAt(peek(), 'a closing bracket `)` or an operator is expected here')
  }

  function nested<T>(read: () => T): T {
    depth += 1
    if (depth > MAX_DEPTH) stopAt(peek(), `more than ${MAX_DEPTH} levels of brackets`, 'split the condition')
    const inner = read()
    depth -= 1
    return inner
  }

  function refuseMixture(operands: readonly Expression[], joints: readonly string[]): void {
    const groups: Expression[][] = []
    operands.forEach((operand, index) => {
      if (joints[index - 1] === 'and') groups[groups.length - 1]?.push(operand)
      else groups.push([operand])
    })
    const grouped = groups.map((group) =>
      group.length === 1 ? group.map(bracketed).join('') : `(${group.map(bracketed).join(' and ')})`,
    )
    stop({
      code: 'mixed-and-or',
      span: from(operands[0]?.span ?? END.span),
      message: '`and` and `or` side by side: readers disagree on which binds first',
      help: `put brackets where you mean them, such as \`${grouped.join(' or ')}\``,
    })
  }

  function stopAlone(left: Term, token: Token): Expression {
    if (token.kind === 'word' && !KEYWORDS.includes(token.text)) stopAt(token, 'an operator is expected here')
    const help =
      left.kind === 'name'
        ? `write \`${left.name} = yes\`, or compare it with one of its codes`
        : 'compare it with something, such as `>= 1`'
    stop({ code: 'condition-syntax', span: left.span, message: `\`${print(left)}\` alone is not a test`, help })
    return { kind: 'answered', negated: false, operand: left, span: left.span }
  }

  function stopAt(token: Token, message: string, help?: string): Term {
    const said = token.kind === 'end' ? `${message}; the condition ends too early` : message
    const remedy = misspelt(text, token) ?? help
    stop({
      code: 'condition-syntax',
      span: token.span,
      message: said,
      ...(remedy === undefined ? {} : { help: remedy }),
    })
    return { kind: 'name', name: '…', span: token.span }
  }

  function stop(found: ExpressionProblem): void {
    problem ??= found
    next = all.length - 1
  }

  function isWord(word: string): boolean {
    return peek().kind === 'word' && peek().text === word
  }

  function peek(): Token {
    return all[next] ?? END
  }

  function take(): Token {
    const token = peek()
    next += 1
    return token
  }

  function from(start: Span): Span {
    return { start: start.start, end: (all[next - 1] ?? END).span.end }
  }
}

function bracketed(operand: Expression): string {
  return operand.kind === 'and' || operand.kind === 'or' ? `(${print(operand)})` : print(operand)
}

/** For each opening bracket the index of its partner, found in one pass. */
function closingBrackets(all: readonly Token[]): readonly (number | undefined)[] {
  const partner: (number | undefined)[] = []
  const open: number[] = []
  all.forEach((token, index) => {
    if (token.text === '(') open.push(index)
    if (token.text === ')') {
      const start = open.pop()
      if (start !== undefined) partner[start] = index
    }
  })
  return partner
}
