import { OFTEN, PEOPLE, type Person, SIGNS, type Sign } from './people.ts'

/** How one kind of tool writes the people, and what a person has to change in the map that the template wrote. */
export interface Tool {
  readonly name: string
  readonly file: string
  readonly text: string | Uint8Array
  readonly edits: readonly (readonly [from: string, to: string])[]
}

const CHEST = 'Do you have chest pain?'
const AGE = 'How old are you?'
const WEIGHT = 'What is your weight?'
const DIZZY = 'How often are you dizzy?'
export const WHICH = 'Which of these did you have this week?'
export const LAST = 'When were you last here?'
export const NOTE = 'Anything else?'
export const ASKED: readonly string[] = [CHEST, AGE, WEIGHT, DIZZY]

export type Cell = string | number | null

function csv(rows: readonly (readonly Cell[])[], { delimiter = ',', end = '\n', quoteAll = '' } = {}): string {
  const needsQuotes = new RegExp(`[${delimiter}"\n\r${quoteAll}]`)
  const cell = (value: Cell) => {
    const text = String(value ?? '')
    return quoteAll !== '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return rows.map((row) => `${row.map(cell).join(delimiter)}${end}`).join('')
}

export function table(
  names: readonly (readonly Cell[])[],
  row: (person: Person) => readonly Cell[],
  style = {},
): string {
  return csv([...names, ...PEOPLE.map(row)], style)
}

/** 2026-11-04 in another order; null stays null. */
export function day(date: string | null, form: string): string | null {
  if (date === null) return null
  const [year = '', month = '', dayOf = ''] = date.split('-')
  const parts: Readonly<Record<string, string>> = {
    yyyy: year,
    yy: year.slice(2),
    mm: month,
    m: String(Number(month)),
    dd: dayOf,
    d: String(Number(dayOf)),
  }
  return form.replaceAll(/yyyy|yy|mm|m|dd|d/g, (part) => parts[part] ?? '')
}

export const asked = ({ chest, age, weight, often }: Person): readonly Cell[] => [chest, age, weight, often]
const ticks = (person: Person, tick: (sign: Sign) => Cell, blank: Cell = null): readonly Cell[] =>
  SIGNS.map((sign) => (person.signs.includes(sign) ? tick(sign) : blank))
export const inOrder = ({ signs }: Person): readonly Sign[] => SIGNS.filter((sign) => signs.includes(sign))
/** The place of an answer in its list, from 1. */
const numberOf = (list: readonly string[], answer: string | null) => (answer === null ? null : list.indexOf(answer) + 1)
const numbered = ({ chest, age, weight, often }: Person): readonly Cell[] => [
  numberOf(['Yes', 'No', 'Not sure'], chest),
  age,
  weight,
  numberOf(OFTEN, often),
]
const CODES: Tool['edits'] = [
  ['"1": ~', '"1": yes'],
  ['"2": ~', '"2": no'],
  ['"3": ~', '"3": unsure'],
  ['"1": ~', '"1": never'],
  ['"2": ~', '"2": weekly'],
  ['"3": ~', '"3": daily'],
]

const imported = (id: string) => `{"ImportId":"${id}"}`

export const TOOLS: readonly Tool[] = [
  {
    name: 'Google Forms',
    file: 'Before the visit (Responses) - Form Responses 1.csv',
    text: table(
      [['Timestamp', 'Patient number', ...ASKED, WHICH, LAST, NOTE]],
      (person) => [
        `${day(person.seen, 'm/d/yyyy')} 13:05:22`,
        person.id,
        ...asked(person),
        inOrder(person).join(', '),
        day(person.last, 'm/d/yyyy'),
        person.note,
      ],
      { end: '\r\n' },
    ),
    edits: [],
  },
  {
    name: 'Microsoft Forms',
    file: 'Before the visit(1-22).csv',
    text: `\ufeff${table(
      [
        ['ID', 'Start time', 'Completion time', 'Email', 'Name', ...ASKED, WHICH, LAST, NOTE].map((name) =>
          name.replaceAll(' ', '\u00a0'),
        ),
      ],
      (person) => [
        person.id,
        `${day(person.seen, 'm/d/yy')} 12:58:40`,
        `${day(person.seen, 'm/d/yy')} 13:05:22`,
        'anonymous',
        null,
        ...asked(person),
        inOrder(person)
          .map((sign) => `${sign};`)
          .join(''),
        day(person.last, 'm/d/yyyy'),
        person.note,
      ],
      { end: '\r\n' },
    )}`,
    edits: [
      ['dates: month/day/year', 'dates: month/day/yy'],
      [
        '"When were you last here?": last_visit',
        '"When were you last here?": { question: last_visit, dates: month/day/year }',
      ],
    ],
  },
  {
    name: 'SurveyMonkey',
    file: 'Before the visit.csv',
    text: `\ufeff${table(
      [
        [
          'Respondent ID',
          'Collector ID',
          'Start Date',
          'End Date',
          'IP Address',
          'Custom Data 1',
          ...ASKED,
          WHICH,
          null,
          null,
          null,
          LAST,
          NOTE,
        ],
        [...'......']
          .map(() => null)
          .concat(
            ['Response', 'Open-Ended Response', 'Open-Ended Response', 'Response'] as never[],
            [...SIGNS] as never[],
            ['Date / Time', 'Open-Ended Response'] as never[],
          ),
      ],
      (person) => [
        person.id,
        '400123456',
        `${day(person.seen, 'mm/dd/yyyy')} 12:58:40 PM`,
        `${day(person.seen, 'mm/dd/yyyy')} 01:05:22 PM`,
        null,
        null,
        ...asked(person),
        ...ticks(person, (sign) => sign),
        day(person.last, 'mm/dd/yyyy'),
        person.note,
      ],
    )}`,
    edits: [],
  },
  {
    name: 'Qualtrics',
    file: 'Before+the+visit_November+12,+2026_13.05.csv',
    text: table(
      [
        [
          'StartDate',
          'EndDate',
          'Status',
          'Progress',
          'Finished',
          'RecordedDate',
          'ResponseId',
          'Q1',
          'Q2',
          'Q3',
          'Q4',
          'Q5',
          'Q6',
          'Q7',
        ],
        [
          'Start Date',
          'End Date',
          'Response Type',
          'Progress',
          'Finished',
          'Recorded Date',
          'Response ID',
          ...ASKED,
          `${WHICH} - Selected Choice`,
          LAST,
          NOTE,
        ],
        [
          'startDate',
          'endDate',
          'status',
          'progress',
          'finished',
          'recordedDate',
          '_recordId',
          'QID1',
          'QID2_TEXT',
          'QID3_TEXT',
          'QID4',
          'QID5',
          'QID6_TEXT',
          'QID7_TEXT',
        ].map(imported),
      ],
      (person) => [
        `${person.seen} 12:58:40`,
        `${person.seen} 13:05:22`,
        'IP Address',
        100,
        'True',
        `${person.seen} 13:05:23`,
        `R_${person.id}`,
        ...asked(person),
        inOrder(person).join(','),
        person.last,
        person.note,
      ],
    ),
    edits: [],
  },
  {
    name: 'Qualtrics, legacy, as numbers',
    file: 'Before_the_visit.csv',
    text: table(
      [
        ['V1', 'V2', 'V3', 'V8', 'V9', 'V10', 'Q1', 'Q2', 'Q3', 'Q4', 'Q5_1', 'Q5_2', 'Q5_3', 'Q5_4', 'Q6', 'Q7'],
        [
          'ResponseID',
          'ResponseSet',
          'Name',
          'StartDate',
          'EndDate',
          'Finished',
          ...ASKED,
          ...SIGNS.map((sign) => `${WHICH}-${sign}`),
          LAST,
          NOTE,
        ],
      ],
      (person) => [
        `R_${person.id}`,
        'Default Response Set',
        'Anonymous',
        `${person.seen} 12:58:40`,
        `${person.seen} 13:05:22`,
        1,
        ...numbered(person),
        ...ticks(person, () => 1),
        person.last,
        person.note,
      ],
    ),
    edits: CODES,
  },
  {
    name: 'REDCap, raw',
    file: 'BeforeTheVisit_DATA_2026-11-12_1305.csv',
    text: table(
      [
        [
          'record_id',
          'redcap_survey_identifier',
          'visit_timestamp',
          'chest_pain',
          'age',
          'weight',
          'dizzy',
          'signs___1',
          'signs___2',
          'signs___3',
          'signs___0',
          'last_visit',
          'note',
          'visit_complete',
        ],
      ],
      (person) => [
        person.id,
        null,
        `${person.seen} 13:05:22`,
        ...numbered(person),
        ...ticks(person, () => 1, 0),
        person.last,
        person.note,
        2,
      ],
    ),
    edits: [
      ...CODES,
      ['"signs___1": ~', '"signs___1": signs___fever'],
      ['"signs___2": ~', '"signs___2": signs___blood'],
      ['"signs___3": ~', '"signs___3": signs___tight'],
      ['"signs___0": ~', '"signs___0": signs___none'],
    ],
  },
  {
    name: 'REDCap, with labels',
    file: 'BeforeTheVisit_DATA_LABELS_2026-11-12_1305.csv',
    text: table(
      [
        [
          'Record ID',
          'Survey Identifier',
          'Survey Timestamp',
          ...ASKED,
          ...SIGNS.map((sign) => `${WHICH} (choice=${sign})`),
          LAST,
          NOTE,
          'Complete?',
        ],
      ],
      (person) => [
        person.id,
        null,
        `${person.seen} 13:05`,
        ...asked(person),
        ...ticks(person, () => 'Checked', 'Unchecked'),
        person.last,
        person.note,
        'Complete',
      ],
      { quoteAll: ' ' },
    ),
    edits: [],
  },
  {
    name: 'KoBo and ODK',
    file: 'Before_the_visit_-_all_versions_-_False_-_2026-11-12-13-05-22.csv',
    text: table(
      [
        [
          'start',
          'end',
          'visit/chest_pain',
          'visit/age',
          'visit/weight',
          'visit/dizzy',
          'visit/signs',
          ...['fever', 'blood', 'tight', 'none'].map((code) => `visit/signs/${code}`),
          'visit/last_visit',
          'visit/note',
          '_id',
          '_uuid',
          '_submission_time',
          '_index',
        ],
      ],
      (person) => {
        const codes = ['fever', 'blood', 'tight', 'none'].filter((_, at) => person.signs.includes(SIGNS[at] as Sign))
        const often = person.often === null ? null : ['never', 'weekly', 'daily'][OFTEN.indexOf(person.often)]
        return [
          `${person.seen}T12:58:40.123+01:00`,
          `${person.seen}T13:05:22.456+01:00`,
          person.chest === 'Not sure' ? 'unsure' : (person.chest?.toLowerCase() ?? null),
          person.age,
          person.weight,
          often ?? null,
          codes.join(' '),
          ...ticks(person, () => 1, person.signs.length === 0 ? null : 0),
          person.last,
          person.note,
          person.id,
          `00000000-0000-4000-8000-000000000${person.id}`,
          `${person.seen}T12:05:30`,
          Number(person.id) - 100,
        ]
      },
      { delimiter: ';', quoteAll: ' ' },
    ),
    edits: [],
  },
  {
    name: 'LimeSurvey',
    file: 'results-survey123456.csv',
    text: table(
      [
        [
          'Response ID',
          'Date submitted',
          'Last page',
          'Start language',
          ...ASKED,
          ...SIGNS.map((sign) => `${WHICH} [${sign}]`),
          LAST,
          NOTE,
        ],
      ],
      (person) => [
        person.id,
        `${person.seen} 13:05:22`,
        1,
        'en',
        ...asked(person),
        ...ticks(person, () => 'Yes', person.signs.length === 0 ? null : 'No'),
        person.last === null ? null : `${person.last} 00:00:00`,
        person.note,
      ],
      { quoteAll: ' ' },
    ),
    edits: [],
  },
  {
    name: 'a spreadsheet',
    file: 'November.csv',
    text: csv(
      [
        ['Riverside clinic', null, null, null, null, null, null, null],
        ['Printed on 12/11/2026', null, null, null, null, null, null, null],
        ['Patient No.', 'Visit date', 'Chest pain', 'Age (years)', 'Weight (kg)', 'Dizzy', 'Signs', 'Last visit'],
        ...PEOPLE.map((person) => [
          person.id,
          day(person.seen, 'dd/mm/yyyy'),
          { Yes: 'Y', No: 'N', 'Not sure': 'unknown', '': null }[person.chest ?? ''] ?? null,
          person.age,
          person.weight === null ? null : String(person.weight).replace('.', ','),
          person.often,
          inOrder(person).join(' / '),
          day(person.last, 'dd/mm/yyyy'),
        ]),
        [null, null, null, null, null, null, null, null],
      ],
      { delimiter: ';', end: '\r\n' },
    ),
    edits: [],
  },
]
