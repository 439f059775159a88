import type { Code, ProblemText, Span } from '../diagnostics/index.ts'
import type { Condition, Operand, Order, TimeUnit } from './condition.ts'
import { isMeasure, MEASURES, type Measure } from './measures.ts'
import { print } from './print.ts'
import type { QuestionSubject, Scope, Subject } from './subjects.ts'
import type { Expression, ExpressionProblem, Term } from './syntax.ts'
import {
  answerFirst,
  hasOfOne,
  noSuchAnswer,
  notANumber,
  severalCompared,
  severalListed,
  twoMeasures,
  twoUnits,
  unknownBeside,
  unknownName,
  withoutOrder,
} from './type-remedies.ts'

/** What is known about the value of a term: its kind, its unit (undefined for none or any), and its place. */
interface Typed {
  readonly operand: Operand
  readonly type: Measure
  readonly unit?: string | undefined
}

/** What is known while a condition is checked, and where problems are reported. */
interface Checking {
  readonly scope: Scope
  /** Reports a problem, each only once. Returns undefined in place of the faulty part. */
  wrong(code: Code, span: Span, fault: ProblemText): undefined
}

/** Both sides of a comparison, and its place. */
interface Sides {
  readonly left: Term
  readonly right: Term
  readonly span: Span
}

/**
 * Resolves the names of a condition and checks that its parts fit together. All problems are reported; the condition is
 * undefined when there is one.
 */
export function checkTypes(
  expression: Expression,
  scope: Scope,
): { readonly condition?: Condition; readonly problems: readonly ExpressionProblem[] } {
  const problems: ExpressionProblem[] = []
  const condition = check({ scope, wrong }, expression)
  return condition === undefined || problems.length > 0 ? { problems } : { condition, problems }

  function wrong(code: Code, span: Span, fault: ProblemText): undefined {
    const twice = problems.some((known) => known.span.start === span.start && known.message === fault.message)
    if (!twice) problems.push({ code, span, ...fault })
    return undefined
  }
}

function check(checking: Checking, node: Expression): Condition | undefined {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const operands = node.operands.map((operand) => check(checking, operand))
      return operands.every((operand) => operand !== undefined)
        ? { kind: node.kind, operands, span: node.span }
        : undefined
    }
    case 'not':
      return negated(check(checking, node.operand), node.span)
    case 'compare':
      return compare(checking, node)
    case 'between': {
      const above = ordered(checking, '>=', { left: node.operand, right: node.low, span: node.span })
      const below = ordered(checking, '<=', { left: node.operand, right: node.high, span: node.span })
      return above && below && { kind: 'and', operands: [above, below], span: node.span }
    }
    case 'in':
      return node.negated ? negated(membership(checking, node), node.span) : membership(checking, node)
    case 'has':
      return has(checking, node)
    case 'answered': {
      const question = questionOf(checking, node.operand, 'is answered')
      const test: Condition | undefined = question && { kind: 'answered', question, span: node.span }
      return node.negated ? negated(test, node.span) : test
    }
  }
}

function negated(operand: Condition | undefined, span: Span): Condition | undefined {
  return operand && { kind: 'not', operand, span }
}

function compare(checking: Checking, node: Expression & { kind: 'compare' }): Condition | undefined {
  const coded = codedQuestion(checking, node.left)
  if (coded === undefined) return ordering(checking, node)
  if (coded.type === 'choices') return checking.wrong('type-mismatch', node.span, severalCompared(coded, node))
  if (node.op !== '=' && node.op !== '!=') return checking.wrong('type-mismatch', node.span, withoutOrder(coded, node))
  const code = codeOf(checking, node.right, coded)
  const test: Condition | undefined =
    code === undefined ? undefined : { kind: 'one-of', question: coded, codes: [code], span: node.span }
  return node.op === '!=' ? negated(test, node.span) : test
}

