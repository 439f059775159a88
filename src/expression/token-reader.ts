import { type Span, withoutUndefined } from '../diagnostics/index.ts'
import type { Token } from './lexer.ts'
import type { Expression, ExpressionProblem, Term } from './syntax.ts'
import { misspelt } from './word-remedies.ts'

const MAX_DEPTH = 60
/** Sums and products nest to the left, as deeply as they are long. */
const MAX_CALCULATIONS = 500

/**
 * The tokens of a condition, one after the other. Only the first problem is kept. After it, reading continues at the
 * end of the text, where every loop and function of the grammar stops by itself.
 */
export interface TokenReader {
  /** The next token; after the last one, `end`. */
  peek(): Token
  /** The token at this distance from the next one. -1 is the one that was taken last. */
  peekAt(offset: number): Token | undefined
  take(): Token
  /** Whether the next token is that word. */
  isWord(word: string): boolean
  /** What follows the partner of the next token, an opening bracket. */
  afterBracket(): Token | undefined
  /** From where something began to the end of the token that was taken last. */
  from(start: Span): Span
  /** Reads what is in brackets or after a prefix, to a limited depth. */
  nested<T>(read: () => T): T
  countCalculation(): void
  /** Reports what is wrong at a token. The result takes the place of the missing term. */
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
