import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { differences, loadCases } from '../../src/authoring/index.ts'
import { CODES, type Diagnostic, type Loaded } from '../../src/diagnostics/index.ts'
import { diagnosticText } from '../../src/documents/index.ts'
import { FALSE, KEYWORDS, TRUE } from '../../src/expression/index.ts'
import {
  ACTIONS,
  type Answer,
  due,
  LEVELS,
  parseAnswer,
  type QuestionType,
  readAnswers,
} from '../../src/questionnaire/index.ts'
import { adviceFor, FINDING_KINDS, HEADINGS } from '../../src/rules/index.ts'
import { LEVEL_EXAMPLES } from '../rules/level-examples.ts'
import { answersTo, inProject, load, problemsOf, questionnaire, told, yamlFile } from '../support/load.ts'
import { prescreen, steady } from '../support/program.ts'
import { withTables } from './manual-tables.ts'

const PATH = inProject('questionnaires/README.md')
const manual = readFileSync(PATH, 'utf8')
/** The day to which the manual counts. */
const ON = '2026-06-15'

/** A fenced block: "```yaml rules" has the kind `yaml rules`. */
interface Block {
  readonly kind: string
  readonly text: string
  readonly line: number
}

const blocks: readonly Block[] = [...manual.matchAll(/^```(\w[^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
  kind: match[1] ?? '',
  text: match[2] ?? '',
  line: manual.slice(0, match.index).split('\n').length,
}))

function ofKind(kind: string): readonly Block[] {
  return blocks.filter((block) => block.kind === kind)
}

interface Table {
  readonly heading: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const tables: readonly Table[] = tablesIn(manual.replace(/^```[\s\S]*?^```$/gm, ''))

function tablesIn(text: string): readonly Table[] {
  const found: Table[] = []
  let heading = ''
  for (const part of text.split(/\n(?=#)|\n\n/)) {
    heading = /^#+ (.*)/m.exec(part)?.[1] ?? heading
    const [header = [], rule, ...rows] = [...part.matchAll(/^\| (.*?) ?\|$|^\|(-.*)\|$/gm)].map((match) =>
      (match[1] ?? match[2] ?? '').split('|').map((cell) => cell.trim()),
    )
    if (rule !== undefined) found.push({ heading, header, rows })
  }
  return found
}

function rowsUnder(heading: string, firstColumn: string): readonly (readonly string[])[] {
  return tables
    .filter((table) => table.heading === heading && table.header[0] === firstColumn)
    .flatMap(({ rows }) => rows)
}

function rowsOf(...header: readonly string[]): readonly (readonly string[])[] {
  return tables
    .filter((table) => header.every((name, index) => table.header[index] === name))
    .flatMap(({ rows }) => rows)
}

/** The words in backticks of a cell. */
function quoted(cell = ''): readonly string[] {
  return [...cell.matchAll(/`([^`]*)`/g)].map((match) => match[1] ?? '')
}

const HEAD = 'format: prescreen/1\nid: my-clinic\nversion: 0.1.0\ntitle: A form\nlanguage: en\nstatus: draft\n'
const BARE = `sections:\n  - id: one\n    title: One\n    questions:\n      - id: q\n        text: Q?\n        type: yes_no\n`

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by))
}

function joined(kind: string): string {
  return ofKind(kind)
    .map(({ text }) => text)
    .join('')
}

/** All examples of the manual make one questionnaire: its parts, its questions, its rules. */
const SECTIONS = `sections:\n  - id: all\n    title: All\n    questions:\n${indented(joined('yaml questions'), 6)}`
const WITHOUT_RULES = HEAD + joined('yaml parts').replace(/^promises:\n(?: .*\n)*/m, '') + SECTIONS
const WHOLE = `${HEAD}${joined('yaml parts')}${SECTIONS}rules:\n${indented(joined('yaml rules'), 2)}`

