import { evaluateExpressionSync, ZenEngine } from '@gorules/zen-engine'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { type Algebra, fold, ONE } from '../../src/expression/index.ts'
import type { Answers, Questionnaire } from '../../src/questionnaire/index.ts'

/** The answers as the engines take them, made before the clock starts. What is not known is null. */
export type Facts = Readonly<Record<string, number | string | readonly string[] | null>>

/** Which rules are true: less than guidance, which also says what is unknown, complete and why. */
export type Raised = (facts: Facts) => readonly string[] | Promise<readonly string[]>

export function factsOf(questionnaire: Questionnaire, answers: Answers): Facts {
  const facts: Record<string, Facts[string]> = {}
  for (const { id, type } of questionnaire.questions) {
    const answer = answers.get(id)
    const value = answer?.kind === 'given' ? answer.value : null
    facts[id] = value
    if (type !== 'choices') continue
    const chosen = Array.isArray(value) ? value.filter((code) => code !== 'none') : []
    facts[id] = chosen
    facts[countFact(id)] = chosen.length
  }
  return facts
}

/** One engine with a rule for each rule; membership in a list of several answers is an operator of our own. */
export function jsonRulesEngine({ rules }: Questionnaire): Raised {
  const engine = new Engine()
  engine.addOperator('hasAny', (chosen: readonly string[], wanted: readonly string[]) =>
    wanted.some((code) => chosen.includes(code)),
  )
  for (const { id, when } of rules) {
    engine.addRule({ conditions: { all: [fold(when.condition, jsonConditions)] }, event: { type: id } })
  }
  return async (facts) => (await engine.run(facts)).events.map((event) => event.type)
}

/**
 * The fastest of five ways on one thread, one person at a time: all rules as one expression, evaluated synchronously.
 * A decision graph with a table of the same rules took about twice as long, one with an expression for each rule three
 * times.
 */
export function zenExpression({ rules }: Questionnaire): Raised {
  const parts = rules.map(({ id, when }) => `${fold(when.condition, zenExpressions)} ? '${id}' : null`)
  const whole = `[${parts.join(', ')}]`
  return (facts) => (evaluateExpressionSync(whole, facts) as (string | null)[]).filter((id) => id !== null)
}

/** Zen's own form, shown beside it: a decision graph with one table that collects the rules that are true. */
export function zenTable({ rules }: Questionnaire): Raised {
  const rows = rules.map(({ id, when }, row) => ({
    _id: String(row),
    when: fold(when.condition, zenExpressions),
    id: `'${id}'`,
  }))
  const place = { position: { x: 0, y: 0 } }
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'answers', type: 'inputNode', name: 'answers', ...place },
      {
        id: 'rules',
        type: 'decisionTableNode',
        name: 'rules',
        ...place,
        content: {
          hitPolicy: 'collect',
          inputs: [{ id: 'when', name: 'when', field: '' }],
          outputs: [{ id: 'id', name: 'id', field: 'id' }],
          rules: rows,
        },
      },
      { id: 'raised', type: 'outputNode', name: 'raised', ...place },
    ],
    edges: [
      { id: 'in', type: 'edge', sourceId: 'answers', targetId: 'rules' },
      { id: 'out', type: 'edge', sourceId: 'rules', targetId: 'raised' },
    ],
  })
  return async (facts) => {
    const { result } = await decision.evaluate(facts)
    return (result as { readonly id: string }[]).map((row) => row.id)
  }
}

function countFact(id: string): string {
  return `${id}_count`
}

function absent(): never {
  throw new Error('no rule of the intake needs this')
}

type JsonOperand = { readonly fact: string } | number
const JSON_ORDER = {
  '=': 'equal',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
} as const

const jsonConditions: Algebra<TopLevelCondition, JsonOperand> = {
  and: (operands) => ({ all: [...operands] }),
  or: (operands) => ({ any: [...operands] }),
  not: (operand) => ({ not: operand }),
  compare: (op, left, right) =>
    typeof left === 'number' ? absent() : { all: [{ ...left, operator: JSON_ORDER[op], value: right }] },
  oneOf: ({ id }, codes) => {
    const [only] = codes
    const test = codes.length === 1 ? { operator: 'equal', value: only } : { operator: 'in', value: codes }
    return { all: [{ fact: id, ...test }] }
  },
  hasAny: ({ id }, codes) => ({ all: [{ fact: id, operator: 'hasAny', value: codes }] }),
  answered: absent,
  literal: (value) => value / ONE,
  answer: ({ id }) => ({ fact: id }),
  score: absent,
  count: ({ id }) => ({ fact: countFact(id) }),
  since: absent,
  arithmetic: absent,
  negate: absent,
}

/** A comparison with null is an error in Zen, so that a number is asked for first. */
const zenExpressions: Algebra<string, string> = {
  and: (operands) => `(${operands.join(' and ')})`,
  or: (operands) => `(${operands.join(' or ')})`,
  not: (operand) => `not (${operand})`,
  compare: (op, left, right) => `(${left} != null and ${left} ${op === '=' ? '==' : op} ${right})`,
  oneOf: ({ id }, codes) => (codes.length === 1 ? `${id} == '${codes[0]}'` : `${id} in ['${codes.join("', '")}']`),
  hasAny: ({ id }, codes) => `(${codes.map((code) => `contains(${id}, '${code}')`).join(' or ')})`,
  answered: absent,
  literal: (value) => String(value / ONE),
  answer: ({ id }) => id,
  score: absent,
  count: ({ id }) => countFact(id),
  since: absent,
  arithmetic: absent,
  negate: absent,
}
