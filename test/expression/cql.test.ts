import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile, truthOf, unknown } from '../../src/expression/index.ts'
import { due } from '../../src/questionnaire/index.ts'
import { answersTo, headOf, inProject, questionnaire } from '../support/load.ts'

/**
 * What the official CQL tests (cqframework/cql-tests at 0666708, Apache-2.0) say of the operators that conditions share
 * with CQL: `name: operands → value`. Truth values become questions that were answered yes, no and not sure.
 */
const SHARED = `
AddNull: 1 + null → null
Add11: 1 + 1 → 2
Add1D1D: 1.0 + 1.0 → 2.0
AddIAndD: 1 + 2.0 → 3.0
DivideNull: 1 / null → null
Divide10: 1 / 0 → null
Divide01: 0 / 1 → 0.0
Divide11: 1 / 1 → 1.0
Divide1d1d: 1.0 / 1.0 → 1.0
Divide10I5D: 10 / 5.0 → 2.0
Divide10I5I: 10 / 5 → 2.0
MultiplyNull: 1 * null → null
Multiply1By1: 1 * 1 → 1
Multiply1DBy2D: 1.0 * 2.0 → 2.0
Multiply1IBy2D: 1 * 2.0 → 2.0
Negate0: -0 → 0
NegateNeg0: -(-0) → 0
Negate1: -1 → -1
NegateNeg1: -(-1) → 1
Negate0D: -(0.0) → 0.0
NegateNeg0D: -(-0.0) → 0.0
Negate1D: -(1.0) → -1.0
NegateNeg1D: -(-1.0) → 1.0
SubtractNull: 1 - null → null
Subtract1And1: 1 - 1 → 0
Subtract1DAnd2D: 1.0 - 2.0 → -1.0
Subtract2And11D: 2 - 1.1 → 0.9
BetweenIntTrue: 4 between 2 and 6 → true
SimpleEqInt1Int1: 1 = 1 → true
SimpleEqInt1Int2: 1 = 2 → false
SimpleEqFloat1Float1: 1.0 = 1.0 → true
SimpleEqFloat1Float2: 1.0 = 2.0 → false
SimpleEqFloat1Float1WithZ: 1.0 = 1.00 → true
SimpleEqFloat1Float1WithPrecisionAndZ: 1.50 = 1.55 → false
SimpleEqFloat1Int1: 1.0 = 1 → true
SimpleEqFloat1Int2: 1.0 = 2 → false
GreaterZZ: 0 > 0 → false
GreaterZ1: 0 > 1 → false
GreaterZNeg1: 0 > -1 → true
GreaterDecZZ: 0.0 > 0.0 → false
GreaterDecZ1: 0.0 > 1.0 → false
GreaterDecZNeg1: 0.0 > -1.0 → true
GreaterDec1Int2: 1.0 > 2 → false
GreaterOrEqualZZ: 0 >= 0 → true
GreaterOrEqualZ1: 0 >= 1 → false
GreaterOrEqualZNeg1: 0 >= -1 → true
GreaterOrEqualDecZZ: 0.0 >= 0.0 → true
GreaterOrEqualDecZ1: 0.0 >= 1.0 → false
GreaterOrEqualDecZNeg1: 0.0 >= -1.0 → true
GreaterOrEqualDec1Int2: 1.0 >= 2 → false
LessZZ: 0 < 0 → false
LessZ1: 0 < 1 → true
LessZNeg1: 0 < -1 → false
LessDecZZ: 0.0 < 0.0 → false
LessDecZ1: 0.0 < 1.0 → true
LessDecZNeg1: 0.0 < -1.0 → false
LessDec1Int2: 1.0 < 2 → true
LessOrEqualZZ: 0 <= 0 → true
LessOrEqualZ1: 0 <= 1 → true
LessOrEqualZNeg1: 0 <= -1 → false
LessOrEqualDecZZ: 0.0 <= 0.0 → true
LessOrEqualDecZ1: 0.0 <= 1.0 → true
LessOrEqualDecZNeg1: 0.0 <= -1.0 → false
LessOrEqualDec1Int2: 1.0 <= 2 → true
SimpleNotEqInt1Int1: 1 != 1 → false
SimpleNotEqInt1Int2: 1 != 2 → true
SimpleNotEqFloat1Float1: 1.0 != 1.0 → false
SimpleNotEqFloat1Float2: 1.0 != 2.0 → true
SimpleNotEqFloat1Int1: 1.0 != 1 → false
SimpleNotEqFloat1Int2: 1.0 != 2 → true
TrueAndTrue: true and true → true
TrueAndFalse: true and false → false
TrueAndNull: true and null → null
FalseAndTrue: false and true → false
FalseAndFalse: false and false → false
FalseAndNull: false and null → false
NullAndTrue: null and true → null
NullAndFalse: null and false → false
NullAndNull: null and null → null
TrueImpliesTrue: true implies true → true
TrueImpliesFalse: true implies false → false
TrueImpliesNull: true implies null → null
FalseImpliesTrue: false implies true → true
FalseImpliesFalse: false implies false → true
FalseImpliesNull: false implies null → true
NullImpliesTrue: null implies true → true
NullImpliesFalse: null implies false → null
NullImpliesNull: null implies null → null
NotTrue: not true → false
NotFalse: not false → true
NotNull: not null → null
TrueOrTrue: true or true → true
TrueOrFalse: true or false → true
TrueOrNull: true or null → true
FalseOrTrue: false or true → true
FalseOrFalse: false or false → false
FalseOrNull: false or null → null
NullOrTrue: null or true → true
NullOrFalse: null or false → null
NullOrNull: null or null → null
TrueXorTrue: true xor true → false
TrueXorFalse: true xor false → true
TrueXorNull: true xor null → null
FalseXorTrue: false xor true → true
FalseXorFalse: false xor false → false
FalseXorNull: false xor null → null
NullXorTrue: null xor true → null
NullXorFalse: null xor false → null
NullXorNull: null xor null → null
`