function membership(checking: Checking, node: Expression & { kind: 'in' }): Condition | undefined {
  const coded = codedQuestion(checking, node.operand)
  if (coded?.type === 'choices') return checking.wrong('type-mismatch', node.span, severalListed(coded, node))
  if (coded !== undefined) {
    const codes = codesOf(checking, node.values, coded)
    return codes && { kind: 'one-of', question: coded, codes, span: node.span }
  }
  const tests = node.values.map((value) =>
    ordered(checking, '=', { left: node.operand, right: value, span: node.span }),
  )
  return tests.every((test) => test !== undefined) ? { kind: 'or', operands: tests, span: node.span } : undefined
}

function has(checking: Checking, node: Expression & { kind: 'has' }): Condition | undefined {
  const question = questionOf(checking, node.operand, 'has')
  if (question === undefined) return undefined
  if (question.type !== 'choices') return checking.wrong('type-mismatch', node.span, hasOfOne(question, node))
  const codes = codesOf(checking, node.values, question)
  if (codes === undefined) return undefined
  const others = codes.filter((code) => code !== 'none')
  const any: Condition = { kind: 'has-any', question, codes: others, span: node.span }
  if (others.length === codes.length) return any
  const zero: Operand = { kind: 'literal', value: 0, type: 'number' }
  const empty: Condition = {
    kind: 'compare',
    op: '=',
    left: { kind: 'count', question },
    right: zero,
    span: node.span,
  }
  return others.length === 0 ? empty : { kind: 'or', operands: [empty, any], span: node.span }
}

function ordering(
  checking: Checking,
  { op, left, right, span }: Expression & { kind: 'compare' },
): Condition | undefined {
  const coded = codedQuestion(checking, right)
  if (coded !== undefined && isUnknownName(checking, left)) {
    return checking.wrong('type-mismatch', span, answerFirst(coded, op, left))
  }
  if (op !== '!=') return ordered(checking, op, { left, right, span })
  return negated(ordered(checking, '=', { left, right, span }), span)
}

function ordered(checking: Checking, op: Order, { left, right, span }: Sides): Condition | undefined {
  const a = typed(checking, left)
  // The left side decides what a bare word on the right means: next to an unknown question it may be a code.
  if (isUnknownName(checking, right))
    return (
      a && checking.wrong('unknown-question', right.span, unknownBeside(a.type, left, { right, scope: checking.scope }))
    )
  const b = typed(checking, right)
  if (a === undefined || b === undefined) return undefined
  if (a.type !== b.type) return checking.wrong('type-mismatch', span, twoMeasures(a.type, b.type))
  if (!sameUnit(a, b)) return checking.wrong('unit-mismatch', span, twoUnits([left, a.unit], [right, b.unit]))
  return { kind: 'compare', op, left: a.operand, right: b.operand, span }
}

function typed(checking: Checking, term: Term): Typed | undefined {
  switch (term.kind) {
    case 'name':
      return named(checking, term)
    case 'call':
      return called(checking, term)
    case 'negate': {
      const inner = numeric(checking, term.operand)
      return inner && { ...inner, operand: { kind: 'negate', operand: inner.operand } }
    }
    case 'arithmetic':
      return calculated(checking, term)
    default: {
      const value = MEASURES[term.kind].read(term.text) ?? 0
      return { operand: { kind: 'literal', value, type: term.kind }, type: term.kind }
    }
  }
}

function calculated(checking: Checking, term: Term & { kind: 'arithmetic' }): Typed | undefined {
  const [left, right] = [numeric(checking, term.left), numeric(checking, term.right)]
  if (left === undefined || right === undefined) return undefined
  const operand: Operand = { kind: 'arithmetic', op: term.op, left: left.operand, right: right.operand }
  // A product or quotient of two quantities has a unit of its own, for which there is no name here.
  if (term.op === '*' || term.op === '/')
    return { operand, type: 'number', unit: unitOfResult(term.op, left.unit, right.unit) }
  if (!sameUnit(left, right))
    return checking.wrong('unit-mismatch', term.span, twoUnits([term.left, left.unit], [term.right, right.unit]))
  return { operand, type: 'number', unit: left.unit ?? right.unit }
}

