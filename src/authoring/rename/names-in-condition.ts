import type { Span } from '../../diagnostics/index.ts'
import { type Expression, parse, type Term } from '../../expression/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'

/**
 * A name in a condition: of a question or score, or of an option of a question. Its span is within the condition's
 * text.
 */
export type NameInCondition =
  | { readonly kind: 'subject'; readonly name: string; readonly span: Span }
  | { readonly kind: 'code'; readonly question: string; readonly name: string; readonly span: Span }

/**
 * All names in a condition, each with its meaning at that place: next to a question with options, a bare name is an
 * option.
 */
export function namesInCondition(text: string, questionnaire: Questionnaire): readonly NameInCondition[] {
  const parsed = parse(text)
  const names: NameInCondition[] = []
  if (parsed.ok) visitTest(parsed.expression, { questionnaire, names })
  return names
}

interface Visit {
  readonly questionnaire: Questionnaire
  readonly names: NameInCondition[]
}

function visitTest(test: Expression, visit: Visit): void {
  switch (test.kind) {
    case 'and':
    case 'or':
      for (const operand of test.operands) visitTest(operand, visit)
      return
    case 'not':
      visitTest(test.operand, visit)
      return
    case 'compare':
      visitTerms([test.left, test.right], visit)
      return
    case 'between':
      visitTerms([test.operand, test.low, test.high], visit)
      return
    case 'in':
    case 'has':
      visitTerms([test.operand, ...test.values], visit)
      return
    case 'answered':
      visitTerms([test.operand], visit)
      return
  }
}

/**
 * The first term says what is compared. In the other terms a name is an option if the first is a question with options.
 */
function visitTerms([first, ...others]: readonly Term[], visit: Visit): void {
  if (first === undefined) return
  const beside = first.kind === 'name' ? visit.questionnaire.questionById.get(first.name) : undefined
  const codes = beside?.subject.codes ?? []
  visitTerm(first, visit)
  for (const other of others) {
    if (other.kind === 'name' && beside !== undefined && codes.includes(other.name))
      visit.names.push({ kind: 'code', question: beside.id, name: other.name, span: other.span })
    else visitTerm(other, visit)
  }
}

function visitTerm(term: Term, visit: Visit): void {
  switch (term.kind) {
    case 'name':
      visit.names.push({ kind: 'subject', name: term.name, span: term.span })
      return
    case 'call':
      visitTerm(term.argument, visit)
      return
    case 'arithmetic':
      visitTerm(term.left, visit)
      visitTerm(term.right, visit)
      return
    case 'negate':
      visitTerm(term.operand, visit)
      return
    default:
      // Numbers and days name nothing.
      return
  }
}
