import { type Expression, isMeasure, print, type Scope, type Term } from '../../expression/index.ts'
import { steppedFrom, steppedInCalculation } from './numbers.ts'

type Compare = Expression & { kind: 'compare' }

/** The comparisons that each one is mistaken for: with or without "equal", and the other way round. */
const MISTAKEN: Readonly<Record<Compare['op'], readonly Compare['op'][]>> = {
  '>=': ['>', '<'],
  '>': ['>=', '<='],
  '<=': ['<', '>'],
  '<': ['<=', '>='],
  '=': ['!='],
  '!=': ['='],
}

/** One small mistake in a condition: the whole condition with the mistake, and a description of what changed. */
export interface ConditionEdit {
  readonly whole: Expression
  readonly says: string
}

/**
 * The small mistakes that can be made at one place of a condition: a number off by one step, a wrong comparison, a code
 * left out or replaced by its neighbour, `and` for `or`, a test left out, a test reversed. Some do not pass the type
 * check, and the same one can occur twice.
 */
export function editsOf(node: Expression, scope: Scope): readonly ConditionEdit[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return [
        ...instead(node, [{ ...node, kind: node.kind === 'and' ? 'or' : 'and' }, turned(node)]),
        ...node.operands.map((operand, at) => ({
          whole: joined(node, without(node.operands, at)),
          says: `without \`${print(operand)}\``,
        })),
        ...node.operands.flatMap((operand, at) =>
          within(operand, scope, (edited) => ({ ...node, operands: node.operands.with(at, edited) })),
        ),
      ]
    case 'not':
      return [...instead(node, [node.operand]), ...within(node.operand, scope, (operand) => ({ ...node, operand }))]
    case 'compare':
      return instead(node, [
        ...MISTAKEN[node.op].map((op): Expression => ({ ...node, op })),
        ...otherSides(node, scope),
      ])
    case 'between':
      return instead(node, [
        turned(node),
        ...steps(node.low).map((low): Expression => ({ ...node, low })),
        ...steps(node.high).map((high): Expression => ({ ...node, high })),
      ])
    case 'in':
      return [...instead(node, [{ ...node, negated: !node.negated }]), ...otherLists(node, scope)]
    case 'has':
      return [...instead(node, [turned(node)]), ...otherLists(node, scope)]
    case 'answered':
      return instead(node, [{ ...node, negated: !node.negated }])
  }
}

function within(part: Expression, scope: Scope, put: (edited: Expression) => Expression): readonly ConditionEdit[] {
  return editsOf(part, scope).map((edit) => ({ ...edit, whole: put(edit.whole) }))
}

/** What may replace a whole test. */
function instead(node: Expression, others: readonly Expression[]): readonly ConditionEdit[] {
  return others.map((whole) => ({ whole, says: `\`${print(whole)}\` for \`${print(node)}\`` }))
}

function turned(operand: Expression): Expression {
  return { kind: 'not', operand, span: operand.span }
}

function joined(node: Expression & { kind: 'and' | 'or' }, operands: readonly Expression[]): Expression {
  const [only] = operands
  return operands.length === 1 && only !== undefined ? only : { ...node, operands }
}

function without<T>(list: readonly T[], at: number): readonly T[] {
  return list.filter((_, index) => index !== at)
}

/** A comparison with another number, or with the code next to it. */
function otherSides(node: Compare, scope: Scope): readonly Expression[] {
  const codes = codesOf(node.left, scope)
  if (codes.length > 0) return beside(node.right, codes).map((right): Expression => ({ ...node, right }))
  return [
    ...steps(node.left).map((left): Expression => ({ ...node, left })),
    ...steps(node.right).map((right): Expression => ({ ...node, right })),
  ]
}

type Listing = Expression & { kind: 'in' | 'has' }

/** A list without one of its codes, or with a neighbour of one added. For a single code: its neighbour instead. */
function otherLists(node: Listing, scope: Scope): readonly ConditionEdit[] {
  const { values } = node
  const codes = codesOf(node.operand, scope)
  const neighbours = values.flatMap((value) => beside(value, codes))
  const listing = (others: readonly Term[]): Expression => ({ ...node, values: others })
  const [only] = values
  if (values.length === 1 && only !== undefined)
    return instead(
      node,
      (codes.length > 0 ? neighbours : steps(only)).map((value) => listing([value])),
    )
  const named = values.map(nameOf)
  const more = neighbours.filter((one) => !named.includes(nameOf(one)))
  const numbers = codes.length > 0 ? [] : values.flatMap((value, at) => steps(value).map((one) => values.with(at, one)))
  const text = print(node)
  return [
    ...values.map((value, at) => ({
      whole: listing(without(values, at)),
      says: `without \`${print(value)}\` in \`${text}\``,
    })),
    ...more.map((one) => ({ whole: listing([...values, one]), says: `with \`${print(one)}\` in \`${text}\`` })),
    ...instead(node, numbers.map(listing)),
  ]
}

function nameOf(term: Term): string {
  return term.kind === 'name' ? term.name : ''
}

/** The codes, in order, of the question that a term names. */
function codesOf(term: Term, scope: Scope): readonly string[] {
  const subject = term.kind === 'name' ? scope.find(term.name) : undefined
  return subject?.kind === 'question' ? subject.codes : []
}

/** The codes before and after one: an author may hit the wrong line. */
function beside(term: Term, codes: readonly string[]): readonly Term[] {
  const at = codes.indexOf(nameOf(term))
  if (term.kind !== 'name' || at < 0) return []
  return [codes[at - 1], codes[at + 1]].flatMap((name) => (name === undefined ? [] : [{ ...term, name }]))
}

function steps(term: Term): readonly Term[] {
  if (isLiteral(term)) return steppedFrom(term.kind, term.text).map((text): Term => ({ ...term, text }))
  return stepsInCalculation(term)
}

type Literal = Extract<Term, { readonly text: string }>

function isLiteral(term: Term): term is Literal {
  return isMeasure(term.kind)
}

const OTHER_SIGN = { '+': '-', '-': '+', '*': '/', '/': '*' } as const

function stepsInCalculation(term: Term): readonly Term[] {
  if (isLiteral(term)) return steppedInCalculation(term.kind, term.text).map((text): Term => ({ ...term, text }))
  switch (term.kind) {
    case 'arithmetic':
      return [
        { ...term, op: OTHER_SIGN[term.op] },
        ...stepsInCalculation(term.left).map((left): Term => ({ ...term, left })),
        ...stepsInCalculation(term.right).map((right): Term => ({ ...term, right })),
      ]
    case 'negate':
      return [term.operand, ...steps(term.operand).map((operand): Term => ({ ...term, operand }))]
    default:
      return []
  }
}
