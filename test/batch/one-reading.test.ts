import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Answer, parseAnswer, type Question, type Questionnaire } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { scoring } from '../support/scoring.ts'

/** A form of every type of question, with follow-ups that depend on whether something was said at all. */
const form = questionnaire(`${headOf('every')}
sources: { s: { title: A source } }
sections:
  - id: one
    title: One
    questions:
      - { id: fever, text: "A?", type: yes_no }
      - { id: grade, text: "B?", type: choice, options: { never: Never, some: "Some, not all", on: "On; and off" } }
      - { id: signs, text: "C?", type: choices, none: None of these, options: { chest: Chest pain, itch: Itch, cough: "Cough, dry" } }
      - { id: amount, text: "D?", type: integer, hard: { min: -5, max: 300 } }
      - { id: weight, text: "E?", type: decimal, unit: kg, hard: { max: 999 } }
      - { id: seen, text: "F?", type: date, hard: { min: 1990-01-01 } }
      - { id: other, text: "G?", type: text }
      - { id: remarks, text: "R?", type: text, none: "Nothing to write" }
      - { id: maoi, text: "H?", type: yes_no, ask_if: other is not answered or remarks is not answered }
      - { id: named, text: "I?", type: yes_no, ask_if: other is answered }
rules:
  - { id: FEVER, when: fever = yes, level: act-now, action: emergency, because: A., sources: [s] }
  - { id: GRADE, when: 'grade in (some, on)', level: refer-before, because: B., sources: [s] }
  - { id: CHEST, when: signs has chest, group: several, level: act-now, action: emergency, because: C., sources: [s] }
  - { id: SIGNS, when: count(signs) >= 2, group: several, level: refer-discuss, because: C., sources: [s] }
  - { id: COUNT, when: amount > 70, level: refer-before, because: D., sources: [s] }
  - { id: WEIGHT, when: weight < 50.5, level: refer-discuss, because: E., sources: [s] }
  - { id: SEEN, when: days_since(seen) > 42, level: refer-discuss, because: F., sources: [s] }
  - { id: MAOI, when: maoi = yes, level: refer-before, because: H., sources: [s] }
  - { id: NAMED, when: named = yes, level: refer-discuss, because: I., sources: [s] }
`)

/** Words that exports write, ours among them; every one of them comes up for every type of question. */
const WORDS = [
  ...['', ' ', 'yes', 'No', 'TRUE', '1', '0', '1.0', '2', '9', '99', '-9', 'Y', 'n', 'NA', 'n/a', '?', '.', 'unsure'],
  ...['declined', 'Prefer not to say', 'never', 'Never', 'Some, not all', 'On; and off', 'on', 'none', 'chest'],
  ...['chest;itch', 'chest; itchh', 'Chest pain;Cough, dry', 'chest;none', 'chest;unsure', 'A', 'B', 'A;B', 'A;x'],
  ...['70', '070', '70.5', '70,5', '1.234', '1,234', '.34', '-.5', '-5', '301', '1e3', '1234567890', '0.0000001'],
  ...['2026-10-01', '2026-10-01 13:05', '2026-02-30', '1989-01-01', '01/10/2026', 'aspirin', 'Unsure of it', 'dock'],
  ...[
    '\u00a0yes',
    'e\u0301',
    '\u{1f600}',
    'x,y',
    '"quoted"',
    'under\nneath',
    'a\u200dside',
    'Nothing to write',
    'Ab\u200d',
    'Nothing',
  ],
]

type Codes = Readonly<Record<string, string>>

/** What a column map says of one column. */
interface Mapped {
  readonly codes?: Codes
  readonly missing?: Codes
}

interface Map {
  readonly missing: Codes
  readonly columns: Readonly<Record<string, Mapped>>
}

const MISSING = ['unsure', 'declined', 'unanswered']
const fileCode = fc.constantFrom('1', '2', '9', '99', '-9', 'NA', '.', 'A', 'B', 'Y', 'aspirin', '70')

function codesFor({ type, options }: Question): fc.Arbitrary<Codes> {
  const known = [...options.map(({ code }) => code), ...(type === 'choices' ? ['none'] : []), ...MISSING]
  return fc.dictionary(fileCode, fc.constantFrom(...known), { minKeys: 1, maxKeys: 4, noNullPrototype: true })
}

