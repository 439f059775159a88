import { describe, expect, test } from 'vitest'
import { FINDING_KINDS, guide } from '../../src/rules/index.ts'
import { answersTo } from '../support/load.ts'
import { LEVEL_EXAMPLES } from './level-examples.ts'
import { formOf, ON, type SmallForm, saidOf } from './small-forms.ts'

const A = 'type: yes_no'
const NUMBER = 'type: integer, hard: { max: 99 }'
const SIGNS = 'type: choices, none: None, options: { x: X, y: Y, z: Z }'
const SKIPPED = { a: A, b: 'type: yes_no, ask_if: a = yes' }

const NOTHING = {
  level: 'none-raised',
  action: null,
  complete: true,
  findings: [],
  covered: [],
  undetermined: [],
  conflicts: [],
}

type Row = readonly [says: string, form: SmallForm, said: Partial<ReturnType<typeof saidOf>>]

/** Each row names all that is said of the person; what it leaves out is said of nobody. */
function says(rows: readonly Row[]): void {
  test.each(rows)('%s', (_, small, said) => {
    expect(saidOf(small)).toEqual({ ...NOTHING, ...said })
  })
}

describe('the level of a finding, by kind', () => {
  test.each(LEVEL_EXAMPLES)('$kind: $said', ({ kind, level, ...small }) => {
    const found = saidOf(small).findings.filter((finding) => finding.startsWith(`${kind} `))
    expect(found.map((finding) => finding.split(' ').at(-1))).toEqual([level])
  })

  test('every kind has an example', () => {
    expect([...new Set(LEVEL_EXAMPLES.map(({ kind }) => kind))]).toEqual(FINDING_KINDS)
  })
})

describe('a rule', () => {
  says([
    [
      'that is true is a finding of its level',
      { questions: { a: A }, rules: { R: 'refer-before when a = yes' }, answers: { a: 'yes' } },
      { level: 'refer-before', findings: ['rule R refer-before'] },
    ],
    [
      'that is false is none',
      { questions: { a: A }, rules: { R: 'refer-before when a = yes' }, answers: { a: 'no' } },
      {},
    ],
    [
      'that reads a question which was not asked is false',
      { questions: SKIPPED, rules: { R: 'refer-before when b = yes' }, answers: { a: 'no' } },
      {},
    ],
  ])
})

describe('not known', () => {
  says([
    [
      'a question that leaves no rule open and sets no level is none',
      {
        questions: { a: A, b: A },
        rules: { R: 'refer-before when a = yes and b = yes' },
        answers: { a: 'unsure', b: 'no' },
      },
      {},
    ],
    [
      'a question that no rule reads is a finding where it says so itself',
      { questions: { a: `${A}, if_unknown: refer-discuss` }, answers: { a: 'declined' } },
      { level: 'refer-discuss', findings: ['unknown a refer-discuss'] },
    ],
    [
      '`if_unknown` stands before the rules that are left open, though it is milder',
      {
        questions: { a: `${A}, if_unknown: refer-discuss` },
        rules: { R: 'act-now when a = yes' },
        answers: { a: 'unsure' },
      },
      { level: 'refer-discuss', findings: ['unknown a refer-discuss'], undetermined: ['R'] },
    ],
    [
      'two questions that leave one rule open are two findings, and the form is complete',
      {
        questions: { a: A, b: A },
        rules: { R: 'refer-before when a = yes and b = yes' },
        answers: { a: 'unsure', b: 'declined' },
      },
      {
        level: 'refer-before',
        findings: ['unknown a refer-before', 'unknown b refer-before'],
        undetermined: ['R'],
      },
    ],
    [
      '`if_unknown: act-now` asks for a clinician now',
      { questions: { a: `${A}, if_unknown: act-now` }, answers: { a: 'unsure' } },
      { level: 'act-now', action: 'clinician-now', findings: ['unknown a act-now'] },
    ],
  ])
})

