import { readFileSync } from 'node:fs'
import { env } from 'node:process'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Loaded } from '../../src/diagnostics/index.ts'
import { loadQuestionnaire, readAnswers } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { inProject, questionnaire, yamlFile } from '../support/load.ts'
import { excerpt } from './excerpt.ts'
import { mutated, randomFrom } from './mutate.ts'

/** `PRESCREEN_MUTATIONS=1000000 npx vitest run test/yaml/mutations` tries a million. */
const TRIES = Number(env.PRESCREEN_MUTATIONS ?? 20_000)
const SEED = Number(env.PRESCREEN_SEED ?? 1)
const TODAY = '2026-03-02'
const OBJECT_KEYS = Reflect.ownKeys(Object.prototype)

const read = (path: string) => readFileSync(inProject(path), 'utf8')
const full = read('test/questionnaire/every-key.yaml')
const form = questionnaire(full)
const FORMS = [full, excerpt(read('questionnaires/ketamine-intake.yaml'))]
const ANSWERS = [
  read('test/questionnaire/every-key.answers.yaml'),
  '{ "pregnant": "no", "signs": ["pain", "blood"] }\n',
]
const answered = yamlFile(ANSWERS[0] ?? '')
if (!answered.ok) throw new Error('the answers cannot be read')
const ANSWERED = answered.value

/** Everything that reads a file, in the order of the program. Throws only if the program is faulty. */
function readAll(bytes: Uint8Array, isAnswers: boolean): Loaded<unknown> {
  const file = yamlFile(bytes)
  if (!file.ok) return file
  if (!isAnswers) {
    const loaded = loadQuestionnaire(file.value)
    if (loaded.ok) {
      const answers = readAnswers(ANSWERED, loaded.value)
      guide(loaded.value, answers.ok ? answers.value : new Map(), TODAY)
    }
    return loaded
  }
  const answers = readAnswers(file.value, form)
  if (answers.ok) guide(form, answers.value, TODAY)
  return answers
}

/** What is wrong with how a file was read; nothing is what is wanted. */
function faults(result: Loaded<unknown>): readonly string[] {
  const diagnostics = result.ok ? result.warnings : result.diagnostics
  const found: string[] = []
  const refused = diagnostics.some(({ severity }) => severity === 'error')
  if (result.ok === refused) found.push(result.ok ? 'ok with an error' : 'refused without an error')
  for (const { message, span, source, code } of diagnostics) {
    const inside = span.start >= 0 && span.start <= span.end && span.end <= source.text.length
    if (!inside) found.push(`${code} at ${span.start} to ${span.end} of ${source.text.length}`)
    if (!/^.{5,}$/.test(message)) found.push(`${code} says ${JSON.stringify(message)}`)
  }
  return found
}

test('the originals are read', () => {
  for (const text of FORMS) expect(readAll(new TextEncoder().encode(text), false)).toMatchObject({ ok: true })
  for (const text of ANSWERS) expect(readAll(new TextEncoder().encode(text), true)).toMatchObject({ ok: true })
})

test(`${TRIES} damaged files are read or refused with a place, never in doubt`, {
  timeout: 100_000 + TRIES * 50,
}, async () => {
  const random = randomFrom(SEED)
  let readable = 0
  let slowest = 0
  for (let at = 0; at < TRIES; at += 1) {
    const isAnswers = at % 4 === 0
    const bytes = mutated(isAnswers ? ANSWERS : FORMS, random)
    const shown = () => `try ${at}, seed ${SEED}:\n${new TextDecoder().decode(bytes)}`
    const began = performance.now()
    let result: Loaded<unknown>
    try {
      result = readAll(bytes, isAnswers)
    } catch (error) {
      throw new Error(shown(), { cause: error })
    }
    slowest = Math.max(slowest, performance.now() - began)
    const wrong = faults(result)
    if (wrong.length > 0) expect.fail(`${wrong.join('\n')}\n${shown()}`)
    if (result.ok) readable += 1
    // A million take an hour; the test runner wants to hear something meanwhile.
    if (at % 500 === 0) await setImmediate()
  }
  console.log(`${TRIES} damaged files: ${readable} still readable, slowest ${Math.round(slowest)} ms`)
  // A mutation that always or never breaks a file would try only half of the program.
  expect(readable / TRIES).toBeGreaterThan(0.02)
  expect(readable / TRIES).toBeLessThan(0.8)
  expect(slowest).toBeLessThan(10_000)
  expect(Reflect.ownKeys(Object.prototype)).toEqual(OBJECT_KEYS)
  expect(({} as { level?: string }).level).toBeUndefined()
})
