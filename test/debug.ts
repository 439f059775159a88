/**
 * Shows what the program makes of a condition or of a person's answers, and how proofs see a rule or a condition:
 *
 *     npm run debug -- condition my-clinic.yaml 'bp_top >= 160 and smoker = yes'
 *     npm run debug -- sheet my-clinic.yaml anna.yaml 2026-11-22
 *     npm run debug -- diagram my-clinic.yaml HEART-RECENT
 */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Condition, type Operand, truthOf } from '../src/expression/index.ts'
import { Due, due, type Questionnaire, readAnswers, stateName } from '../src/questionnaire/index.ts'
import { compiledIn, diagramText } from './support/diagram-text.ts'
import { questionnaire, told, yamlFile } from './support/load.ts'

const SHIPPED = join(dirname(fileURLToPath(import.meta.url)), '../questionnaires')

function formAt(named: string): Questionnaire {
  const path = /[./\\]/.test(named) ? resolve(named) : join(SHIPPED, `${named}.yaml`)
  return questionnaire(readFileSync(path, 'utf8'), path)
}

/** The condition as it is evaluated, a line for each part, what is inside it further in. */
function tree(node: Condition | Operand, depth = 0): string {
  const { kind, ...rest } = node as Condition & Record<string, unknown>
  const says = Object.entries(rest).flatMap(([key, value]) => {
    if (key === 'span' || isNode(value) || (Array.isArray(value) && value.some(isNode))) return []
    const name = (value as { readonly id?: string }).id
    return [`${key} ${name ?? JSON.stringify(value)}`]
  })
  const inner = Object.values(rest).flat().filter(isNode)
  const line = `${'  '.repeat(depth)}${kind}${says.length === 0 ? '' : `  ${says.join(', ')}`}\n`
  return line + inner.map((one) => tree(one, depth + 1)).join('')
}

function isNode(value: unknown): value is Condition | Operand {
  return typeof value === 'object' && value !== null && 'kind' in value && !('index' in value) && !('items' in value)
}

function condition(form: Questionnaire, text: string): string {
  const read = compiledIn(form, text)
  if (!read.ok) return read.problems.map(({ code, message, help = '' }) => `${code}: ${message}\n  ${help}\n`).join('')
  return `${tree(read.value.condition)}reads ${read.value.reads.map(({ id }) => id).join(', ')}\n`
}

/** Where each question stands, and the truth of each rule. */
function sheet(form: Questionnaire, path: string, on: string): string {
  const file = yamlFile(readFileSync(path), path)
  const read = file.ok ? readAnswers(file.value, form) : file
  if (!read.ok) return `${told(read.diagnostics).join('\n')}\n`
  const standing = due(form, read.value, on)
  const dueness = Object.keys(Due)
  const questions = form.questions.map(({ id, subject: { index } }) => {
    const number = standing.sheet.numbers[index]
    return `${id.padEnd(28)} due ${dueness[standing.due[index] ?? 0]?.padEnd(7)}  ${stateName(standing.sheet, index).padEnd(10)}  ${number}`
  })
  const rules = form.rules.map(({ id, level, when }) => {
    return `${id.padEnd(28)} ${String(truthOf(when.test(standing.sheet))).padEnd(11)}  ${level}`
  })
  return `${[...questions, '', ...rules].join('\n')}\n`
}

/** The decision diagram of a rule, or of a condition. */
function diagram(form: Questionnaire, ruleOrCondition: string, on: string): string {
  const rule = form.rules.find(({ id }) => id === ruleOrCondition)
  if (rule !== undefined) return diagramText(form, rule.when, on)
  const read = compiledIn(form, ruleOrCondition)
  return read.ok ? diagramText(form, read.value, on) : `${read.problems.map(({ message }) => message).join('\n')}\n`
}

const [what, form = '', text = '', on = '2026-01-01'] = process.argv.slice(2)
if (what === 'condition') process.stdout.write(condition(formAt(form), text))
else if (what === 'sheet') process.stdout.write(sheet(formAt(form), text, on))
else if (what === 'diagram') process.stdout.write(diagram(formAt(form), text, on))
else
  process.stdout.write(
    'condition <form> <condition>\nsheet <form> <answers.yaml> [day]\ndiagram <form> <rule or condition> [day]\n',
  )
