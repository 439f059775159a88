import { withThousands } from '../../diagnostics/index.ts'
import { LEVELS, type Level, type Question, type Questionnaire } from '../../questionnaire/index.ts'
import { HEADINGS, STATEMENT } from '../../rules/index.ts'
import { statusInWords } from '../form/in-words.ts'
import { type Bars, type Block, code, type Fact, strong } from '../typesetting/blocks.ts'
import { htmlPage } from '../typesetting/html.ts'
import { DOCUMENT } from '../typesetting/html-style.ts'
import { accountText, type BatchCounts, type BatchState, badColumns, mostFrequent, share } from './batch-counts.ts'
import { CHARTS } from './batch-report-style.ts'

/** Bars in a chart. A table has the rest. */
const MOST_BARS = 15

/**
 * The results of many records as one self-contained page, with the account first. It contains no record and no answer
 * of a single person.
 */
export function batchReportHtml(questionnaire: Questionnaire, counts: BatchCounts): string {
  const { title, language } = questionnaire
  return htmlPage({
    title: `${title}: report of ${withThousands(counts.records.in)} records`,
    language,
    style: DOCUMENT,
    more: CHARTS,
    blocks: [
      { kind: 'heading', level: 1, text: title },
      { kind: 'banner', badge: 'Account', text: accountText(counts) },
      { kind: 'paragraph', text: [strong(statusInWords(questionnaire)), ` ${STATEMENT}`] },
      ...account(counts),
      ...levels(counts),
      ...findings(questionnaire, counts),
      ...answers(questionnaire, counts),
      ...badCells(counts),
      ...used(questionnaire, counts),
    ],
  })
}

function account(counts: BatchCounts): readonly Block[] {
  const { records, not_scored, inputs, duplicate_ids } = counts
  const missing = [...new Set(inputs.flatMap((input) => input.without_column))]
  const bad = counts.unreadable.reduce((sum, { cells }) => sum + cells, 0)
  const facts: Fact[] = [
    { label: 'Scored', text: counted(records.scored, records.in) },
    { label: 'Not scored', text: counted(records.not_scored, records.in) },
    {
      label: 'Not finished',
      text: `${counted(counts.incomplete, records.scored)}: something that a rule needs was not answered`,
    },
    { label: 'Cells not usable', text: withThousands(bad) },
    ...(duplicate_ids === 0
      ? []
      : [{ label: 'Ids that came again', text: `${withThousands(duplicate_ids)}; every record is scored` }]),
  ]
  return [
    { kind: 'heading', level: 2, text: 'The account' },
    ...(records.not_scored === 0
      ? []
      : [
          {
            kind: 'notice',
            text: `${withThousands(records.not_scored)} of the records could not be read. Nothing is known of them: look at each in the results, by its line.`,
          } as const,
        ]),
    ...(missing.length === 0
      ? []
      : [
          {
            kind: 'notice',
            text: ['No column answers these questions, so nobody has answered them: ', ...listed(missing), '.'],
          } as const,
        ]),
    { kind: 'facts', facts },
    ...(not_scored.length === 0 ? [] : [whyNotScored(not_scored)]),
    {
      kind: 'table',
      header: ['File', 'Records', 'Bytes', 'Content'],
      rows: inputs.map(({ name, records: own, bytes, sha256 }) => [
        name,
        withThousands(own),
        withThousands(bytes),
        [code(`sha256:${sha256.slice(0, 16)}`)],
      ]),
    },
  ]
}

function whyNotScored(reasons: BatchCounts['not_scored']): Block {
  return {
    kind: 'table',
    header: ['Why not scored', 'Records'],
    rows: reasons.map(({ code: reason, records }) => [[code(reason)], withThousands(records)]),
  }
}

function levels({ levels: byLevel, records }: BatchCounts): readonly Block[] {
  const rows: readonly { readonly label: string; readonly id: string; readonly people: number }[] = [
    ...LEVELS.map((level) => ({ label: LEVEL_IN_SHORT[level], id: level, people: byLevel[level] ?? 0 })),
    { label: 'Not scored', id: 'not-scored', people: records.not_scored },
  ]
  return [
    { kind: 'heading', level: 2, text: 'Levels' },
    {
      kind: 'bars',
      title: 'Records at each level',
      series: [],
      most: records.in,
      bars: rows.map(({ label, people }, index) => ({
        label,
        shown: counted(people, records.in),
        values: LOOKS.map((look) => (look === index ? people : 0)),
      })),
    },
    {
      kind: 'table',
      header: ['Level', 'Means', 'Records', 'Share'],
      rows: rows.map(({ label, id, people }) => [
        [code(id)],
        LEVELS.some((level) => level === id) ? HEADINGS[id as Level] : label,
        withThousands(people),
        share(people, records.in),
      ]),
    },
  ]
}

/** For each look of a bar, the row that has it. The third look is for what is most urgent. */
const LOOKS: readonly number[] = [1, 2, 0, 3, 4]

const LEVEL_IN_SHORT: Readonly<Record<Level, string>> = {
  'act-now': 'Act now',
  'refer-before': 'Refer before anything',
  'refer-discuss': 'Refer: raise at the visit',
  'none-raised': 'No flag raised',
}

