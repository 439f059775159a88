import type { Node } from '../../src/authoring/prove/diagram.ts'
import { type Part, partOf } from '../../src/authoring/prove/part.ts'
import { connectedQuestions } from '../../src/authoring/prove/parts.ts'
import { diagramEngine } from '../../src/authoring/prove/truths.ts'
import { FREE } from '../../src/authoring/prove/variables.ts'
import { type Compiled, compile, MEASURES, type Subject } from '../../src/expression/index.ts'
import { kindOf, type Questionnaire } from '../../src/questionnaire/index.ts'

const ENDS = ['false', 'true', 'undetermined'] as const

/** A condition over the questions and scores of a form, or what is wrong with it. */
export function compiledIn(form: Questionnaire, text: string): ReturnType<typeof compile> {
  const subjects = new Map<string, Subject>([
    ...form.questions.map(({ id, subject }) => [id, subject] as const),
    ...form.scores.map(({ id, subject }) => [id, subject] as const),
  ])
  return compile(text, {
    find: (name) => subjects.get(name),
    names: () => subjects.keys(),
    refuses: () => undefined,
  })
}

/**
 * The decision diagram of a condition as proofs use it, in text: each place with the question that it asks, and where each
 * answer leads. Places are numbered from the top; equal functions are one place.
 */
export function diagramText(form: Questionnaire, condition: Compiled, on: string): string {
  const { part, node } = diagramOf(form, condition, on)
  const numbers = new Map<Node, number>()
  const order: Node[] = []
  const visit = (at: Node): void => {
    if (at < 0 || numbers.has(at)) return
    numbers.set(at, numbers.size + 1)
    order.push(at)
    for (const [, child] of branchesAt(part, at)) visit(child)
  }
  visit(node)
  const nameOf = (at: Node) => (at < 0 ? (ENDS[-1 - at] ?? String(at)) : `#${numbers.get(at)}`)
  if (order.length === 0) return `always ${nameOf(node)}\n`
  return order
    .map((at) => {
      const lines = grouped(branchesAt(part, at)).map(([labels, child]) => `  ${labels.join(', ')}: ${nameOf(child)}\n`)
      return `#${numbers.get(at)} ${variableName(part, part.diagrams.top(at))}\n${lines.join('')}`
    })
    .join('')
}

/** The part of the form in which the condition can be decided, as if it stood in a promise, and its diagram there. */
function diagramOf(form: Questionnaire, condition: Compiled, on: string): { readonly part: Part; readonly node: Node } {
  const promise = { id: 'shown', when: condition, atLeast: 'refer-discuss' as const, span: { start: 0, end: 0 } }
  const asked: Questionnaire = { ...form, promises: [...form.promises, promise] }
  const index = condition.reads[0]?.index ?? 0
  const own = connectedQuestions(asked).find((one) => one.includes(index)) ?? [0]
  const engine = diagramEngine({ takes: () => true, spends: () => true })
  const part = partOf(own, { questionnaire: asked, on, engine })
  if (part === undefined) throw new Error('too much for a diagram')
  return { part, node: part.testOf(condition.condition).node }
}

/** Each branch of a place with what it is called. */
function branchesAt({ diagrams, variables }: Part, at: Node): readonly (readonly [string, Node])[] {
  const top = diagrams.top(at)
  return Array.from({ length: variables.sizes[top] ?? 0 }, (_, branch) => [
    branchName(variables, top, branch),
    diagrams.child(at, branch),
  ])
}

function grouped(branches: readonly (readonly [string, Node])[]): readonly (readonly [readonly string[], Node])[] {
  const byChild = new Map<Node, string[]>()
  for (const [name, child] of branches) byChild.set(child, [...(byChild.get(child) ?? []), name])
  return [...byChild].map(([child, names]) => [names, child])
}

function variableName({ variables }: Part, top: number): string {
  for (const { question, at, options } of variables.asked.values()) {
    if (at === top) return question.id
    const option = options.indexOf(top)
    if (option >= 0) return `${question.id} has ${question.subject.codes[option]}`
  }
  return [...variables.free.values()].find(({ at }) => at === top)?.text ?? `variable ${top}`
}

function branchName({ asked, free }: Part['variables'], top: number, branch: number): string {
  for (const { question, at, values, pieces, said, absent, options } of asked.values()) {
    if (options.includes(top)) return branch === 0 ? 'no' : 'yes'
    if (at !== top) continue
    if (branch === said) return 'not known'
    if (branch === absent) return 'no answer'
    if (options.length > 0) return 'answered'
    const piece = pieces[branch]
    if (piece === undefined) return String(values[branch])
    const { print } = MEASURES[kindOf(question).quantity?.measure ?? 'number']
    return piece.first === piece.last ? print(piece.first) : `${print(piece.first)} to ${print(piece.last)}`
  }
  const names = Object.entries(FREE).filter(([name]) => name !== 'size')
  return [...free.values()].some(({ at }) => at === top)
    ? (names.find(([, value]) => value === branch)?.[0] ?? '')
    : String(branch)
}