/** Names of the tests that cannot be said in a condition, by the reason. */
const NOT_EXPRESSIBLE: Readonly<Record<string, string>> = {
  'there is no `mod`': `ModuloNull Modulo0By0 Modulo4By2 Modulo4DBy2D Modulo10By3 Modulo10DBy3D Modulo10IBy3D ModuloDResult`,
  'there is no `div`; `/` divides decimals': `TruncatedDivide2By1 TruncatedDivide2By0 TruncatedDivide10By3 TruncatedDivide10d1By3D1 TruncatedDivide10D1By0D
    TruncatedDivideNeg2ByNeg1 TruncatedDivideNeg10ByNeg3 TruncatedDivideNeg10d1ByNeg3D1 TruncatedDivideNeg2By1
    TruncatedDivideNeg10By3 TruncatedDivideNeg10d1By3D1 TruncatedDivide2ByNeg1 TruncatedDivide10ByNeg3
    TruncatedDivide10d1ByNeg3D1 TruncatedDivide10By5D`,
  'truth values are joined by `and`, `or` and `not`, never compared': `SimpleEqTrueTrue SimpleEqTrueFalse SimpleEqFalseFalse SimpleEqFalseTrue SimpleEqTrueNull SimpleEqNullTrue
    SimpleNotEqTrueTrue SimpleNotEqTrueFalse SimpleNotEqFalseFalse SimpleNotEqFalseTrue SimpleNotEqTrueNull
    SimpleNotEqNullTrue`,
  'conditions neither compare nor order texts': `SimpleEqStringAStringA SimpleEqStringAStringB GreaterAA GreaterAB GreaterBA GreaterAThanAA GreaterAAThanA
    GreaterJackJill GreaterOrEqualAA GreaterOrEqualAB GreaterOrEqualBA GreaterOrEqualAThanAA
    GreaterOrEqualAAThanA GreaterOrEqualJackJill LessAA LessAB LessBA LessAThanAA LessAAThanA LessJackJill
    LessOrEqualAA LessOrEqualAB LessOrEqualBA LessOrEqualAThanAA LessOrEqualAAThanA LessOrEqualJackJill
    SimpleNotEqStringAStringA SimpleNotEqStringAStringB`,
}