function findings({ rules }: Questionnaire, counts: BatchCounts): readonly Block[] {
  const frequent = mostFrequent(counts)
  const open = counts.rules.filter(({ raised, undetermined }) => raised === 0 && undetermined > 0)
  const because = new Map(rules.map((rule) => [rule.id, rule.because.replace(/\{[^}]*\}/g, '…')]))
  const all = counts.records.scored
  const heading: Block = { kind: 'heading', level: 2, text: 'Most frequent reasons' }
  if (frequent.length + open.length === 0) return [heading, { kind: 'paragraph', text: 'No rule was raised.' }]
  const title = 'Records in which a rule was raised'
  return [
    heading,
    barsOf(
      title,
      frequent.map(({ id, raised }) => ({ label: id, value: raised, shown: counted(raised, all) })),
    ),
    {
      kind: 'table',
      header: ['Rule', 'Level', 'Raised', 'Share', 'Not ruled out', 'Because'],
      rows: [...frequent, ...open].map(({ id, level, raised, undetermined }) => [
        [code(id)],
        [code(level)],
        withThousands(raised),
        share(raised, all),
        withThousands(undetermined),
        because.get(id) ?? '',
      ]),
    },
  ]
}

function barsOf(
  title: string,
  bars: readonly { readonly label: string; readonly value: number; readonly shown: string }[],
): Bars {
  return {
    kind: 'bars',
    title,
    series: [],
    bars: bars.slice(0, MOST_BARS).map(({ label, value, shown }) => ({ label, values: [value], shown })),
  }
}

/** The states in which nothing is known, which are the interesting ones. The table has all of them. */
const NOT_KNOWN: readonly { readonly state: BatchState; readonly name: string }[] = [
  { state: 'unsure', name: 'Not sure' },
  { state: 'declined', name: 'Prefers not to say' },
  { state: 'unanswered', name: 'Not answered' },
  { state: 'pending', name: 'Waits for another' },
  { state: 'rejected', name: 'Not usable' },
]

function withoutOpen<T extends { readonly values: readonly number[] }>(one: T): T & { readonly total: number } {
  const values = one.values.map((value, index) => (OPEN.includes(NOT_KNOWN[index]?.state ?? 'given') ? 0 : value))
  return { ...one, values, total: values.reduce((sum, value) => sum + value, 0) }
}

const OPEN: readonly BatchState[] = ['unanswered', 'pending']

function answers({ questions, needed }: Questionnaire, counts: BatchCounts): readonly Block[] {
  const all = counts.records.scored
  const open = counts.questions
    .map((question, index) => ({
      ...question,
      short: (questions[index] as Question).short,
      values: NOT_KNOWN.map(({ state }) => question[state]),
    }))
    .map((one) => ({ ...one, total: one.values.reduce((sum, value) => sum + value, 0) }))
  // What is only recorded may stay open. In the chart it would hide what somebody has to ask again.
  const shown = open
    .map((one, index) => (needed[index] ? one : withoutOpen(one)))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
  return [
    { kind: 'heading', level: 2, text: 'Answers' },
    { kind: 'paragraph', text: 'The questions to which most records have no answer that can be used:' },
    {
      kind: 'bars',
      title: 'Records without a usable answer, by question',
      series: NOT_KNOWN.map(({ name }) => name),
      bars: shown
        .slice(0, MOST_BARS)
        .map(({ short, values, total }) => ({ label: short, values, shown: counted(total, all) })),
    },
    {
      kind: 'table',
      header: ['Question', 'Given', ...NOT_KNOWN.map(({ name }) => name), 'Not asked'],
      rows: open.map(({ id, short, given, values, not_asked }) => [
        [short, ' ', code(id)],
        ...[given, ...values, not_asked].map(withThousands),
      ]),
    },
  ]
}

function badCells(counts: BatchCounts): readonly Block[] {
  const columns = badColumns(counts)
  const heading: Block = { kind: 'heading', level: 2, text: 'Cells that cannot be used' }
  if (columns.length === 0) return [heading, { kind: 'paragraph', text: 'Every cell could be read.' }]
  return [
    heading,
    {
      kind: 'bars',
      title: 'Cells that cannot be used, by column',
      series: ['Cannot be read', 'Outside its limits'],
      bars: columns.slice(0, MOST_BARS).map(({ column, unreadable, outOfRange }) => ({
        label: column,
        values: [unreadable, outOfRange],
        shown: withThousands(unreadable + outOfRange),
      })),
    },
    {
      kind: 'table',
      header: ['Column', 'Cannot be read', 'Outside its limits'],
      rows: columns.map(({ column, unreadable, outOfRange }) => [
        column,
        withThousands(unreadable),
        withThousands(outOfRange),
      ]),
    },
  ]
}

function used({ id, version, source }: Questionnaire, counts: BatchCounts): readonly Block[] {
  const dated = counts.answers_dated
  const unused = [...new Set(counts.inputs.flatMap((input) => input.unused_columns))]
  return [
    { kind: 'heading', level: 2, text: 'What was used' },
    {
      kind: 'facts',
      facts: [
        { label: 'Questionnaire', text: [code(id), ` version ${version}, `, code(`sha256:${source.sha256}`)] },
        { label: 'Scored on', text: counts.scored_on },
        {
          label: 'Answers dated',
          text: dated === null ? 'not known' : 'on' in dated ? dated.on : `by column ${dated.column}`,
        },
        { label: 'Program', text: `prescreen ${counts.program}` },
        ...(unused.length === 0 ? [] : [{ label: 'Columns not used', text: listed(unused) }]),
      ],
    },
  ]
}

function counted(part: number, whole: number): string {
  return `${withThousands(part)} · ${share(part, whole)}`
}

function listed(names: readonly string[]) {
  return names.flatMap((name, index) => (index === 0 ? [code(name)] : [', ', code(name)]))
}