const missingCodes = fc.dictionary(fileCode, fc.constantFrom(...MISSING), { maxKeys: 3, noNullPrototype: true })

function mappedFor(question: Question): fc.Arbitrary<Mapped> {
  return fc.record({ codes: codesFor(question), missing: missingCodes }, { requiredKeys: [], noNullPrototype: true })
}

const anyMap: fc.Arbitrary<Map> = fc.record({
  missing: fc.oneof(fc.constant({}), missingCodes),
  columns: fc.record(Object.fromEntries(form.questions.map((question) => [question.id, mappedFor(question)]))),
})

const anyRow: fc.Arbitrary<readonly string[]> = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.string({ maxLength: 6 }) }),
  { minLength: form.questions.length, maxLength: form.questions.length },
)

function mapText({ missing, columns }: Map): string {
  return `format: prescreen-columns/1
id: nr
missing: ${JSON.stringify(missing)}
columns:
${form.questions.map(({ id }) => `  ${id}: ${JSON.stringify({ question: id, ...(columns[id] ?? {}) })}`).join('\n')}
`
}

/** What the file says, in our words: the map in its plainest reading, by nobody else's code. */
function inOurWords(question: Question, written: string, { missing, columns }: Map): string | readonly string[] {
  const { codes, missing: own } = columns[question.id] ?? {}
  const one = (part: string): string => {
    const word = part.trim()
    const plain = word.replace(/^(-?\d+)\.0+$/, '$1')
    const found = [codes, own, missing].flatMap((map) => map?.[word] ?? map?.[plain] ?? []).at(0)
    if (found !== undefined) return found === 'unanswered' ? '' : found
    const isForeign = codes !== undefined && /^-?\d+(\.\d{1,6})?$/.test(word)
    return isForeign && ['yes_no', 'choice', 'choices'].includes(question.type) ? 'no such answer' : part
  }
  const whole = one(written)
  return question.type === 'choices' && whole === written ? written.split(';').map(one).join(';') : whole
}