function numeric(checking: Checking, term: Term): Typed | undefined {
  const value = typed(checking, term)
  const fault = value && MEASURES[value.type].notCalculated
  return fault === undefined ? value : checking.wrong('type-mismatch', term.span, fault)
}

function named(checking: Checking, term: Term & { kind: 'name' }): Typed | undefined {
  const subject = subjectOf(checking, term)
  if (subject === undefined) return undefined
  if (subject.kind === 'score') return { operand: { kind: 'score', score: subject }, type: 'number' }
  if (isMeasure(subject.type)) {
    return { operand: { kind: 'answer', question: subject }, type: subject.type, unit: subject.unit }
  }
  return checking.wrong('type-mismatch', term.span, notANumber(subject))
}

function called(checking: Checking, term: Term & { kind: 'call' }): Typed | undefined {
  const question = questionOf(checking, term.argument, term.fn)
  if (question === undefined) return undefined
  if (term.fn === 'count') {
    if (question.type === 'choices') return { operand: { kind: 'count', question }, type: 'number' }
    return checking.wrong('type-mismatch', term.span, {
      message: `\`count\` is for questions with several answers, and \`${question.id}\` is not one`,
    })
  }
  const unit = term.fn.slice(0, -'_since'.length) as TimeUnit
  if (question.type === 'date') return { operand: { kind: 'since', unit, question }, type: 'number', unit }
  return checking.wrong('type-mismatch', term.span, {
    message: `\`${term.fn}\` is for dates, and \`${question.id}\` is not one`,
  })
}

function codedQuestion(checking: Checking, term: Term): QuestionSubject | undefined {
  const subject = term.kind === 'name' ? checking.scope.find(term.name) : undefined
  return subject?.kind === 'question' && subject.codes.length > 0 && subjectOf(checking, term) !== undefined
    ? subject
    : undefined
}

function questionOf(checking: Checking, term: Term, use: string): QuestionSubject | undefined {
  const subject = term.kind === 'name' ? subjectOf(checking, term) : undefined
  if (subject?.kind === 'question') return subject
  if (term.kind !== 'name' || subject !== undefined)
    checking.wrong('type-mismatch', term.span, {
      message: `\`${use}\` takes a question, and \`${print(term)}\` is not one`,
    })
  return undefined
}

function subjectOf(checking: Checking, term: Term): Subject | undefined {
  if (term.kind !== 'name') return undefined
  const subject = checking.scope.find(term.name)
  if (subject === undefined) {
    return checking.wrong('unknown-question', term.span, unknownName(term.name, checking.scope))
  }
  const refusal = checking.scope.refuses(subject)
  if (refusal === undefined) return subject
  const { code, ...fault } = refusal
  return checking.wrong(code, term.span, fault)
}

function codesOf(
  checking: Checking,
  values: readonly Term[],
  question: QuestionSubject,
): readonly string[] | undefined {
  const codes = values.map((value) => codeOf(checking, value, question))
  return codes.every((code) => code !== undefined) ? [...new Set(codes)] : undefined
}

function codeOf(checking: Checking, term: Term, question: QuestionSubject): string | undefined {
  const known = question.type === 'choices' ? [...question.codes, 'none'] : question.codes
  if (term.kind === 'name' && known.includes(term.name)) return term.name
  return checking.wrong('unknown-code', term.span, noSuchAnswer(question, print(term), known))
}

function isUnknownName(checking: Checking, term: Term): term is Term & { kind: 'name' } {
  return term.kind === 'name' && checking.scope.find(term.name) === undefined
}

function sameUnit(a: Typed, b: Typed): boolean {
  return a.unit === undefined || b.unit === undefined || a.unit === b.unit
}

/**
 * The unit of a product or quotient: a number times or divided by a plain number keeps its unit. Two quantities, and
 * anything divided by a quantity, give no known unit.
 */
function unitOfResult(op: string, left: string | undefined, right: string | undefined): string | undefined {
  if (op === '/') return right === undefined ? left : undefined
  return left !== undefined && right !== undefined ? undefined : (left ?? right)
}