function withCondition(condition: string): string {
  return `${WITHOUT_RULES}rules:\n  - id: R\n    when: >-\n      ${condition}\n    level: refer-before\n    because: R.\n`
}

function diagnosticsOf(read: Loaded<unknown>): readonly Diagnostic[] {
  return read.ok ? read.warnings : read.diagnostics
}

/** The manual with each shown output as it is printed; with PRESCREEN_UPDATE set it is written. */
let printed = manual
afterAll(() => {
  if (process.env.PRESCREEN_UPDATE !== undefined) writeFileSync(PATH, printed)
})

function expectShown(block: Block, before: string, shown: string): void {
  const written = `\`\`\`${block.kind}\n${block.text}\`\`\``
  expect(manual).toContain(written)
  const now = `\`\`\`${block.kind}\n${before}${shown}\`\`\``
  printed = printed.replace(written, () => now)
  if (process.env.PRESCREEN_UPDATE === undefined) expect(written).toBe(now)
}

describe('the examples', () => {
  test('every block of YAML is of a kind that is run here', () => {
    const known = [
      'parts',
      'questions',
      'rules',
      'answers',
      'whole answers',
      'cases',
      'clinic cases',
      'added case',
      'wrong',
      'wrong answers',
    ]
    const kinds = new Set(blocks.map(({ kind }) => kind).filter((kind) => kind.startsWith('yaml')))
    expect([...kinds].filter((kind) => kind !== 'yaml' && !known.includes(kind.slice(5)))).toEqual([])
    expect(known.filter((kind) => !kinds.has(`yaml ${kind}`))).toEqual([])
    expect(ofKind('yaml').map(({ text }) => text.split('\n')[0])).toEqual(['# a whole questionnaire'])
  })

  test.each(ofKind('yaml').map((block) => [block.line, block] as const))(
    'line %i loads without a word',
    (_, { text }) => {
      expect(problemsOf(text)).toEqual([])
    },
  )

  test('the parts make one questionnaire that loads without a word', () => {
    expect(problemsOf(WHOLE)).toEqual([])
  })

  test.each(ofKind('yaml cases').map((block) => [block.line, block] as const))(
    'the cases on line %i hold',
    (_, { text }) => {
      const form = questionnaire(WHOLE)
      const file = yamlFile(text)
      const cases = file.ok ? loadCases(file.value, form) : file
      expect(told(diagnosticsOf(cases))).toEqual([])
      const wrong = cases.ok
        ? cases.value.flatMap((one) => differences(form, one).map((said) => `${one.name}: ${said}`))
        : []
      expect(wrong).toEqual([])
    },
  )

  test.each(ofKind('yaml answers').map((block) => [block.line, block] as const))(
    'the answers on line %i are read without a word',
    (_, { text }) => {
      const file = yamlFile(text)
      expect(told(diagnosticsOf(file.ok ? readAnswers(file.value, questionnaire(WHOLE)) : file))).toEqual([])
    },
  )

  test.each(
    blocks.flatMap((block, index) =>
      block.kind.startsWith('yaml wrong') ? [[block.line, block, blocks[index + 1] as Block] as const] : [],
    ),
  )('the mistake on line %i gives exactly the message below it', (_, block, shown) => {
    expect(shown.kind).toBe('text')
    const diagnostics = block.kind === 'yaml wrong' ? inQuestionnaire(block.text) : inAnswers(block.text)
    expectShown(shown, '', `${diagnostics.map(diagnosticText).join('\n')}\n`)
  })

  test.each(ofKind('console').map((block) => [block.line, block] as const))(
    'the command on line %i prints what is shown',
    async (_, block) => {
      const [command = ''] = block.text.split('\n', 1)
      expect(command).toMatch(/^\$ npx prescreen /)
      expectShown(block, `${command}\n`, steady(await output(command.split(' ').slice(3))))
    },
  )
})

