import { readdirSync, readFileSync } from 'node:fs'
import { env } from 'node:process'
import { expect, test } from 'vitest'
import { problemsOf } from '../../src/diagnostics/index.ts'
import { decodeUtf8, refuseUnseen } from '../../src/yaml/decode.ts'
import { rootByGrammar } from '../../src/yaml/read.ts'
import { readUsual } from '../../src/yaml/usual.ts'
import { inProject } from '../support/load.ts'
import { excerpt } from './excerpt.ts'
import { mutated, randomFrom } from './mutate.ts'

/** `PRESCREEN_MUTATIONS=1000000 npx vitest run test/yaml/usual` tries a million. */
const TRIES = Number(env.PRESCREEN_MUTATIONS ?? 5_000)
const SEED = Number(env.PRESCREEN_SEED ?? 1)

const read = (path: string) => readFileSync(inProject(path), 'utf8')

function byGrammar(text: string) {
  const problems = problemsOf({ path: 'a.yaml', text, sha256: '' })
  const root = rootByGrammar(text, problems)
  return { root, found: problems.found }
}

const SHIPPED = ['questionnaires', 'questionnaires/examples'].flatMap((folder) =>
  readdirSync(inProject(folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`),
)

test('nearly every shipped file is read in the usual way, and as the whole grammar reads it', () => {
  const usual = SHIPPED.filter((path) => {
    const root = readUsual(read(path))
    if (root !== undefined) expect(byGrammar(read(path)), path).toEqual({ root, found: [] })
    return root !== undefined
  })
  expect(usual).toContain('questionnaires/ketamine-intake.yaml')
  expect(usual.length / SHIPPED.length).toBeGreaterThan(0.7)
})

test.each([
  ['a: b\n  c\n', 'a text that goes on'],
  ['a: |\n  b\n\n  c\n', 'an empty line in a text'],
  ['a: b\n   # c\nd: e\n', 'a comment further in'],
  ['a:\nb: c\n', 'a key without a value'],
  ['a: b\na: c\n', 'a key that comes twice'],
  ['a: { b: c, b: d }\n', 'a key that comes twice in braces'],
  ['a: "b\\n"\n', 'an escape'],
  ['a: &b c\n', 'a mark'],
  ['a: b: c\n', 'a second colon'],
  ['a: b', 'no end of the last line'],
  ['a: b\n---\nc: d\n', 'a second document'],
  [`a: ${'{ b: '.repeat(9)}c${' }'.repeat(9)}\n`, 'many braces'],
  ['a:\n- b\n', 'a list in the column of its key'],
])('%j is left to the whole grammar: %s', (text) => {
  expect(readUsual(text)).toBeUndefined()
})

test('a file of too many parts is left to the reader that says so', () => {
  const keys = Array.from({ length: 900 }, (_, at) => `k${at}: [${'b, '.repeat(30)}b]\n`)
  expect(readUsual(keys.slice(0, 100).join(''))).toBeDefined()
  expect(readUsual(keys.join(''))).toBeUndefined()
})

/** Besides what is shipped: each way to write that is usual, next to what is nearly so. */
const WAYS = `# heading
a: one two   # comment
b: 'it''s'
c: "two"

list:
  # comment
  - id: x
    text: >-
      folded
      text
    # below
    of: [a, 'b', "c", d e , -1]
  - id: y
    flow: { k: v, l: [], m: 'n', o: { p: q } }
  - plain
  - [p, q]
d: |
  kept
  lines

e:
  f:
    g: 12:30
# end
`
const TEXTS = [WAYS, WAYS, WAYS, excerpt(read('questionnaires/ketamine-intake.yaml'))]

test(`${TRIES} damaged files: what is read in the usual way is what the whole grammar reads`, {
  timeout: 100_000 + TRIES * 50,
}, () => {
  expect(readUsual(WAYS)).toBeDefined()
  const random = randomFrom(SEED)
  let usual = 0
  for (let at = 0; at < TRIES; at += 1) {
    const { text, refusal } = decodeUtf8(mutated(TEXTS, random))
    if (refusal !== undefined || refuseUnseen(text, problemsOf({ path: '', text, sha256: '' }))) continue
    const root = readUsual(text)
    if (root === undefined) continue
    usual += 1
    expect(byGrammar(text), `try ${at}, seed ${SEED}:\n${text}`).toEqual({ root, found: [] })
  }
  console.log(`${usual} of ${TRIES} damaged files were read in the usual way`)
  expect(usual / TRIES).toBeGreaterThan(0.05)
})