describe('not answered', () => {
  says([
    [
      'a question that a rule reads leaves the form incomplete',
      { questions: { a: A }, rules: { R: 'refer-discuss when a = yes' } },
      {
        level: 'refer-before',
        complete: false,
        findings: ['incomplete  refer-before', 'unanswered a refer-discuss'],
        undetermined: ['R'],
      },
    ],
    [
      'a question that only a score reads leaves the form incomplete too',
      {
        questions: { mood: 'type: choice, options: { fine: { label: F, points: 0 }, low: { label: L, points: 3 } }' },
        scores: { total: '[mood]' },
      },
      { level: 'refer-before', complete: false, findings: ['incomplete  refer-before'] },
    ],
    ['a question that nothing reads is only for the record', { questions: { a: A } }, {}],
    [
      'what waits for a question without an answer is no finding of its own, and the form is incomplete',
      {
        questions: { a: A, b: `type: yes_no, ask_if: a = yes, if_unanswered: act-now` },
        rules: { R: 'refer-before when b = yes' },
      },
      { level: 'refer-before', complete: false, findings: ['incomplete  refer-before'], undetermined: ['R'] },
    ],
    [
      'a follow-up of "not sure" is due',
      { questions: SKIPPED, rules: { R: 'refer-discuss when b = yes' }, answers: { a: 'unsure' } },
      {
        level: 'refer-before',
        complete: false,
        findings: ['incomplete  refer-before', 'unanswered b refer-discuss'],
        undetermined: ['R'],
      },
    ],
  ])
})

describe('a contradiction', () => {
  says([
    [
      'an answer to a question that was not to be asked still makes a rule true',
      { questions: SKIPPED, rules: { R: 'refer-before when b = yes' }, answers: { a: 'no', b: 'yes' } },
      {
        level: 'refer-before',
        findings: ['rule R refer-before', 'conflict b refer-discuss'],
        conflicts: ['b'],
      },
    ],
    [
      'where no rule is touched it is listed and is no finding',
      { questions: SKIPPED, rules: { R: 'refer-before when b = yes' }, answers: { a: 'no', b: 'no' } },
      { conflicts: ['b'] },
    ],
    [
      '"not sure" beside it is told as not known',
      { questions: SKIPPED, rules: { R: 'refer-before when b = yes' }, answers: { a: 'no', b: 'unsure' } },
      { level: 'refer-before', findings: ['unknown b refer-before'], undetermined: ['R'], conflicts: ['b'] },
    ],
    [
      '"none" together with something else: the other counts, and nothing needs to read it',
      { questions: { signs: SIGNS }, answers: { signs: ['none', 'x'] } },
      { level: 'refer-discuss', findings: ['conflict signs refer-discuss'], conflicts: ['signs'] },
    ],
    [
      'a question that is still pending contradicts nothing yet',
      { questions: SKIPPED, rules: { R: 'refer-before when b = yes' }, answers: { b: 'yes' } },
      { level: 'refer-before', findings: ['rule R refer-before'] },
    ],
  ])
})