const shared = SHARED.trim()
  .split('\n')
  .map((line) => {
    const [, name = '', expression = '', value = ''] = /^(\w+): (.*) → (.*)$/.exec(line) ?? []
    return { name, expression, value }
  })
const notExpressible = Object.values(NOT_EXPRESSIBLE).flatMap((names) => names.split(/\s+/))

const form = questionnaire(`
${headOf('three')}sections:
  - id: all
    title: All
    questions:
      - { id: said_yes, text: T, type: yes_no }
      - { id: said_no, text: T, type: yes_no }
      - { id: not_sure, text: T, type: yes_no }
      - { id: no_number, text: T, type: decimal }
`)
const { sheet } = due(
  form,
  answersTo(form, { said_yes: 'yes', said_no: 'no', not_sure: 'unsure', no_number: 'unsure' }),
  '2026-01-01',
)

/** true, false or null, as CQL writes them. */
function truthIn(condition: string): string {
  const read = compile(condition, {
    find: (name) => form.questionById.get(name)?.subject,
    names: () => form.questionById.keys(),
    refuses: () => undefined,
  })
  if (!read.ok) throw new Error(`${condition}: ${read.problems[0]?.message}`)
  const truth = truthOf(read.value.test(sheet))
  return truth === unknown ? 'null' : String(truth)
}

const TRUTHS: Readonly<Record<string, string>> = {
  true: 'said_yes = yes',
  false: 'said_no = yes',
  null: 'not_sure = yes',
}

/** The same test as a condition, `xor` and `implies` by what they mean. */
function condition(expression: string): string {
  const [, a = '', op = '', b = ''] = /^(\w+) (xor|implies) (\w+)$/.exec(expression) ?? []
  const meant =
    op === 'xor' ? `(${a} and not ${b}) or (${b} and not ${a})` : op === 'implies' ? `not ${a} or ${b}` : expression
  return meant.replaceAll(/\b(true|false|null)\b/g, (word) => TRUTHS[word] ?? word)
}

describe('as CQL', () => {
  test.each(shared.filter(({ expression }) => /and|or|not|implies|[<>=]|between/.test(expression)))(
    '$name: $expression is $value',
    ({ expression, value }) => {
      expect(truthIn(condition(expression))).toBe(value)
    },
  )

  test.each(shared.filter(({ expression }) => !/and|or|not|implies|[<>=]|between/.test(expression)))(
    '$name: $expression makes $value',
    ({ expression, value }) => {
      const number = expression.replace('null', 'no_number')
      expect(truthIn(`${number} = ${value === 'null' ? '1' : value}`)).toBe(value === 'null' ? 'null' : 'true')
      expect(truthIn(`${number} = 12345`)).toBe(value === 'null' ? 'null' : 'false')
    },
  )

  test('all 172 tests are either said or listed', () => {
    expect(shared.length).toBe(109)
    expect(notExpressible.length).toBe(63)
    expect(new Set([...shared.map(({ name }) => name), ...notExpressible]).size).toBe(172)
  })
})

/** The official tests themselves, where they stand beside the project. */
const official = inProject('../shared/cql-tests/shared-operators.json')

test('the table says what the official tests say', ({ skip }) => {
  if (!existsSync(official)) skip(`no file ${official}: the table is taken as it stands`)
  const tests: readonly { name: string; expression: string; output: readonly string[] }[] = JSON.parse(
    readFileSync(official, 'utf8'),
  )
  const listed = new Set(notExpressible)
  expect(tests.map(({ name }) => name).sort()).toEqual([...shared.map(({ name }) => name), ...listed].sort())
  const said = tests.filter(({ name }) => !listed.has(name))
  expect(said.map(({ name, expression, output }) => ({ name, expression, value: output[0] }))).toEqual(shared)
})
