import { didYouMean, type Span } from '../diagnostics/index.ts'
import { type Token, tokens } from './lexer.ts'
import { isMeasure } from './measures.ts'
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
import { misspelt, remedyFor } from './word-remedies.ts'

const MAX_LENGTH = 10_000
const MAX_DEPTH = 60
/** Sums and products nest to the left, as deep as they are long. */
const MAX_CALCULATIONS = 500
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
  let calculations = 0
  let before: Expression | undefined

  const whole = expression()
  if (peek().kind !== 'end') stopAt(peek(), 'the condition should end here', remedyAtEnd())
  return problem === undefined ? { ok: true, expression: whole } : { ok: false, problem }

  function expression(): Expression {
    const start = peek().span
    const first = negation()
    const joint = peek().text
    if (!isWord('and') && !isWord('or')) return first
    const operands = [first]
    const joints: string[] = []
    while (isWord('and') || isWord('or')) {
      joints.push(take().text)
      before = operands[operands.length - 1]
      operands.push(negation())
    }
    if (joints.some((one) => one !== joint)) refuseMixture(operands, joints, from(start))
    return { kind: joint === 'and' ? 'and' : 'or', operands, span: from(start) }
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
    const start = peek().span
    const left = sum()
    const token = peek()
    if (COMPARISONS.includes(token.text)) return comparison(left, start)
    if (isWord('between')) return between(left, start)
    if (isWord('in')) return membership(left, start, false)
    if (isWord('not') && all[next + 1]?.text === 'in') {
      take()
      return membership(left, start, true)
    }
    if (isWord('has')) return having(left, start)
    if (isWord('is')) return answered(left, start)
    return stopAlone(left, token)
  }

  function comparison(left: Term, start: Span): Expression {
    const op = take().text as ComparisonOp
    const right = sum()
    if (COMPARISONS.includes(peek().text)) {
      stopAt(
        peek(),
        'comparisons cannot be chained',
        `write \`${print(left)} ${op} ${print(right)} and ${print(right)} ${peek().text} …\``,
      )
    }
    return { kind: 'compare', op, left, right, span: from(start) }
  }

  function between(operand: Term, start: Span): Expression {
    take()
    const low = sum()
    if (!isWord('and'))
      stopAt(peek(), '`between` needs two numbers', `write \`${print(operand)} between ${print(low)} and …\``)
    take()
    return { kind: 'between', operand, low, high: sum(), span: from(start) }
  }

  function membership(operand: Term, start: Span, negated: boolean): Expression {
    take()
    return { kind: 'in', negated, operand, values: valueList('in'), span: from(start) }
  }

  function having(operand: Term, start: Span): Expression {
    take()
    if (!isWord('any')) {
      if (isWord('not')) stopAt(peek(), '`not` stands before a whole test', `write \`not ${print(operand)} has …\``)
      if (peek().text === '(') stopAt(peek(), 'several codes after `has`', `write \`${print(operand)} has any of (…)\``)
      return { kind: 'has', anyOf: false, operand, values: [value()], span: from(start) }
    }
    take()
    if (!isWord('of')) stopAt(peek(), '`has any` needs `of`', `write \`${print(operand)} has any of (…)\``)
    take()
    return { kind: 'has', anyOf: true, operand, values: valueList('has any of'), span: from(start) }
  }

  function answered(operand: Term, start: Span): Expression {
    take()
    const negated = isWord('not')
    if (negated) take()
    if (!isWord('answered')) {
      const not = negated !== STATES.includes(peek().text) ? 'not ' : ''
      const help = `write \`${print(operand)} is ${not}answered\`, or \`=\` to compare`
      stopAt(peek(), '`is` goes with `answered` only', help)
    }
    take()
    return { kind: 'answered', negated, operand, span: from(start) }
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
    if (peek().text !== ')' && peek().kind !== 'end') stopAt(peek(), 'a comma or a closing bracket is expected here')
    close()
    return values
  }

  function value(): Term {
    const token = peek()
    if (token.kind === 'word' && !KEYWORDS.includes(token.text)) return atom()
    if (isMeasure(token.kind)) return atom()
    if (token.text === '-' && all[next + 1]?.kind === 'number') return atom()
    return stopAt(token, 'a code, number or date is expected here')
  }

  function sum(): Term {
    const start = peek().span
    let left = product()
    while (peek().text === '+' || peek().text === '-') {
      const op = operator()
      left = { kind: 'arithmetic', op, left, right: product(), span: from(start) }
    }
    return left
  }

  function product(): Term {
    const start = peek().span
    let left = atom()
    while (peek().text === '*' || peek().text === '/') {
      const op = operator()
      left = { kind: 'arithmetic', op, left, right: atom(), span: from(start) }
    }
    return left
  }

  function operator(): ArithmeticOp {
    calculations += 1
    if (calculations > MAX_CALCULATIONS)
      stopAt(peek(), `more than ${MAX_CALCULATIONS} calculations`, 'split the condition')
    return take().text as ArithmeticOp
  }

  function atom(): Term {
    const token = peek()
    if (isMeasure(token.kind)) return { kind: token.kind, text: token.text, span: take().span }
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
    if ((FUNCTIONS as readonly string[]).includes(token.text))
      return stopAt(token, `\`${token.text}\` needs a question in brackets`, `write \`${token.text}(…)\``)
    return stopAt(token, 'a question, a score or a number is expected here', remedyInPlaceOfTerm(token))
  }

  function call(): Term {
    const fn = take()
    if (!(FUNCTIONS as readonly string[]).includes(fn.text)) {
      if (KEYWORDS.includes(fn.text)) stopAt(fn, 'a question, a score or a number is expected here')
      stopAt(fn, `there is no function \`${fn.text}\``, didYouMean(fn.text, FUNCTIONS))
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

  function refuseMixture(operands: readonly Expression[], joints: readonly string[], span: Span): void {
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
      span,
      message: '`and` and `or` side by side: readers disagree on which binds first',
      help: `put brackets where you mean them, such as \`${grouped.join(' or ')}\``,
    })
  }

  function stopAlone(left: Term, token: Token): Expression {
    const foreign = left.kind === 'name' ? remedyFor(left.name) : undefined
    if (left.kind === 'name' && foreign !== undefined) {
      const message = `\`${left.name}\` is not part of the condition language`
      stop({ code: 'condition-syntax', span: left.span, message, help: foreign })
    } else if (token.kind === 'word' && !KEYWORDS.includes(token.text)) {
      stopAt(token, 'an operator is expected here')
    }
    const written = print(left)
    const repeated = repetition(written)
    if (written === 'yes' || written === 'no')
      stop({ code: 'condition-syntax', span: left.span, message: `\`${written}\` alone is not a test`, help: ALWAYS })
    const compared = left.kind === 'name' ? `write \`${written} = yes\` or \`${written} >= 1\`` : 'compare it: `>= 1`'
    const help = isWord('not')
      ? `\`not\` stands before a whole test: \`not ${written} …\``
      : repeated === undefined
        ? compared
        : `${compared}; where it is another answer to the same question, \`${repeated}\``
    stop({ code: 'condition-syntax', span: left.span, message: `\`${written}\` alone is not a test`, help })
    return { kind: 'answered', negated: false, operand: left, span: left.span }
  }

  /** `smoker = daily or former`: the test before, said of what stands alone. */
  function repetition(written: string): string | undefined {
    if (before?.kind === 'compare') return `${print(before.left)} ${before.op} ${written}`
    return before?.kind === 'has' && !before.anyOf ? `${print(before.operand)} has ${written}` : undefined
  }

  /** `age > 60 and < 70` */
  function remedyInPlaceOfTerm(token: Token): string | undefined {
    const joined = ['and', 'or'].includes(all[next - 1]?.text ?? '')
    if (!joined || before?.kind !== 'compare' || !COMPARISONS.includes(token.text)) return undefined
    const subject = before.left.kind === 'number' ? before.right : before.left
    return `repeat the question: \`${print(subject)} ${token.text} …\``
  }

  function remedyAtEnd(): string | undefined {
    const [last, token, then] = [all[next - 1], peek(), all[next + 1]]
    if (token.text === ')') return 'take it out, or add the opening bracket `(`'
    if (token.text === 'of')
      return 'for one of several write `has any of (…)`; for all of them join `has` tests with `and`'
    if (token.text === ',' && last?.kind === 'number' && then?.kind === 'number')
      return `write a decimal point: \`${last.text}.${then.text}\``
    if (token.text === ',') return 'join tests with `and` or `or`; several codes stand in brackets: `in (a, b)`'
    return 'join tests with `and` or `or`'
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

const ALWAYS = 'name a question, such as `smoker = yes`; for what always holds leave the key out'

/** Who is unsure has not answered. */
const STATES = ['unsure', 'declined', 'unanswered', 'unknown', 'missing']

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