test('the person of the chapter on slips is written as it shows', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-'))
  writeFileSync(join(folder, 'my-clinic.yaml'), ofKind('yaml')[0]?.text ?? '')
  writeFileSync(join(folder, 'my-clinic.cases.yaml'), joined('yaml clinic cases'))
  await prescreen(['check', join(folder, 'my-clinic.yaml'), '--add-case'])
  const cases = readFileSync(join(folder, 'my-clinic.cases.yaml'), 'utf8')
  rmSync(folder, { recursive: true })
  expect(cases).toContain(joined('yaml added case'))
})

/** A wrong block stands first, so that a line of the message is the line of the block. */
function inQuestionnaire(text: string): readonly Diagnostic[] {
  const rest = /^rules:/m.test(text) ? WITHOUT_RULES : `${HEAD}${/^sections:/m.test(text) ? '' : BARE}`
  return diagnosticsOf(load(`${text}${rest}`, 'my-clinic.yaml'))
}

function inAnswers(text: string): readonly Diagnostic[] {
  const file = yamlFile(text, 'anna.yaml')
  return diagnosticsOf(file.ok ? readAnswers(file.value, questionnaire(WHOLE)) : file)
}

/** What the program prints where the files of the manual's first chapter stand. */
async function output(args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-'))
  const paths = args.map((arg) => (/^[^/]+\.yaml$/.test(arg) ? join(folder, arg) : arg))
  writeFileSync(join(folder, 'my-clinic.yaml'), ofKind('yaml')[0]?.text ?? '')
  writeFileSync(join(folder, 'my-clinic.cases.yaml'), joined('yaml clinic cases'))
  writeFileSync(join(folder, 'anna.yaml'), joined('yaml whole answers'))
  const { out, err } = await prescreen(paths)
  rmSync(folder, { recursive: true })
  return `${err}${out}`.replaceAll(`${folder}/`, '')
}

describe('the conditions', () => {
  const rows = rowsOf('condition', 'answers', 'truth')

  test('there are enough of them', () => {
    const counts = [rows, rowsOf('not', 'but'), rowsOf('question', 'written', 'read as'), rowsOf('written', 'read as')]
    expect(counts.map(({ length }) => length >= 5)).toEqual([true, true, true, true])
  })

  test.each(rows.map((row) => [row[0] ?? '', row[1] ?? '', row[2] ?? ''] as const))(
    '%s with %s',
    (cell, answers, truth) => {
      expect(truthOf(quoted(cell)[0] ?? '', quoted(answers))).toBe(truth)
    },
  )

  test.each(rowsOf('a', 'b', 'a and b').map((row) => [row]))('the truth table: %j', ([a = '', b = '', ...truths]) => {
    const said: Readonly<Record<string, string>> = { true: 'yes', false: 'no', unknown: 'unsure' }
    const answers = [`smoker: ${said[a]}`, `breathless: ${said[b]}`]
    const conditions = ['smoker = yes and breathless = yes', 'smoker = yes or breathless = yes', 'not smoker = yes']
    expect(conditions.map((condition) => truthOf(condition, answers))).toEqual(truths)
  })

  test('the truth table has every pair', () => {
    expect(new Set(rowsOf('a', 'b', 'a and b').map(([a, b]) => [a, b].sort().join())).size).toBe(6)
  })

  test.each(rowsOf('not', 'but').map((row) => [row[0] ?? '', row[1] ?? ''] as const))('not %s but %s', (not, but) => {
    expect(problemsOf(withCondition(quoted(not)[0] ?? ''))).not.toEqual([])
    expect(problemsOf(withCondition(quoted(but)[0] ?? ''))).toEqual([])
  })

  test('every word and sign of the language is in an example', () => {
    const used = rows.map(([condition]) => quoted(condition)[0]).join(' ')
    expect(
      [...KEYWORDS, '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/'].filter((one) => !used.includes(one)),
    ).toEqual([])
  })
})