function csv(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

const states = (guidance: ReturnType<typeof guide>, state: string) =>
  guidance.findings.filter(({ kind }) => kind === state).length

function inColumns({ level, complete, findings, covered, undetermined }: ReturnType<typeof guide>) {
  const raised = findings.flatMap(({ kind, rule }) => (kind === 'rule' && rule !== undefined ? [rule] : []))
  return {
    level,
    complete: String(complete),
    raised: new Set(raised),
    covered: new Set(covered),
    undetermined: new Set(undetermined),
  }
}

function ofRow(row: string) {
  const [, , level, complete, raised, undetermined, ...others] = row.split(',')
  const list = (cell: string | undefined) => new Set((cell ?? '').split(';').filter((one) => one !== ''))
  return { level, complete, raised: list(raised), covered: list(others.at(-1)), undetermined: list(undetermined) }
}

function answersOf(form: Questionnaire, row: readonly string[], map: Map): ReadonlyMap<string, Answer> {
  return new Map(
    form.questions.flatMap((question, index) => {
      const answer = parseAnswer(question, inOurWords(question, row[index] ?? '', map))
      return answer === undefined ? [] : [[question.id, answer] as const]
    }),
  )
}

test('under any column map a cell means the same in results, in guidance and to a person alone', async () => {
  const seen = { levels: new Set<string>(), unread: 0 }
  await fc.assert(
    fc.asyncProperty(anyMap, fc.array(anyRow, { minLength: 1, maxLength: 12 }), async (map, people) => {
      const rows = people.map((row) => row.map((cell) => cell.replaceAll('\0', '')))
      const header = ['nr', ...form.questions.map(({ id }) => id)]
      const text = [header, ...rows.map((row, index) => [`p${index}`, ...row])].map(csv).join('\n')
      const options = { columns: mapText(map), on: '2026-11-22' }
      const table = await scoring(form, text, options)
      const lines = await scoring(form, text, { ...options, to: 'jsonl' })
      const objects = rows.map((row, index) =>
        JSON.stringify({ nr: `p${index}`, ...Object.fromEntries(form.questions.map(({ id }, at) => [id, row[at]])) }),
      )
      const fromJson = await scoring(form, { 'a.jsonl': objects.join('\n') }, options)
      expect(fromJson.rows).toEqual(table.rows)
      const guidance = lines.rows.map((line) => JSON.parse(line) as ReturnType<typeof guide>)
      expect(table.rows.map(ofRow)).toEqual(guidance.map(inColumns))
      const alone = rows.map((row) => guide(form, answersOf(form, row, map), '2026-11-22'))
      expect(guidance.map(inColumns)).toEqual(alone.map(inColumns))
      for (const one of alone) {
        seen.levels.add(one.level)
        seen.unread += states(one, 'unreadable')
      }
    }),
    { numRuns: 150, seed: 41 },
  )
  expect([...seen.levels].sort()).toEqual(['act-now', 'refer-before'])
  expect(seen.unread).toBeGreaterThan(500)
})

const FLAT = questionnaire(`${headOf('flat')}
sources: { s: { title: A source } }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: age, text: "Age?", type: integer }
      - { id: notes, text: "Notes?", type: text }
      - { id: signs, text: "Signs?", type: choices, none: None, options: { fever: Fever, rash: Rash } }
rules:
  - { id: PAIN, when: pain = yes, level: act-now, action: emergency, because: Pain., sources: [s] }
  - { id: OLD, when: age > 64, level: refer-before, because: Old., sources: [s] }
  - { id: FEVER, when: signs has fever, level: refer-discuss, because: Fever., sources: [s] }
`)

test('keys of JSON may come in any order and as late as they like: the rows are those of a table', async () => {
  const keys = ['id', 'pain', 'age', 'notes', 'signs', 'signs___fever', 'more']
  const anyRecord = fc
    .shuffledSubarray(keys)
    .filter((some) => !(some.includes('signs') && some.includes('signs___fever')))
    .map((some) => some.map((key) => [key, VALUES[key] as string] as const))
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 30 }), async (records) => {
      fc.pre(records.every((record) => record.length > 0))
      const used = [...new Set(records.flatMap((record) => record.map(([key]) => key)))]
      fc.pre(used.includes('pain') && !(used.includes('signs') && used.includes('signs___fever')))
      const table = records.map((record) => used.map((key) => new Map(record).get(key) ?? ''))
      const asCsv = await scoring(FLAT, [used, ...table].map(csv).join('\n'))
      const asLines = await scoring(FLAT, {
        'a.jsonl': records.map((record) => JSON.stringify(Object.fromEntries(record))).join('\n'),
      })
      expect(asLines.rows).toEqual(asCsv.rows)
    }),
    { numRuns: 120, seed: 43 },
  )
})

const VALUES: Readonly<Record<string, string>> = {
  id: 'a7',
  pain: 'yes',
  age: '70',
  notes: 'SECRET NOTE',
  signs: 'fever',
  signs___fever: '1',
  more: 'x',
}

test('a record without an id has none, whatever comes later', async () => {
  const { rows, isClean } = await scoring(FLAT, {
    'a.jsonl': '{"pain":"no","age":"34","notes":"SECRET NOTE"}\n{"id":"a7","pain":"yes","age":"70"}\n',
  })
  expect(rows.map((row) => row.split(',').slice(0, 3))).toEqual([
    ['1', '', 'refer-before'],
    ['2', 'a7', 'act-now'],
  ])
  expect(isClean).toBe(true)
})

test('a question is not called missing that a later record answers', async () => {
  const first = Array.from({ length: 700 }, () => '{"age":40}').join('\n')
  const { err, rows } = await scoring(FLAT, { 'a.jsonl': `{"id":"x"}\n${first}\n{"age":41,"pain":"yes"}\n` })
  expect(err).toContain('a.jsonl: NO KEY in the first 512 records for these 3 questions: `pain`, `notes`, `signs`')
  expect(err).toContain('a.jsonl: after record 512 there are answers to `pain` too')
  expect(rows.at(-1)?.split(',')[2]).toBe('act-now')
  const short = await scoring(FLAT, { 'a.jsonl': '{"age":40}\n{"age":41,"pain":"no"}\n{"age":41,"signs":"fever"}\n' })
  expect(short.err).toContain('NO KEY in the first 3 records for this question: `notes`')
})
