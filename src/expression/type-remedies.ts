import { nearest, type ProblemText, suggestion } from '../diagnostics/index.ts'
import { MEASURES, type Measure } from './measures.ts'
import { print } from './print.ts'
import type { QuestionSubject, Scope } from './subjects.ts'
import type { Expression, Term } from './syntax.ts'
import { remedyFor } from './word-remedies.ts'

/*
 * What to do about a part of a condition that does not fit the part next to it: the wording of `check-types.ts`.
 */

type Compared = Expression & { kind: 'compare' }

/** A question with several answers is compared as if it had only one. */
export function severalCompared({ id, codes }: QuestionSubject, { op, right }: Compared): ProblemText {
  const isEquality = op === '=' || op === '!='
  const chosen = `${id} has ${right.kind === 'name' ? right.name : codes[0]}`
  const counted = `count(${id}) ${op} ${print(right)}`
  const instead = right.kind === 'number' || !isEquality ? counted : op === '=' ? chosen : `not ${chosen}`
  return { message: `\`${id}\` takes several answers, so \`${op}\` does not fit`, help: `write \`${instead}\`` }
}

/** `<` and the like between a question and its codes. */
export function withoutOrder({ id, codes }: QuestionSubject, { op, right }: Compared): ProblemText {
  const example = right.kind === 'name' ? right.name : codes[0]
  return {
    message: `the answers of \`${id}\` have no order, so \`${op}\` does not fit`,
    help: `write \`${id} = ${example}\`, or name all that are meant: \`${id} in (…)\``,
  }
}

export function severalListed({ id }: QuestionSubject, { negated, values }: Expression & { kind: 'in' }): ProblemText {
  return {
    message: `\`${id}\` takes several answers, so \`in\` does not fit`,
    help: `write \`${negated ? 'not ' : ''}${id} has any of ${listText(values)}\``,
  }
}

export function hasOfOne({ id, codes }: QuestionSubject, { anyOf, values }: Expression & { kind: 'has' }): ProblemText {
  const message = `\`has\` is for questions with several answers, and \`${id}\` is not one`
  if (codes.length === 0) return { message }
  return { message, help: `write \`${id} ${anyOf ? `in ${listText(values)}` : `= ${values.map(print).join('')}`}\`` }
}

/** `yes = smoker`. */
export function answerFirst({ id, type }: QuestionSubject, op: string, answer: Term): ProblemText {
  const example = type === 'choices' ? `${id} has ${print(answer)}` : `${id} ${op} ${print(answer)}`
  return { message: 'the question comes first, then its answer', help: `write \`${example}\`` }
}

export function twoMeasures(one: Measure, other: Measure): ProblemText {
  return {
    message: `a ${one} cannot be compared with a ${other}`,
    help: 'a date compares with a date such as `2026-02-28`; `days_since(…)` makes a number of one',
  }
}

type InUnit = readonly [term: Term, unit: string | undefined]

export function twoUnits([left, one]: InUnit, [right, other]: InUnit): ProblemText {
  return {
    message: `\`${print(left)}\` is in \`${one}\` and \`${print(right)}\` in \`${other}\``,
    help: 'both sides need the same unit',
  }
}

export function notANumber({ id, type, codes }: QuestionSubject): ProblemText {
  const help: Readonly<Record<string, string>> = {
    text: 'text is for people to read; only `is answered` can be asked of it',
    choices: `use \`has\`, or \`count(${id})\``,
  }
  return { message: `\`${id}\` is not a number`, help: help[type] ?? `write \`${id} = ${codes[0]}\`` }
}

export function unknownName(name: string, scope: Scope): ProblemText {
  return { message: `unknown question \`${name}\``, ...suggestion(name, scope.names()) }
}

/** An unknown name is compared with a number or date: perhaps it was meant as a value. */
export function unknownBeside(
  measure: Measure,
  left: Term,
  { right, scope }: { readonly right: Term & { kind: 'name' }; readonly scope: Scope },
): ProblemText {
  if (nearest(right.name, scope.names()) !== undefined) return unknownName(right.name, scope)
  const help = remedyFor(right.name) ?? MEASURES[measure].compare(print(left))
  return { message: `unknown question \`${right.name}\``, help }
}

/** States of a question without an answer. They are not answers themselves. */
const STATES_OF_QUESTIONS: readonly string[] = ['unsure', 'declined', 'unanswered', 'not_asked']

export function noSuchAnswer({ id }: QuestionSubject, text: string, known: readonly string[]): ProblemText {
  const message = `\`${id}\` has no answer \`${text}\``
  if (!STATES_OF_QUESTIONS.includes(text)) return { message, ...suggestion(text, known) }
  return {
    message,
    help: `a state is not an answer: use \`${id} is not answered\`, or \`if_unknown\` beside the question`,
  }
}

function listText(values: readonly Term[]): string {
  return `(${values.map(print).join(', ')})`
}
