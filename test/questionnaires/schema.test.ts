import { readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadCases, starterCases, starterQuestionnaire } from '../../src/authoring/index.ts'
import type { Diagnostic, Loaded } from '../../src/diagnostics/index.ts'
import { ACTIONS, LEVELS, UNITS } from '../../src/questionnaire/index.ts'
import { LanguageServer } from '../support/language-server.ts'
import { headOf, inProject, load, questionnaire, yamlFile } from '../support/load.ts'

interface Schema {
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly definitions?: Readonly<Record<string, Schema>>
}

const FORM = 'prescreen-1.schema.json'
const CASES = 'prescreen-cases-1.schema.json'

function schemaIn(name: string): Schema {
  return JSON.parse(readFileSync(inProject(`questionnaires/schema/${name}`), 'utf8')) as Schema
}

const form = schemaIn(FORM)
const cases = schemaIn(CASES)
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, keywords: ['errorMessage'] })
const [takesForm, takesCases] = [ajv.compile(form), ajv.compile(cases)]

/** Read as an editor reads it: `yes` and `2026-01-02` are texts, `1.5` and `true` are not. */
function taken(text: string, takes = takesForm): unknown {
  return takes(parse(text, { schema: 'core' })) || takes.errors?.[0]
}

describe('what is right is taken', () => {
  const files = readdirSync(inProject('questionnaires'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `questionnaires/${name}`)

  test('there is something to take', () => {
    expect(files.filter((name) => name.endsWith('.cases.yaml')).length).toBeGreaterThan(0)
  })

  test.each([...files, 'test/questionnaire/every-key.yaml'])('%s', (path) => {
    const text = readFileSync(inProject(path), 'utf8')
    expect(taken(text, path.endsWith('.cases.yaml') ? takesCases : takesForm)).toBe(true)
  })
})

describe('the keys are those that the loader knows', () => {
  const BOGUS = 'no_such_key_at_all'
  const odd = { [BOGUS]: 'x' }
  const broken = {
    ...odd,
    sources: { s: odd },
    option_sets: { set: { a: odd } },
    sections: [
      { ...odd, id: 's', questions: [{ ...odd, id: 'q', type: 'integer', hard: odd, soft: odd, check: odd }] },
    ],
    scores: [odd],
    rules: [odd],
    promises: [odd],
  }
  const scored = questionnaire(`${headOf('scored')}sections:
  - id: s
    title: S
    questions:
      - id: q
        text: Q?
        type: choice
        options:
          a: { label: A, points: 1 }
scores:
  - id: sum
    sum: [q]
`)
  const file = yamlFile(
    JSON.stringify({ ...odd, cases: [{ ...odd, name: 'n', expect: { ...odd, scores: { sum: odd } } }] }),
  )
  const told = [
    ...diagnosticsOf(load(JSON.stringify(broken))),
    ...diagnosticsOf(file.ok ? loadCases(file.value, scored) : file),
  ]

  const { definitions: parts = {} } = form
  const { definitions: caseParts = {} } = cases
  const inQuestion = (key: string) => parts.question?.properties?.[key]

  test.each<readonly [string, Schema | undefined]>([
    ['a questionnaire', form],
    ['source `s`', parts.source],
    ['option `a`', parts.option],
    ['a section', parts.section],
    ['question `q`', parts.question],
    ['`hard`', inQuestion('hard')],
    ['`soft`', inQuestion('soft')],
    ['the `check` of question `q`', inQuestion('check')],
    ['a score', parts.score],
    ['a rule', parts.rule],
    ['a promise', parts.promise],
    ['a cases file', cases],
    ['a case', caseParts.case],
    ['`expect`', caseParts.expect],
    ['score `sum`', caseParts.range],
  ])('%s', (what, schema) => {
    const { help = '' } = told.find(({ message }) => message === `unknown key \`${BOGUS}\` in ${what}`) ?? {}
    const known = [...help.matchAll(/`(\w+)`/g)].map((match) => match[1])
    expect(known.length).toBeGreaterThan(0)
    expect(Object.keys(schema?.properties ?? {}).sort()).toEqual(known.sort())
  })

  test('the loader names no other place', () => {
    const places = told.filter(({ code }) => code === 'unknown-key').map(({ message }) => message)
    expect(new Set(places).size).toBe(15)
  })

  test('every key says what it holds', () => {
    const objects = [form, cases, ...Object.values(parts), ...Object.values(caseParts)]
    const all = objects.flatMap(({ properties = {} }) => Object.entries(properties))
    const inner = all.flatMap(([, schema]) => Object.entries(schema.properties ?? {}))
    // Limits of numbers and days narrow what is described elsewhere.
    const silent = [...all, ...inner].filter(([, schema]) => schema.description === undefined)
    expect(silent.map(([key]) => key)).toEqual(['min', 'max', 'min', 'max'])
  })
})

test('the words are those of the program', () => {
  const { question, rule, level } = form.definitions ?? {}
  const words = (schema: Schema | undefined) => schema?.enum
  const [withoutType] = diagnosticsOf(
    load(JSON.stringify({ sections: [{ questions: [{ id: 'q', text: 'Q?' }] }] })),
  ).filter(({ message }) => message.includes('has no `type`'))
  expect(withoutType?.help).toContain(` ${words(question?.properties?.type)?.join(', ')}`)
  expect(words(question?.properties?.unit)).toEqual([...UNITS.keys()])
  expect(words(rule?.properties?.action)).toEqual(ACTIONS)
  expect([...(words(level) ?? []), 'none-raised']).toEqual(LEVELS)
})

describe('one line of a right file changed', () => {
  const base = readFileSync(inProject('test/questionnaire/every-key.yaml'), 'utf8')

  function changed(line: string, to: string): string {
    expect(base).toContain(`${line}\n`)
    return base.replace(`${line}\n`, () => `${to}\n`)
  }

  test.each([
    ['title: Every key', 'title: 2026'],
    ['title: Every key', 'title: no'],
    ['title: Every key', 'title: true'],
    ['audience: adults', 'audience: 1.5'],
    ['language: en-GB', 'language: no'],
    ['    year: 2024', '    year: "2024"'],
    ['      points: 3', '      points: "3"'],
    ['      points: 3', '      points: -0.5'],
    ['      key: e', '      key: 7'],
    ['          pain: Pain', '          yes: 10'],
    ['          pain: Pain', '          no: { label: No, key: 1 }'],
    ['          min: 0.5', '          min: "0.5"'],
    ['        usual: no', '        usual: "no"'],
    ['        usual: 118', '        usual: "118"'],
    ['        sources: [label-a 4.4 table 2, guide-b]', '        sources: []'],
    ['    group: bladder', '    group: 7'],
    ['    because: High.', '    because: true'],
  ])('%s taken as %s', (line, to) => {
    const text = changed(line, to)
    expect(load(text).ok).toBe(true)
    expect(taken(text)).toBe(true)
  })

  test.each([
    ['format: prescreen/1', 'format: prescreen/2'],
    ['id: every-key', 'id: every_key'],
    ['version: 2.10.3', 'version: 2.10'],
    ['version: 2.10.3', 'version: 2.010.3'],
    ['language: en-GB', 'language: english'],
    ['status: reviewed', 'status: final'],
    ['reviewed_on: 2026-03-01', 'reviewed_on: 1 March 2026'],
    ['reviewed_by: Dr A. Example', '# nobody'],
    ['title: Every key', 'titel: Every key'],
    ['title: Every key', 'title:'],
    ['    year: 2024', '    year: 24'],
    ['    url: https://example.org/a', '    url: example.org/a'],
    ['      points: 3', '      points: many'],
    ['      key: e', '      key: u'],
    ['          pain: Pain', '          Pain: Pain'],
    ['          pain: Pain', '          none: Pain'],
    ['        none: None of these', '        # none'],
    ['        type: decimal', '        type: float'],
    ['        type: decimal', '        type: note'],
    ['        type: decimal', '        type: text'],
    ['        type: decimal', '        type: choice'],
    ['        type: decimal', '        type: date'],
    ['        usual: no', '        usual:'],
    ['        worse: yes', '        worse: higher'],
    ['        worse: more', '        worse: [pain]'],
    ['        hard: { max: 2026-12-31 }', '        hard: { max: 12 }'],
    ['        hard: { min: 50, max: 300 }', '        hard: { min: 50, message: Odd. }'],
    ['        offer: []', '        offer: [maybe]'],
    ['        if_unknown: refer-discuss', '        if_unknown: none-raised'],
    ['          that: top > bottom', '          # that'],
    ['    level: refer-before', '    level: refer'],
    ['    action: emergency', '    # action'],
    ['    action: emergency', '    action: call'],
    ['    level: refer-discuss', '    level: refer-discuss\n    action: emergency'],
    ['  - id: D-TOP', '  - id: D_TOP'],
    ['    at_least: act-now', '    at_least: none-raised'],
  ])('%s refused as %s', (line, to) => {
    const text = changed(line, to)
    expect(load(text).ok).toBe(false)
    expect(taken(text)).not.toBe(true)
  })
})

describe('in an editor', () => {
  let server: LanguageServer
  beforeAll(async () => {
    server = await LanguageServer.started()
  })
  afterAll(() => server.ends())

  const starting = {
    id: 'my-clinic',
    title: 'My clinic',
    schema: pathToFileURL(inProject(`questionnaires/schema/${FORM}`)).href,
    casesSchema: pathToFileURL(inProject(`questionnaires/schema/${CASES}`)).href,
  }
  const right = starterQuestionnaire(starting)

  function lineOf(text: string, part: string): number {
    return text.slice(0, text.indexOf(part)).split('\n').length
  }

  test('a new questionnaire and its cases have nothing underlined', async () => {
    expect(await server.opens('file:///new/my-clinic.yaml', right)).toEqual([])
    expect(await server.opens('file:///new/my-clinic.cases.yaml', starterCases(starting))).toEqual([])
  })

  test('what is wrong is underlined on its line', async () => {
    const wrong = right
      .replace('help: Say', 'hlep: Say')
      .replace('level: act-now', 'level: act-soon')
      .replace('        none: None of these\n', '')
      .replace('    level: refer-before\n', '    level: refer-before\n    action: emergency\n')
    const told = await server.opens('file:///new/wrong.yaml', wrong)
    expect([...told].sort()).toEqual([
      `${lineOf(wrong, 'hlep:')}: Property hlep is not allowed.`,
      `${lineOf(wrong, 'id: now')}: Missing property "none".`,
      `${lineOf(wrong, 'act-soon')}: Value is not accepted. Valid values: "act-now", "refer-before", "refer-discuss".`,
      `${lineOf(wrong, 'action: emergency\n    because: Reported a heart')}: \`action\` goes with \`level: act-now\` only.`,
    ])
  })

  test('what is wrong in cases is underlined on its line', async () => {
    const wrong = starterCases(starting).replace('level: none-raised', 'level: nothing')
    expect(await server.opens('file:///new/wrong.cases.yaml', wrong)).toEqual([
      `${lineOf(wrong, 'level: nothing')}: Value is not accepted. Valid values: "act-now", "refer-before", "refer-discuss", "none-raised".`,
    ])
  })

  test('completion offers the keys of a question, and its words', async () => {
    const uri = 'file:///new/typing.yaml'
    const typing = right.replace('        worse: yes\n', '        worse: yes\n        \n        if_unanswered: \n')
    await server.opens(uri, typing)
    const line = lineOf(typing, '        \n        if_unanswered')
    expect(await server.offers(uri, line, 9)).toEqual(
      expect.arrayContaining(['if_unknown', 'ask_if', 'check', 'sources']),
    )
    expect(await server.offers(uri, line + 1, 24)).toEqual(['act-now', 'refer-before', 'refer-discuss'])
  })

  test('a relative address is found from the folder of the file', async () => {
    const uri = pathToFileURL(inProject('questionnaires/typing.yaml')).href
    const text = `# yaml-language-server: $schema=schema/${FORM}\nformat: prescreen/2\n`
    expect(await server.opens(uri, text)).toContain('2: Value must be "prescreen/1".')
  })
})

function diagnosticsOf(read: Loaded<unknown>): readonly Diagnostic[] {
  return read.ok ? read.warnings : read.diagnostics
}