describe('a list of answers that is known in part', () => {
  const rules = {
    R: 'act-now emergency when signs has x',
    S: 'refer-discuss when signs has y',
    T: 'refer-before when count(signs) >= 2',
  }

  says([
    [
      'raises what was named, and leaves open what only the others decide',
      { questions: { signs: SIGNS }, rules, answers: { signs: 'x; unsure' } },
      {
        level: 'act-now',
        action: 'emergency',
        findings: ['rule R act-now', 'unknown signs refer-before'],
        undetermined: ['S', 'T'],
      },
    ],
    [
      'is not known also where one prefers not to say',
      { questions: { signs: SIGNS }, rules, answers: { signs: ['y', 'declined'] } },
      {
        level: 'refer-before',
        findings: ['unknown signs refer-before', 'rule S refer-discuss'],
        undetermined: ['R', 'T'],
      },
    ],
    [
      'is as serious as its question says of "not sure", whatever was named',
      { questions: { signs: `${SIGNS}, if_unknown: refer-discuss` }, rules, answers: { signs: 'y; unsure' } },
      {
        level: 'refer-discuss',
        findings: ['rule S refer-discuss', 'unknown signs refer-discuss'],
        undetermined: ['R', 'T'],
      },
    ],
    [
      'leaves nothing open where every option was named, and is still "not sure"',
      {
        questions: { signs: SIGNS, m: NUMBER },
        rules: { ...rules, U: 'act-now when count(signs) >= m' },
        answers: { signs: 'x; y; z; unsure' },
      },
      {
        level: 'act-now',
        action: 'emergency',
        complete: false,
        findings: [
          'rule R act-now',
          'rule T refer-before',
          'unanswered m refer-before',
          'incomplete  refer-before',
          'rule S refer-discuss',
        ],
        undetermined: ['U'],
      },
    ],
    [
      'where nothing reads its question it is for the record',
      { questions: { signs: SIGNS }, answers: { signs: 'x; unsure' } },
      {},
    ],
    [
      'of which a part cannot be read is not readable',
      { questions: { signs: SIGNS }, rules, answers: { signs: 'x; unsure; other' } },
      {
        level: 'act-now',
        action: 'emergency',
        complete: false,
        findings: ['rule R act-now', 'unreadable signs refer-before', 'incomplete  refer-before'],
        undetermined: ['S', 'T'],
      },
    ],
    [
      'a score adds what was named, and what cannot be read beside it takes nothing away',
      {
        questions: {
          signs:
            'type: choices, none: None, options: { chest: { label: C, points: 5 }, cough: { label: K, points: 1 } }',
        },
        scores: { danger: '[signs]' },
        rules: { R: 'act-now emergency when danger >= 5' },
        answers: { signs: 'chest; itchh' },
      },
      {
        level: 'act-now',
        action: 'emergency',
        complete: false,
        findings: ['rule R act-now', 'unreadable signs refer-before', 'incomplete  refer-before'],
      },
    ],
  ])

  test('both halves are said: what was named, and that the others are not known', () => {
    const form = formOf({ questions: { signs: SIGNS }, rules })
    const { findings } = guide(form, answersTo(form, { signs: 'x; unsure' }), ON)
    const answers = [{ question: 'signs', state: 'unsure', value: ['x'], text: 'X, and not sure about the others' }]
    expect(findings).toMatchObject([
      { rule: 'R', answers },
      { kind: 'unknown', state: 'unsure', because: 'Not sure about the others.', answers },
    ])
    const declined = guide(form, answersTo(form, { signs: 'x; declined' }), ON).findings
    expect(declined.find(({ kind }) => kind === 'unknown')).toMatchObject({
      because: 'Prefers not to say about the others.',
      answers: [{ state: 'declined', value: ['x'], text: 'X, and prefer not to say about the others' }],
    })
  })
})

describe('what cannot be used', () => {
  says([
    [
      'leaves the form incomplete where a rule reads it',
      { questions: { a: A }, rules: { R: 'refer-discuss when a = yes' }, answers: { a: 'perhaps' } },
      {
        level: 'refer-before',
        complete: false,
        findings: ['unreadable a refer-before', 'incomplete  refer-before'],
        undetermined: ['R'],
      },
    ],
    [
      'is a finding also where nothing reads it',
      { questions: { n: NUMBER }, answers: { n: 100 } },
      { level: 'refer-before', findings: ['out-of-range n refer-before'] },
    ],
    [
      'what can be read of several answers counts',
      { questions: { signs: SIGNS }, rules: { R: 'act-now when signs has x' }, answers: { signs: 'x; other' } },
      {
        level: 'act-now',
        action: 'clinician-now',
        complete: false,
        findings: ['rule R act-now', 'unreadable signs refer-before', 'incomplete  refer-before'],
      },
    ],
    [
      'though it was not to be asked it is no contradiction',
      { questions: SKIPPED, rules: { R: 'refer-discuss when b = yes' }, answers: { a: 'no', b: 'perhaps' } },
      { level: 'refer-before', findings: ['unreadable b refer-before'], undetermined: ['R'] },
    ],
  ])
})

