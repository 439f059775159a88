import { type Span, withoutUndefined } from '../diagnostics/index.ts'
import type { Token } from './lexer.ts'
import type { Expression, ExpressionProblem, Term } from './syntax.ts'
import { misspelt } from './word-remedies.ts'

const MAX_DEPTH = 60
/** Sums and products nest to the left, as deep as they are long. */
const MAX_CALCULATIONS = 500

/**
 * The tokens of a condition, one after the other. The first problem stands; after it reading goes on from the end of the
 * text, where every loop and function of the grammar is done.
 */
export interface TokenReader {
  /** The next token; past the last one, the end. */
  peek(): Token
  /** The token so many after the next; -1 is the last one that was taken. */
  peekAt(offset: number): Token | undefined
  take(): Token
  /** Whether the next token is that word. */
  isWord(word: string): boolean
  /** What follows the partner of the opening bracket that comes next. */
  afterBracket(): Token | undefined
  /** From where something began to the end of what was taken last. */
  from(start: Span): Span
  /** Reads what stands in brackets or behind a prefix, to a limited depth. */
  nested<T>(read: () => T): T
  countCalculation(): void
  /** Says what is wrong at a token; what it gives takes the place of the term that should be there. */
  stopAt(token: Token, message: string, help?: string): Term
  stop(found: ExpressionProblem): void
  readonly problem: ExpressionProblem | undefined
  /** The operand of `and` or `or` before the one that is being read. */
  before: Expression | undefined
}

export function tokenReader(text: string, all: readonly Token[]): TokenReader {
  const END = all[all.length - 1] as Token
  const closing = closingBrackets(all)
  let problem: ExpressionProblem | undefined
  let next = 0
  let depth = 0
  let calculations = 0
  const reader: TokenReader = {
    before: undefined,
    get problem() {
      return problem
    },
    peek: () => all[next] ?? END,
    peekAt: (offset) => all[next + offset],
    take() {
      const token = reader.peek()
      next += 1
      return token
    },
    isWord: (word) => reader.peek().kind === 'word' && reader.peek().text === word,
    afterBracket() {
      const close = closing[next]
      return close === undefined ? undefined : all[close + 1]
    },
    from: (start) => ({ start: start.start, end: (all[next - 1] ?? END).span.end }),
    nested(read) {
      depth += 1
      if (depth > MAX_DEPTH)
        reader.stopAt(reader.peek(), `more than ${MAX_DEPTH} levels of brackets`, 'split the condition')
      const inner = read()
      depth -= 1
      return inner
    },
    countCalculation() {
      calculations += 1
      if (calculations > MAX_CALCULATIONS)
        reader.stopAt(reader.peek(), `more than ${MAX_CALCULATIONS} calculations`, 'split the condition')
    },
    stopAt(token, message, help) {
      const said = token.kind === 'end' ? `${message}; the condition ends too early` : message
      const remedy = misspelt(text, token) ?? help
      const { span } = token
      reader.stop({ code: 'condition-syntax', span, message: said, ...withoutUndefined({ help: remedy }) })
      return { kind: 'name', name: '…', span }
    },
    stop(found) {
      problem ??= found
      next = all.length - 1
    },
  }
  return reader
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
