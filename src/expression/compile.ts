import { fold } from './algebra.ts'
import { checkTypes } from './check-types.ts'
import { closures, type Test } from './closures.ts'
import type { Condition } from './condition.ts'
import { parse } from './parser.ts'
import { references } from './references.ts'
import type { QuestionSubject, Scope } from './subjects.ts'
import type { Expression, ExpressionProblem } from './syntax.ts'
import { type Unknowns, unknowns } from './unknowns.ts'

/** A condition ready to be evaluated, with what it was made from. */
export interface Compiled {
  readonly text: string
  readonly expression: Expression
  readonly condition: Condition
  readonly test: Test
  readonly unknowns: Unknowns
  readonly reads: readonly QuestionSubject[]
}

/** Reads, checks and compiles a condition. Never throws; every problem with its names and types is reported. */
export function compile(
  text: string,
  scope: Scope,
):
  | { readonly ok: true; readonly value: Compiled }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] } {
  const parsed = parse(text)
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] }
  const { condition, problems } = checkTypes(parsed.expression, scope)
  if (condition === undefined) return { ok: false, problems }
  let blamed: Unknowns | undefined
  const value: Compiled = {
    text,
    expression: parsed.expression,
    condition,
    test: fold(condition, closures),
    // Made when first needed: most conditions are never undetermined, and every start of the program would pay for it.
    unknowns: (sheet, visit) => {
      blamed ??= fold(condition, unknowns).unknowns
      blamed(sheet, visit)
    },
    reads: fold(condition, references),
  }
  return { ok: true, value }
}