describe('a check', () => {
  const checked = { n: NUMBER, m: `${NUMBER}, check: { that: n > m, message: More. }` }
  const skipped = { a: A, n: `${NUMBER}, ask_if: a = yes`, m: `${NUMBER}, check: { that: n > m, message: More. }` }

  says([
    [
      'that does not hold is a finding, and the form is complete',
      { questions: checked, rules: { R: 'refer-discuss when n < 0' }, answers: { n: 3, m: 3 } },
      { level: 'refer-before', findings: ['check-failed m refer-before'] },
    ],
    ['that holds is none', { questions: checked, answers: { n: 4, m: 3 } }, {}],
    ['is not judged while a part of it is not known', { questions: checked, answers: { n: 'unsure', m: 3 } }, {}],
    ['is not judged where a part of it was not asked', { questions: skipped, answers: { a: 'no', m: 3 } }, {}],
    [
      'is one finding with what else is to be said of its question, the more serious',
      {
        questions: { a: A, n: NUMBER, m: `${NUMBER}, ask_if: a = yes, check: { that: n > m, message: More. }` },
        rules: { R: 'refer-discuss when m >= 3' },
        answers: { a: 'no', n: 3, m: 3 },
      },
      {
        level: 'refer-before',
        findings: ['check-failed m refer-before', 'rule R refer-discuss'],
        conflicts: ['m'],
      },
    ],
  ])
})

describe('an open rule', () => {
  says([
    [
      'for which no question is to blame is a finding of its own',
      {
        questions: { n: NUMBER, m: NUMBER },
        rules: { R: 'act-now when n / m >= 2' },
        answers: { n: 3, m: 0 },
      },
      { level: 'refer-before', findings: ['undetermined R refer-before'], undetermined: ['R'] },
    ],
  ])
})

describe('not finished', () => {
  says([
    [
      'finishing early leaves a form incomplete in which all is answered',
      { questions: { a: A }, rules: { R: 'refer-discuss when a = yes' }, answers: { a: 'yes' }, finishedEarly: true },
      { level: 'refer-before', complete: false, findings: ['incomplete  refer-before', 'rule R refer-discuss'] },
    ],
    [
      'Act now stays above it',
      { questions: { a: A }, rules: { R: 'act-now when a = yes' }, answers: { a: 'yes' }, finishedEarly: true },
      {
        level: 'act-now',
        action: 'clinician-now',
        complete: false,
        findings: ['rule R act-now', 'incomplete  refer-before'],
      },
    ],
  ])
})

describe('of several findings', () => {
  const everything = {
    questions: {
      a: A,
      b: 'type: yes_no, ask_if: a = yes',
      c: A,
      d: `${A}, if_unanswered: refer-before`,
      n: NUMBER,
      m: NUMBER,
      signs: SIGNS,
      k: NUMBER,
      l: `${NUMBER}, check: { that: k > l, message: More. }`,
      o: NUMBER,
    },
    rules: {
      R: 'refer-before when c = yes or a = no',
      S: 'refer-before when k / o >= 2',
      T: 'refer-before when m >= 50',
      U: 'refer-before when n = 1',
      V: 'act-now when a = no',
      W: 'refer-discuss when b = yes',
    },
    answers: { a: 'no', b: 'yes', n: 'unsure', m: 100, signs: 'x; other', k: 3, l: 3, o: 0 },
  } as const

  says([
    [
      'the most serious come first, then the kinds in the order of the table, then the questionnaire',
      everything,
      {
        level: 'act-now',
        action: 'clinician-now',
        complete: false,
        findings: [
          'rule V act-now',
          'rule R refer-before',
          'unknown n refer-before',
          'unanswered d refer-before',
          'out-of-range m refer-before',
          'unreadable signs refer-before',
          'check-failed l refer-before',
          'undetermined S refer-before',
          'incomplete  refer-before',
          'rule W refer-discuss',
          'conflict b refer-discuss',
        ],
        undetermined: ['S', 'T', 'U'],
        conflicts: ['b'],
      },
    ],
    [
      'an emergency is not lost beside a clinician who is wanted now',
      {
        questions: { a: A },
        rules: { R: 'act-now clinician-now when a = yes', S: 'act-now emergency when a = yes' },
        answers: { a: 'yes' },
      },
      { level: 'act-now', action: 'emergency', findings: ['rule R act-now', 'rule S act-now'] },
    ],
    [
      'nor beside an answer that is not known and asks for one',
      {
        questions: { a: A, b: `${A}, if_unknown: act-now` },
        rules: { R: 'act-now emergency when a = yes' },
        answers: { a: 'yes', b: 'unsure' },
      },
      { level: 'act-now', action: 'emergency', findings: ['rule R act-now', 'unknown b act-now'] },
    ],
  ])
})