function truthOf(condition: string, answers: readonly string[]): string {
  const form = questionnaire(withCondition(condition))
  const written = Object.fromEntries(answers.map((one) => one.split(/: (.*)/).slice(0, 2)))
  const { sheet } = due(form, answersTo(form, written), ON)
  const truth = form.rules[0]?.when.test(sheet)
  return truth === TRUE ? 'true' : truth === FALSE ? 'false' : 'unknown'
}

describe('the keys', () => {
  const BOGUS = 'no_such_key_at_all'
  const form = `${HEAD}${BOGUS}: x
sources:
  s:
    ${BOGUS}: x
option_sets:
  set:
    a:
      ${BOGUS}: x
sections:
  - ${BOGUS}: x
    id: one
    title: One
    questions:
      - id: q
        ${BOGUS}: x
        text: Q?
        type: integer
        hard:
          ${BOGUS}: x
        soft:
          ${BOGUS}: x
        check:
          ${BOGUS}: x
scores:
  - ${BOGUS}: x
rules:
  - ${BOGUS}: x
promises:
  - ${BOGUS}: x
`
  const cases = `${BOGUS}: x
cases:
  - ${BOGUS}: x
    name: n
    expect:
      ${BOGUS}: x
      scores:
        mood:
          ${BOGUS}: x
`
  const file = yamlFile(cases)
  const found = [
    ...diagnosticsOf(load(form)),
    ...diagnosticsOf(file.ok ? loadCases(file.value, questionnaire(WHOLE)) : file),
  ]

  test.each([
    ['The top of the file', ['a questionnaire']],
    ['A question', ['question `q`']],
    ['A rule', ['a rule']],
    ['a section', ['a section']],
    ['an option', ['option `a`']],
    ['limits', ['`hard`', '`soft`']],
    ['a check', ['the `check` of question `q`']],
    ['a score', ['a score']],
    ['a promise', ['a promise']],
    ['a source', ['source `s`']],
    ['the file', ['a cases file']],
    ['a case', ['a case']],
    ['`expect`', ['`expect`']],
    ['a range', ['score `mood`']],
  ])('%s: the table has every key that is read, and no other', (thing, places) => {
    const own = tables.find(({ heading, header }) => heading === thing && header[0] === 'key')?.rows ?? []
    const smaller = rowsOf('in', 'key').flatMap(([of, key]) => (of === thing ? [[key ?? '']] : []))
    const listed = [...own, ...smaller].flatMap(([key]) => quoted(key))
    expect(listed.sort()).toEqual(knownIn(places))
  })

  function knownIn(places: readonly string[]): readonly string[] {
    const helps = found
      .filter(({ message }) => places.some((place) => message === `unknown key \`${BOGUS}\` in ${place}`))
      .map(({ help = '' }) => quoted(help))
    expect(helps.length).toBe(places.length)
    return [...new Set(helps.flat())].sort()
  }

  const TYPES: readonly (QuestionType | 'note')[] = [
    'yes_no',
    'choice',
    'choices',
    'integer',
    'decimal',
    'date',
    'text',
    'note',
  ]
  const VALUES: Readonly<Record<string, string>> = {
    options: '\n          a: A',
    option_set: 'how_often',
    none: 'None',
    unit: 'kg',
    hard: '\n          min: 1000-01-01',
    soft: '\n          min: 1000-01-01',
  }

  const OWN = ['options', 'option_set', 'none', 'unit', 'hard', 'soft', 'worse']

  test.each(rowsOf('type', 'the answer').map(([type, , keys]) => [quoted(type)[0] ?? '', quoted(keys)] as const))(
    'the keys that go with `%s` are those that the manual names',
    (type, named) => {
      const worse: Readonly<Record<string, string>> = { yes_no: 'yes', choice: '[a]', choices: 'more' }
      const takes = OWN.filter((key) => {
        const value = key === 'worse' ? (worse[type] ?? 'higher') : VALUES[key]
        const options = key !== 'options' && type.startsWith('choice') ? '        options:\n          a: A\n' : ''
        const said = problemsOf(`${HEAD}${BARE.replace('yes_no', type)}        ${key}: ${value}\n${options}`)
        return !said.some((one) => /which has no `|so `\w+` has no meaning|`worse` cannot be/.test(one))
      })
      expect(OWN.filter((key) => named.includes(key))).toEqual(takes)
    },
  )

  test('the manual has every type', () => {
    expect(rowsOf('type', 'the answer').map(([type]) => quoted(type)[0])).toEqual(TYPES)
  })

  test('every type has an example', () => {
    const form = questionnaire(WHOLE)
    const items = form.sections.flatMap(({ items }) => items)
    const used = new Set(items.map((item) => (item.kind === 'note' ? 'note' : item.type)))
    expect(TYPES.filter((type) => !used.has(type))).toEqual([])
  })

  test('every key of a question has an example', () => {
    const used = ofKind('yaml questions')
      .map(({ text }) => text)
      .join('')
    const listed = rowsUnder('A question', 'key').flatMap(([key]) => quoted(key))
    expect(listed.filter((key) => !used.includes(`${key}:`))).toEqual(['ignore'])
  })

  test('the words that cannot be names are refused as names', () => {
    const [language, states] = rowsOf('words', 'why', 'not as').map(([words]) => quoted(words))
    expect(language).toEqual(KEYWORDS)
    const options = [...(language ?? []), ...(states ?? [])].map((word) => `    ${word}: A\n`).join('')
    const said = problemsOf(`${HEAD}option_sets:\n  set:\n    yes: A\n    no: B\n${options}${BARE}`)
    expect(said.map((one) => /^\S+ (\S+ `\w+`)/.exec(one)?.[1])).toEqual(
      [...(language ?? []), ...(states ?? [])].map((word) => `reserved-code \`${word}\``),
    )
  })

  test.each([33, 34])('a question can have 33 options: %i', (count) => {
    const options = Array.from({ length: count }, (_, index) => `    o${index}: A\n`).join('')
    expect(problemsOf(`${HEAD}option_sets:\n  set:\n${options}${BARE}`).length).toBe(count - 33)
  })
})

test('the tables of keys, codes, words and units are written from the data of the program', () => {
  printed = withTables(printed)
  if (process.env.PRESCREEN_UPDATE === undefined) expect(withTables(manual)).toBe(manual)
})

test('the levels, actions and findings are those of the program, in its order', () => {
  expect(rowsOf('level', 'shown as').map(([level, shown]) => [quoted(level)[0], shown])).toEqual(
    LEVELS.map((level) => [level, HEADINGS[level]]),
  )
  expect(rowsOf('action', 'what it asks for').map(([action, says]) => [quoted(action)[0], says])).toEqual(
    ACTIONS.map((action) => [action, adviceFor('act-now', action)]),
  )
  expect(rowsOf('finding', 'when', 'level').map(([finding]) => quoted(finding)[0])).toEqual(FINDING_KINDS)
})

test.each(rowsOf('finding', 'when', 'level'))(
  'every word about the level of %s has an example that the program agrees with',
  (finding = '', _, level) => {
    const examples = LEVEL_EXAMPLES.filter(({ kind }) => kind === quoted(finding)[0])
    // `saidOf` of each example is compared with its level in `test/rules/findings.test.ts`.
    expect(examples.map(({ said }) => said).join(' ')).toBe(level?.replaceAll(/[,;]/g, ''))
  },
)

test.each(
  rowsOf('question', 'written', 'read as').flatMap(([question, written, read]) =>
    quoted(written).map((one) => [quoted(question)[0] ?? '', one, read ?? ''] as const),
  ),
)('%s: `%s` is read as %s', (id, written, read) => {
  const question = questionnaire(WHOLE).questionById.get(id)
  if (question === undefined) throw new Error(`no question ${id}`)
  expect(read.replaceAll('`', '').startsWith(inShort(parseAnswer(question, written)))).toBe(true)
})

function inShort(answer: Answer | undefined): string {
  if (answer?.kind === 'given') return typeof answer.value === 'object' ? answer.value.join('; ') : String(answer.value)
  if (answer === undefined) return 'nothing'
  const what = answer.kind === 'rejected' ? 'not usable' : answer.kind
  return answer.codes === undefined ? what : `${what}, but ${answer.codes.join('; ')} counts`
}

function sourceTexts(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(inProject(`src/${folder}`))
      .filter((name) => name.endsWith('.ts'))
      .map((name) =>
        readFileSync(inProject(`src/${folder}/${name}`), 'utf8').replace(/^import .*$|\/\*[\s\S]*?\*\//gm, ''),
      ),
  )
}

test('the limits are those of the program', () => {
  const constants = sourceTexts('yaml', 'expression').flatMap((text) =>
    [...text.matchAll(/const MAX_\w+(?:: number)? = ([\d_ *]+)$/gm)].map(
      (match) => match[1]?.replaceAll('_', '') ?? '',
    ),
  )
  const shown = constants.map((written) =>
    written === '4 * 1024 * 1024' ? '4 MiB' : Number(written).toLocaleString('en-GB'),
  )
  const listed = rowsOf('limit', 'at most').map(([, value]) => value)
  expect(listed.filter((value) => value !== '30').sort()).toEqual(shown.sort())
})

test('every code that has a page is given somewhere', () => {
  const texts = readdirSync(inProject('src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('diagnostics/codes/'))
    .map((path) => readFileSync(inProject(`src/${path}`), 'utf8'))
  expect(Object.keys(CODES).filter((code) => !texts.some((text) => text.includes(`'${code}'`)))).toEqual([])
})

test.each(rowsOf('written', 'read as').flatMap(([written]) => quoted(written)))(
  '`%s` is read as text, or as empty',
  (word) => {
    const text = HEAD.replace('A form', word)
    const read = load(`${text}${BARE}`)
    if (word === '~' || word === 'null') expect(problemsOf(`${text}${BARE}`).join()).toContain('empty-value')
    else expect(read.ok && read.value.title).toBe(word)
  },
)

describe('the wording', () => {
  const VERDICT =
    /\b(eligib\w*|qualif(y|ies|ied)|cleared|clearance|approved?|approval|safe to|safe for|is safe|suitable|unsuitable|candidate|fit for|green light|pass(ed)?\b(?! urine)|fail(ed)?|low risk|no risk|high risk|risk score|diagnos(is|ed)|you should (start|stop|take)|permitted|allowed|contraindicated for you|disqualif\w*|accept(ed)?|reject(ed)?|denied|go ahead with|proceed)\b/gi
  const LISTING = /^### Words not to use$[\s\S]*?^## /m

  test('no word of a verdict stands outside the list of words not to use', () => {
    // `check-failed` is the name of a finding in the result, `usual-fails-check` that of one of check.
    const rest = manual.replace(LISTING, '').replaceAll(/`check-failed`|`usual-fails-check`/g, '')
    expect(rest.match(VERDICT)).toBeNull()
  })

  test('every entry of the list is such a word', () => {
    const entries = rowsUnder('Words not to use', 'do not write').flatMap(([words = '']) => words.split(', '))
    expect(entries.length).toBeGreaterThan(20)
    expect(entries.filter((entry) => entry.match(VERDICT) === null)).toEqual([])
  })

  test('every link inside the manual leads to a heading', () => {
    const slug = (heading: string) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-')
    const headings = [...manual.matchAll(/^#+ (.*)$/gm)].map((match) => slug(match[1] ?? ''))
    const links = [...manual.matchAll(/\]\(#([^)]*)\)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !headings.includes(link))).toEqual([])
  })
})
