import type { Expression, Term } from './syntax.ts'

/** The condition as an author would write it, with the fewest brackets. `parse(print(e))` is `e` again. */
export function print(node: Expression | Term): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands
        .map((operand) => (isJoint(operand) ? `(${print(operand)})` : print(operand)))
        .join(` ${node.kind} `)
    case 'not':
      return `not ${isJoint(node.operand) ? `(${print(node.operand)})` : print(node.operand)}`
    case 'compare':
      return `${print(node.left)} ${node.op} ${print(node.right)}`
    case 'between':
      return `${print(node.operand)} between ${print(node.low)} and ${print(node.high)}`
    case 'in':
      return `${print(node.operand)} ${node.negated ? 'not in' : 'in'} ${list(node.values)}`
    case 'has':
      return `${print(node.operand)} has ${node.anyOf ? `any of ${list(node.values)}` : node.values.map(print).join('')}`
    case 'answered':
      return `${print(node.operand)} is ${node.negated ? 'not ' : ''}answered`
    case 'name':
      return node.name
    case 'call':
      return `${node.fn}(${node.argument.name})`
    case 'negate':
      return `-${node.operand.kind === 'arithmetic' ? `(${print(node.operand)})` : print(node.operand)}`
    case 'arithmetic':
      return `${side(node.left, rank(node.op))} ${node.op} ${side(node.right, rank(node.op) + 1)}`
    default:
      return node.text
  }
}

function isJoint(node: Expression): boolean {
  return node.kind === 'and' || node.kind === 'or'
}

function list(values: readonly Term[]): string {
  return `(${values.map(print).join(', ')})`
}

function side(term: Term, least: number): string {
  return term.kind === 'arithmetic' && rank(term.op) < least ? `(${print(term)})` : print(term)
}

function rank(op: string): number {
  return op === '+' || op === '-' ? 1 : 2
}