describe('a group', () => {
  const rules = {
    R: 'refer-discuss in g when a = yes',
    S: 'refer-before in g when b = yes',
    T: 'refer-discuss when a = yes',
    U: 'refer-discuss in h when a = yes',
  }
  const questions = { a: A, b: A }

  says([
    [
      'takes the less serious of its own rules out of the findings, and names them',
      { questions, rules, answers: { a: 'yes', b: 'yes' } },
      {
        level: 'refer-before',
        findings: ['rule S refer-before', 'rule T refer-discuss', 'rule U refer-discuss'],
        covered: ['R'],
      },
    ],
    [
      'of two that are true already',
      {
        questions,
        rules: { R: rules.R, S: rules.S },
        answers: { a: 'yes', b: 'yes' },
      },
      { level: 'refer-before', findings: ['rule S refer-before'], covered: ['R'] },
    ],
    [
      'shows both of two equally serious ones',
      {
        questions,
        rules: { R: 'refer-before in g when a = yes', S: rules.S },
        answers: { a: 'yes', b: 'yes' },
      },
      { level: 'refer-before', findings: ['rule R refer-before', 'rule S refer-before'] },
    ],
    [
      'hides nothing behind a rule that is not true',
      { questions, rules: { R: rules.R, S: rules.S }, answers: { a: 'yes', b: 'no' } },
      { level: 'refer-discuss', findings: ['rule R refer-discuss'] },
    ],
    [
      'or whose answer is not known',
      { questions, rules: { R: rules.R, S: rules.S }, answers: { a: 'yes', b: 'unsure' } },
      {
        level: 'refer-before',
        findings: ['unknown b refer-before', 'rule R refer-discuss'],
        undetermined: ['S'],
      },
    ],
  ])
})

