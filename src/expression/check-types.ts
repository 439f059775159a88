import { type Code, nearest, type ProblemText, type Span, suggestion } from '../diagnostics/index.ts'
import type { Condition, Operand, Order, TimeUnit } from './condition.ts'
import { isMeasure, MEASURES, type Measure } from './measures.ts'
import { print } from './print.ts'
import type { QuestionSubject, Scope, Subject } from './subjects.ts'
import type { Expression, ExpressionProblem, Term } from './syntax.ts'
import { remedyFor } from './word-remedies.ts'

/** The value of a term: what it is, in which unit (undefined: none or any), and where it stands. */
interface Typed {
  readonly operand: Operand
  readonly type: Measure
  readonly unit?: string | undefined
}

/**
 * Resolves the names of a condition and checks that each part fits its neighbour. All problems are reported; the
 * condition is undefined when there is one.
 */
export function checkTypes(
  expression: Expression,
  scope: Scope,
): { readonly condition?: Condition; readonly problems: readonly ExpressionProblem[] } {
  const problems: ExpressionProblem[] = []
  const condition = check(expression)
  return condition === undefined || problems.length > 0 ? { problems } : { condition, problems }

  function check(node: Expression): Condition | undefined {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const operands = node.operands.map(check)
        return operands.every((operand) => operand !== undefined)
          ? { kind: node.kind, operands, span: node.span }
          : undefined
      }
      case 'not':
        return negated(check(node.operand), node.span)
      case 'compare':
        return compare(node)
      case 'between': {
        const above = ordered('>=', node.operand, node.low, node.span)
        const below = ordered('<=', node.operand, node.high, node.span)
        return above && below && { kind: 'and', operands: [above, below], span: node.span }
      }
      case 'in':
        return node.negated ? negated(membership(node), node.span) : membership(node)
      case 'has':
        return has(node)
      case 'answered': {
        const question = questionOf(node.operand, 'is answered')
        const test: Condition | undefined = question && { kind: 'answered', question, span: node.span }
        return node.negated ? negated(test, node.span) : test
      }
    }
  }

  function negated(operand: Condition | undefined, span: Span): Condition | undefined {
    return operand && { kind: 'not', operand, span }
  }

  function compare(node: Expression & { kind: 'compare' }): Condition | undefined {
    const coded = codedQuestion(node.left)
    if (coded === undefined) return ordering(node)
    if (coded.type === 'choices') {
      const equality = node.op === '=' || node.op === '!='
      const chosen = `${coded.id} has ${node.right.kind === 'name' ? node.right.name : coded.codes[0]}`
      const counted = `count(${coded.id}) ${node.op} ${print(node.right)}`
      const instead = node.right.kind === 'number' || !equality ? counted : node.op === '=' ? chosen : `not ${chosen}`
      return wrong('type-mismatch', node.span, {
        message: `\`${coded.id}\` takes several answers, so \`${node.op}\` does not fit`,
        help: `write \`${instead}\``,
      })
    }
    if (node.op !== '=' && node.op !== '!=') {
      const example = node.right.kind === 'name' ? node.right.name : coded.codes[0]
      return wrong('type-mismatch', node.span, {
        message: `the answers of \`${coded.id}\` have no order, so \`${node.op}\` does not fit`,
        help: `write \`${coded.id} = ${example}\`, or name all that are meant: \`${coded.id} in (…)\``,
      })
    }
    const code = codeOf(node.right, coded)
    const test: Condition | undefined =
      code === undefined ? undefined : { kind: 'one-of', question: coded, codes: [code], span: node.span }
    return node.op === '!=' ? negated(test, node.span) : test
  }

  function membership(node: Expression & { kind: 'in' }): Condition | undefined {
    const coded = codedQuestion(node.operand)
    if (coded?.type === 'choices') {
      return wrong('type-mismatch', node.span, {
        message: `\`${coded.id}\` takes several answers, so \`in\` does not fit`,
        help: `write \`${node.negated ? 'not ' : ''}${coded.id} has any of ${listText(node.values)}\``,
      })
    }
    if (coded !== undefined) {
      const codes = codesOf(node.values, coded)
      return codes && { kind: 'one-of', question: coded, codes, span: node.span }
    }
    const tests = node.values.map((value) => ordered('=', node.operand, value, node.span))
    return tests.every((test) => test !== undefined) ? { kind: 'or', operands: tests, span: node.span } : undefined
  }

  function has(node: Expression & { kind: 'has' }): Condition | undefined {
    const question = questionOf(node.operand, 'has')
    if (question === undefined) return undefined
    if (question.type !== 'choices') {
      const instead =
        question.codes.length > 0
          ? `write \`${question.id} ${node.anyOf ? `in ${listText(node.values)}` : `= ${node.values.map(print).join('')}`}\``
          : undefined
      return wrong('type-mismatch', node.span, {
        message: `\`has\` is for questions with several answers, and \`${question.id}\` is not one`,
        help: instead,
      })
    }
    const codes = codesOf(node.values, question)
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

  function ordering({ op, left, right, span }: Expression & { kind: 'compare' }): Condition | undefined {
    const coded = codedQuestion(right)
    if (coded !== undefined && isUnknownName(left)) {
      const example = coded.type === 'choices' ? `${coded.id} has ${print(left)}` : `${coded.id} ${op} ${print(left)}`
      return wrong('type-mismatch', span, {
        message: 'the question stands first, then its answer',
        help: `write \`${example}\``,
      })
    }
    if (op !== '!=') return ordered(op, left, right, span)
    return negated(ordered('=', left, right, span), span)
  }

  function ordered(op: Order, left: Term, right: Term, span: Span): Condition | undefined {
    const a = typed(left)
    // What a bare word on the right means hangs on the left: beside an unknown question it may be a code.
    if (isUnknownName(right)) return a && notComparable(a.type, left, right)
    const b = typed(right)
    if (a === undefined || b === undefined) return undefined
    if (a.type !== b.type) {
      const help = 'a date compares with a date such as `2026-02-28`; `days_since(…)` makes a number of one'
      return wrong('type-mismatch', span, { message: `a ${a.type} cannot be compared with a ${b.type}`, help })
    }
    if (!sameUnit(a, b)) return unitMismatch([left, a], [right, b], span)
    return { kind: 'compare', op, left: a.operand, right: b.operand, span }
  }

  function typed(term: Term): Typed | undefined {
    switch (term.kind) {
      case 'name':
        return named(term)
      case 'call':
        return called(term)
      case 'negate': {
        const inner = numeric(term.operand)
        return inner && { ...inner, operand: { kind: 'negate', operand: inner.operand } }
      }
      case 'arithmetic':
        return calculated(term)
      default: {
        const value = MEASURES[term.kind].read(term.text) ?? 0
        return { operand: { kind: 'literal', value, type: term.kind }, type: term.kind }
      }
    }
  }

  function calculated(term: Term & { kind: 'arithmetic' }): Typed | undefined {
    const [left, right] = [numeric(term.left), numeric(term.right)]
    if (left === undefined || right === undefined) return undefined
    const operand: Operand = { kind: 'arithmetic', op: term.op, left: left.operand, right: right.operand }
    // A product or quotient of two quantities is in a unit of its own, which nothing here has a name for.
    if (term.op === '*' || term.op === '/')
      return { operand, type: 'number', unit: left.unit && right.unit ? undefined : (left.unit ?? right.unit) }
    if (!sameUnit(left, right)) return unitMismatch([term.left, left], [term.right, right], term.span)
    return { operand, type: 'number', unit: left.unit ?? right.unit }
  }

  function numeric(term: Term): Typed | undefined {
    const value = typed(term)
    const fault = value && MEASURES[value.type].notCalculated
    return fault === undefined ? value : wrong('type-mismatch', term.span, fault)
  }

  function named(term: Term & { kind: 'name' }): Typed | undefined {
    const subject = subjectOf(term)
    if (subject === undefined) return undefined
    if (subject.kind === 'score') return { operand: { kind: 'score', score: subject }, type: 'number' }
    if (isMeasure(subject.type)) {
      return { operand: { kind: 'answer', question: subject }, type: subject.type, unit: subject.unit }
    }
    const help: Readonly<Record<string, string>> = {
      text: 'text is for people to read; only `is answered` can be asked of it',
      choices: `use \`has\`, or \`count(${subject.id})\``,
    }
    return wrong('type-mismatch', term.span, {
      message: `\`${subject.id}\` is not a number`,
      help: help[subject.type] ?? `write \`${subject.id} = ${subject.codes[0]}\``,
    })
  }

  function called(term: Term & { kind: 'call' }): Typed | undefined {
    const question = questionOf(term.argument, term.fn)
    if (question === undefined) return undefined
    if (term.fn === 'count') {
      if (question.type === 'choices') return { operand: { kind: 'count', question }, type: 'number' }
      return wrong('type-mismatch', term.span, {
        message: `\`count\` is for questions with several answers, and \`${question.id}\` is not one`,
      })
    }
    const unit = term.fn.slice(0, -'_since'.length) as TimeUnit
    if (question.type === 'date') return { operand: { kind: 'since', unit, question }, type: 'number', unit }
    return wrong('type-mismatch', term.span, {
      message: `\`${term.fn}\` is for dates, and \`${question.id}\` is not one`,
    })
  }

  function codedQuestion(term: Term): QuestionSubject | undefined {
    const subject = term.kind === 'name' ? scope.find(term.name) : undefined
    return subject?.kind === 'question' && subject.codes.length > 0 && subjectOf(term) !== undefined
      ? subject
      : undefined
  }

  function questionOf(term: Term, use: string): QuestionSubject | undefined {
    const subject = term.kind === 'name' ? subjectOf(term) : undefined
    if (subject?.kind === 'question') return subject
    if (term.kind !== 'name' || subject !== undefined)
      wrong('type-mismatch', term.span, { message: `\`${use}\` takes a question, and \`${print(term)}\` is not one` })
    return undefined
  }

  function subjectOf(term: Term): Subject | undefined {
    if (term.kind !== 'name') return undefined
    const subject = scope.find(term.name)
    if (subject === undefined) {
      return wrong('unknown-question', term.span, {
        message: `unknown question \`${term.name}\``,
        ...suggestion(term.name, scope.names()),
      })
    }
    const refusal = scope.refuses(subject)
    if (refusal === undefined) return subject
    const { code, ...fault } = refusal
    return wrong(code, term.span, fault)
  }

  function codesOf(values: readonly Term[], question: QuestionSubject): readonly string[] | undefined {
    const codes = values.map((value) => codeOf(value, question))
    return codes.every((code) => code !== undefined) ? [...new Set(codes)] : undefined
  }

  function codeOf(term: Term, question: QuestionSubject): string | undefined {
    const known = question.type === 'choices' ? [...question.codes, 'none'] : question.codes
    const text = print(term)
    if (term.kind === 'name' && known.includes(term.name)) return term.name
    const state = ['unsure', 'declined', 'unanswered', 'not_asked'].includes(text)
    const message = `\`${question.id}\` has no answer \`${text}\``
    const help = `a state is not an answer: use \`${question.id} is not answered\`, or \`if_unknown\` beside the question`
    return wrong('unknown-code', term.span, { message, ...(state ? { help } : suggestion(text, known)) })
  }

  function unitMismatch([left, a]: [Term, Typed], [right, b]: [Term, Typed], span: Span): undefined {
    return wrong('unit-mismatch', span, {
      message: `\`${print(left)}\` is in \`${a.unit}\` and \`${print(right)}\` in \`${b.unit}\``,
      help: 'both sides need the same unit',
    })
  }

  function notComparable(type: Typed['type'], left: Term, right: Term & { kind: 'name' }): undefined {
    const wanted = MEASURES[type].compare(print(left))
    return wrong('unknown-question', right.span, {
      message: `unknown question \`${right.name}\``,
      ...(nearest(right.name, scope.names()) === undefined
        ? { help: remedyFor(right.name) ?? wanted }
        : suggestion(right.name, scope.names())),
    })
  }

  function isUnknownName(term: Term): term is Term & { kind: 'name' } {
    return term.kind === 'name' && scope.find(term.name) === undefined
  }

  function wrong(code: Code, span: Span, fault: ProblemText): undefined {
    const twice = problems.some((known) => known.span.start === span.start && known.message === fault.message)
    if (!twice) problems.push({ code, span, ...fault })
    return undefined
  }
}

function sameUnit(a: Typed, b: Typed): boolean {
  return a.unit === undefined || b.unit === undefined || a.unit === b.unit
}

function listText(values: readonly Term[]): string {
  return `(${values.map(print).join(', ')})`
}
