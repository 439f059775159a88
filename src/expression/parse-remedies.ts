import type { ProblemText, Span } from '../diagnostics/index.ts'
import type { Token } from './lexer.ts'
import { print } from './print.ts'
import { COMPARISONS, type Expression, type ExpressionProblem, type Term } from './syntax.ts'
import { remedyFor } from './word-remedies.ts'

/*
 * What to do about a condition that does not fit the grammar: the wording of `parser.ts`.
 */

/** Words that authors write as if they were answers, although somebody who is unsure has not answered. */
export const WITHOUT_ANSWER: readonly string[] = ['unsure', 'declined', 'unanswered', 'unknown', 'missing']

const ALWAYS = 'name a question, such as `smoker = yes`; for what always holds leave the key out'

/** `a and b or c`: suggests the same with brackets, as most readers understand it. */
export function mixtureProblem(
  operands: readonly Expression[],
  joints: readonly string[],
  span: Span,
): ExpressionProblem {
  const groups: Expression[][] = []
  operands.forEach((operand, index) => {
    if (joints[index - 1] === 'and') groups[groups.length - 1]?.push(operand)
    else groups.push([operand])
  })
  const inBrackets = groups.map((group) =>
    group.length === 1 ? group.map(bracketed).join('') : `(${group.map(bracketed).join(' and ')})`,
  )
  return {
    code: 'mixed-and-or',
    span,
    message: '`and` and `or` side by side: readers disagree on which binds first',
    help: `put brackets where you mean them, such as \`${inBrackets.join(' or ')}\``,
  }
}

function bracketed(operand: Expression): string {
  return operand.kind === 'and' || operand.kind === 'or' ? `(${print(operand)})` : print(operand)
}

interface Around {
  /** The operand before this one. */
  readonly before: Expression | undefined
  /** `not` comes next. */
  readonly isNot: boolean
}

/** A term alone is not a test. */
export function aloneRemedy(left: Term, { before, isNot }: Around): ProblemText {
  const foreign = left.kind === 'name' ? remedyFor(left.name) : undefined
  if (left.kind === 'name' && foreign !== undefined)
    return { message: `\`${left.name}\` is not part of the condition language`, help: foreign }
  const written = print(left)
  const message = `\`${written}\` alone is not a test`
  if (written === 'yes' || written === 'no') return { message, help: ALWAYS }
  if (isNot) return { message, help: `\`not\` comes before a whole test: \`not ${written} …\`` }
  const compared = left.kind === 'name' ? `write \`${written} = yes\` or \`${written} >= 1\`` : 'compare it: `>= 1`'
  const repeated = repetition(written, before)
  const help =
    repeated === undefined ? compared : `${compared}; where it is another answer to the same question, \`${repeated}\``
  return { message, help }
}

/** `smoker = daily or former`: suggests repeating the test before it. */
function repetition(written: string, before: Expression | undefined): string | undefined {
  if (before?.kind === 'compare') return `${print(before.left)} ${before.op} ${written}`
  return before?.kind === 'has' && !before.anyOf ? `${print(before.operand)} has ${written}` : undefined
}

/** `age > 60 and < 70` */
export function remedyInPlaceOfTerm(
  token: Token,
  last: Token | undefined,
  before: Expression | undefined,
): string | undefined {
  const joined = ['and', 'or'].includes(last?.text ?? '')
  if (!joined || before?.kind !== 'compare' || !COMPARISONS.includes(token.text)) return undefined
  const subject = before.left.kind === 'number' ? before.right : before.left
  return `repeat the question: \`${print(subject)} ${token.text} …\``
}

/** What to do about a token after which the condition should have ended, given the tokens around it. */
export function remedyAtEnd(token: Token, last: Token | undefined, then: Token | undefined): string {
  if (token.text === ')') return 'take it out, or add the opening bracket `(`'
  if (token.text === 'of')
    return 'for one of several write `has any of (…)`; for all of them join `has` tests with `and`'
  if (token.text === ',' && last?.kind === 'number' && then?.kind === 'number')
    return `write a decimal point: \`${last.text}.${then.text}\``
  if (token.text === ',') return 'join tests with `and` or `or`; several codes stand in brackets: `in (a, b)`'
  return 'join tests with `and` or `or`'
}