describe('a finding in words', () => {
  const FORMS: Readonly<Record<string, readonly [SmallForm, Readonly<Record<string, unknown>>]>> = {
    rule: [
      { questions: { a: A }, rules: { R: 'act-now emergency when a = yes' }, answers: { a: 'yes' } },
      {
        action: 'emergency',
        because: 'Because of R.',
        advice: 'Get emergency help now: call your local emergency number, and tell the clinician on site.',
        answers: [{ question: 'a', state: 'given', value: 'yes', text: 'Yes' }],
        sources: [],
      },
    ],
    unknown: [
      { questions: { a: A }, rules: { R: 'act-now when a = yes' }, answers: { a: 'declined' } },
      {
        state: 'declined',
        because: 'Prefers not to say.',
        advice: 'A clinician needs to review before anything goes ahead.',
        answers: [{ question: 'a', state: 'declined', text: 'Prefer not to say' }],
        undetermined: ['R'],
      },
    ],
    unanswered: [
      { questions: { a: A }, rules: { R: 'refer-discuss when a = yes' } },
      {
        state: 'unanswered',
        because: 'Not answered.',
        advice: 'Tell the clinician at the visit.',
        answers: [{ question: 'a', state: 'unanswered', text: 'Not answered' }],
        undetermined: ['R'],
      },
    ],
    conflict: [
      { questions: SKIPPED, rules: { R: 'refer-before when b = yes' }, answers: { a: 'no', b: 'yes' } },
      {
        state: 'given',
        because: 'Answered, although another answer says that this does not apply.',
        answers: [{ question: 'b', state: 'given', value: 'yes', text: 'Yes' }],
        undetermined: [],
      },
    ],
    'out-of-range': [
      {
        questions: { n: NUMBER },
        rules: { R: 'act-now when n >= 50', S: 'refer-before when n < 5' },
        answers: { n: 100 },
      },
      {
        state: 'rejected',
        action: 'clinician-now',
        because:
          'The value is outside its limits and is not used; a slip in writing it down may hide a reason. Ask again.',
        answers: [{ question: 'n', state: 'rejected', raw: '100', text: '100 (out of range: at most 99)' }],
        would_raise: ['R'],
        undetermined: ['R', 'S'],
      },
    ],
    unreadable: [
      { questions: { a: A }, rules: { R: 'refer-before when a = yes' }, answers: { a: 'perhaps' } },
      {
        state: 'rejected',
        because: 'What was written cannot be read as an answer. Ask again.',
        answers: [{ question: 'a', state: 'rejected', raw: 'perhaps', text: '`perhaps` (cannot be read)' }],
        undetermined: ['R'],
      },
    ],
    'check-failed': [
      {
        questions: { n: NUMBER, m: `${NUMBER}, check: { that: n > m, message: The first is more. }` },
        answers: { n: 3, m: 4 },
      },
      {
        state: 'given',
        because: 'The first is more.',
        answers: [
          { question: 'n', state: 'given', value: 3, text: '3' },
          { question: 'm', state: 'given', value: 4, text: '4' },
        ],
      },
    ],
    undetermined: [
      { questions: { n: NUMBER, m: NUMBER }, rules: { R: 'act-now when n / m >= 2' }, answers: { n: 3, m: 0 } },
      { because: '`R` could not be worked out from these answers.', sources: [] },
    ],
    incomplete: [
      { questions: { a: A }, finishedEarly: true },
      {
        because: 'The form is not finished: something that a rule needs was not answered.',
        advice: 'A clinician needs to review before anything goes ahead.',
        answers: [],
      },
    ],
  }

  test.each(Object.entries(FORMS))('%s', (kind, [small, said]) => {
    const form = formOf(small)
    const options = small.finishedEarly === undefined ? {} : { finishedEarly: true }
    const { findings } = guide(form, answersTo(form, small.answers ?? {}), ON, options)
    expect(findings.filter((finding) => finding.kind === kind)).toMatchObject([said])
  })

  test('"none" beside something else is told as what it is', () => {
    const form = formOf({ questions: { signs: SIGNS } })
    const [finding] = guide(form, answersTo(form, { signs: ['none', 'x'] }), ON).findings
    expect(finding?.because).toBe('"None" was chosen together with something else.')
  })

  test('every kind is there', () => {
    expect(Object.keys(FORMS)).toEqual(FINDING_KINDS)
  })
})

test('what has no answer is listed by its state, and scores stand as ranges', () => {
  const points = 'options: { no: { label: N, points: 0 }, some: { label: S, points: 1 }, all: { label: A, points: 3 } }'
  const form = formOf({
    questions: {
      mood: `type: choice, ${points}`,
      sleep: `type: choice, ${points}`,
      a: A,
      b: 'type: yes_no, ask_if: a = yes',
      c: `type: choice, ask_if: mood = no, ${points}`,
    },
    scores: { both: '[mood, sleep]', never: '[c]' },
  })
  const { unanswered, pending, not_asked, scores } = guide(form, answersTo(form, { mood: 'some' }), ON)
  expect({ unanswered, pending, not_asked, scores }).toEqual({
    unanswered: ['sleep', 'a'],
    pending: ['b'],
    not_asked: ['c'],
    scores: { both: { low: 1, high: 4 }, never: null },
  })
})
