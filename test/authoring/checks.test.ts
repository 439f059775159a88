import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/authoring/checks/index.ts'
import { gradeOf, syllablesOf } from '../../src/authoring/checks/reading-level.ts'
import { check, PAGES, type Report } from '../../src/authoring/index.ts'
import { isCode } from '../../src/diagnostics/index.ts'
import { headOf, told, yamlFile } from '../support/load.ts'

const ON = '2026-06-15'

const FORM = `${headOf('demo')}review_by: 2026-06-15
sources:
  label-a:
    title: Label A, which says who is eligible
option_sets:
  how_often:
    never: { label: Not at all, points: 0 }
    some: { label: Several days, points: 1 }
    daily: { label: Nearly every day, points: 3 }
sections:
  - id: one
    title: One
    questions:
      - id: smoker
        text: Do you smoke?
        type: yes_no
        usual: no
      - id: amount
        text: How many a day?
        type: integer
        ask_if: smoker = yes
        hard: { min: 0, max: 100 }
        soft: { max: 60 }
        usual: 5
      - id: signs
        text: Do you have any of these?
        type: choices
        none: None of these
        options:
          blood: Blood
          fever: Fever
        usual: none
      - id: kind
        text: Which kind is it?
        type: choice
        options:
          mild: Mild
          severe: Severe
        usual: mild
        if_unknown: refer-before
      - id: tired
        text: How often were you tired?
        type: choice
        option_set: how_often
        usual: never
scores:
  - id: sum
    sum: [tired]
rules:
  - id: R-AMOUNT
    when: smoker = yes and amount != 20
    level: refer-before
    because: Reported {amount} a day.
    sources: [label-a 1]
    basis: own
  - id: R-SIGNS
    when: count(signs) >= 1 or kind = severe
    level: refer-before
    because: Reported a sign.
    sources: [label-a 2]
    basis: own
`

/** The same with a score over several answers. */
const SEVERAL = FORM.replace('blood: Blood', 'blood: { label: Blood, points: 1 }')
  .replace('fever: Fever', 'fever: { label: Fever, points: 2 }')
  .replace('sum: [tired]', 'sum: [signs]')
  .replace('option_set: how_often', 'option_set: how_often\n        record_only: The clinician reads it.')

const CASES = `cases:
  - name: nothing
    expect: { raised: [] }
  - name: all
    answers: { smoker: yes, signs: [blood] }
    expect: { raised: [R-AMOUNT, R-SIGNS] }
`

/** The same with the people who tell every small slip in the rules. */
const ALL_CASES = `${CASES.replace('expect: { raised: [] }', 'expect: { level: none-raised, raised: [], not_asked: [amount] }')}
  - { name: smokes, answers: { smoker: yes }, expect: { level: refer-before, raised: [R-AMOUNT], not_asked: [] } }
  - { name: smokes 20, answers: { smoker: yes, amount: 20 }, expect: { level: none-raised, raised: [] } }
  - { name: fever, answers: { signs: [fever] }, expect: { level: refer-before, raised: [R-SIGNS] } }
  - { name: severe, answers: { kind: severe }, expect: { level: refer-before, raised: [R-SIGNS] } }
`

const FRENCH = `sections:
  - questions:
      - { id: smoker, text: Fumez-vous ? }
      - { id: amount, text: Combien par jour ? }
      - { id: signs, text: Avez-vous… ?, options: { blood: Du sang, fever: De la fièvre } }
      - { id: kind, text: Lequel ?, options: { mild: Léger, severe: Grave } }
      - { id: tired, text: Fatigue ?, options: { never: Jamais, some: Parfois, daily: Toujours } }
rules:
  - { id: R-AMOUNT, because: Il fume. }
  - { id: R-SIGNS, because: Un signe. }
`

interface Files {
  readonly form?: string
  readonly cases?: string | null
  readonly french?: string
}

function checked({ form = FORM, cases = CASES, french }: Files): Report {
  return check(
    {
      path: 'demo.yaml',
      form: yamlFile(form, 'demo.yaml'),
      cases: cases === null ? null : yamlFile(cases, 'demo.cases.yaml'),
      translations: french === undefined ? [] : [yamlFile(french, 'demo.fr.yaml')],
    },
    ON,
    { cells: 1_000_000, steps: 60_000_000 },
  )
}

/**
 * `code [what is marked] message | help` of each finding. The cases here are few, so that most edits leave slips
 * unnoticed; those are told in their own rows only.
 */
function found(files: Files, code?: string): readonly string[] {
  const diagnostics = checked(files).diagnostics.filter(
    (one) => code === 'slip-unnoticed' || one.code !== 'slip-unnoticed',
  )
  return diagnostics.map(({ code, message, help, source, span }) => {
    const marked = source.text.slice(span.start, span.end)
    return `${code} [${marked}] ${message}${help === undefined ? '' : ` | ${help}`}`
  })
}

const RULE = '  - id: R-NEW\n    because: Reported it.\n    sources: [label-a 3]\n'
const PROMISE = 'promises:\n  - id: new\n'

/** The file with some of its text changed; what is to be changed must be there. */
function edited(text: string, ...edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((before, [right, wrong]) => {
    if (!before.includes(right)) throw new Error(`not there: ${right}`)
    return before.replace(right, () => wrong)
  }, text)
}

test('a form without fault is found to be without fault, section by section', () => {
  const { diagnostics, sections, cases } = checked({ french: FRENCH, cases: ALL_CASES })
  expect(told(diagnostics)).toEqual([])
  expect(cases).toBe(6)
  expect(sections.map(({ name, state, says }) => `${name} ${state}: ${says}`)).toMatchInlineSnapshot(`
    [
      "names ok: every name exists, every rule has a source",
      "sources ok: 1 source; next review due 2026-06-15",
      "wording ok: nothing decides for a clinician; every question is short and plain",
      "logic ok: every question can be asked; every rule can fire, stay silent, and matter",
      "unknown ok: no open answer that a rule needs ends at none-raised, or below its question's level for unknown",
      "cases ok: 6 cases as expected; all 28 possible slips would be noticed",
    ]
  `)
})

describe('the example of a check', () => {
  const examples = CHECKS.flatMap(({ code, example }) => (example === undefined ? [] : [[code, example] as const]))

  test.each(examples)('%s is found in what is wrong, and not in what is right', (code, { wrong, right }) => {
    const at = [FORM, CASES, FRENCH].findIndex((text) => text.includes(right))
    expect(at).toBeGreaterThanOrEqual(0)
    const [form, cases, french] = [FORM, CASES, FRENCH].map((text, index) =>
      index === at ? text.replace(right, () => wrong) : text,
    ) as [string, string, string]
    const codes = checked({ form, cases, french }).diagnostics.map((finding) => finding.code)
    expect(codes).toContain(code)
  })

  test('is there for every check, but for what only a long text, another file or a word that is never printed shows', () => {
    const without = CHECKS.flatMap(({ code, example }) => (example === undefined ? [code] : []))
    expect(without.sort()).toEqual([
      'id-taken',
      'missing-cases',
      'missing-in-set',
      'orphan-file',
      'too-long',
      'verdict-word',
    ])
  })
})

const OTHER = '      - id: other\n        text: Is there more?\n        type: yes_no\n        usual: no\n'
const URGENT = 'level: act-now\n    action: clinician-now\n    because: Reported {amount}'

/** A wrong edit of the form, what is found, and a like edit in which nothing is wrong. */
const EXAMPLES: readonly (readonly [code: string, wrong: Files, says: string, right: Files | undefined])[] = [
  [
    'unread-question',
    { form: edited(FORM, ['      - id: tired\n', `${OTHER}      - id: tired\n`]) },
    'unread-question [other] nothing reads `other`: no rule, score, `ask_if` or `check` | write its rule; where it is only to be read by the clinician, add `record_only: why`\nnothing is said of this person:\nIs there more? Yes\nall else as usual',
    { form: edited(FORM, ['      - id: tired\n', `${OTHER}        record_only: Read.\n      - id: tired\n`]) },
  ],
  [
    'unread-answer',
    { form: edited(FORM, ['count(signs) >= 1', 'signs has blood']) },
    'unread-answer [fever] nothing reads `fever` of `signs`: it changes nothing | add it to a rule; where it is only to be said, write `record_only: why` beside the option',
    {
      form: edited(
        FORM,
        ['count(signs) >= 1', 'signs has blood'],
        ['fever: Fever', 'fever: { label: Fever, record_only: Read. }'],
      ),
    },
  ],
  [
    'usual-raises',
    { form: edited(FORM, ['kind = severe', 'kind = mild']) },
    'usual-raises [count(signs) >= 1 or kind = mild] the usual answers raise `R-SIGNS` | look at the rule, and at the `usual` of `signs`, `kind`',
    undefined,
  ],
  [
    'usual-fails-check',
    {
      form: edited(FORM, [
        '        usual: none\n',
        '        usual: none\n        check: { that: count(signs) >= 1, message: One is needed. }\n',
      ]),
    },
    'usual-fails-check [count(signs) >= 1] the `check` of `signs` does not hold for the usual answers | look at the comparison, which may be the wrong way round, and at the `usual` of what it reads',
    {
      form: edited(FORM, [
        '        usual: none\n',
        '        usual: none\n        check: { that: count(signs) < 2, message: One is enough. }\n',
      ]),
    },
  ],
  [
    'worse-skips-code',
    { form: edited(FORM, ['option_set: how_often', 'option_set: how_often\n        worse: [never, daily]']) },
    'worse-skips-code [[never, daily]] `worse` of `tired` leaves out `some` | write every code, from mild to severe: whoever answers “Several days” is compared with nobody',
    { form: edited(FORM, ['option_set: how_often', 'option_set: how_often\n        worse: [never, some, daily]']) },
  ],
  [
    'other-number',
    { form: edited(FORM, ['because: Reported {amount} a day.', 'because: Reported 30 a day or more.']) },
    'other-number [Reported 30 a day or more.] the words of `R-AMOUNT` say 30, its condition 20 | write the same number in both; until then this person is told it:\nDo you smoke? Yes\nall else as usual',
    { form: edited(FORM, ['because: Reported {amount} a day.', 'because: Reported 21 or more.']) },
  ],
  [
    'swapped-labels',
    { form: edited(FORM, ['mild: Mild\n          severe: Severe', 'mild: It is severe\n          severe: Only mild']) },
    'swapped-labels [mild] the labels of `mild` and `severe` of `kind` name each other | swap them: whoever answers “It is severe” is taken for `mild`',
    {
      form: edited(FORM, [
        'mild: Mild\n          severe: Severe',
        'mild: Mild, not severe\n          severe: More than mild',
      ]),
    },
  ],
  [
    'group-hides',
    {
      form: edited(
        FORM,
        ['sources: [label-a 1]', 'sources: [label-a 1]\n    group: all'],
        ['severe\n    level: refer-before', 'severe\n    group: all\n    level: refer-discuss'],
      ),
    },
    'group-hides [all] where `R-AMOUNT` is true, the group hides `R-SIGNS`, and with it `signs`, `kind` | take `R-SIGNS` out of the group, or read `signs`, `kind` in `R-AMOUNT` too',
    undefined,
  ],
  [
    'gated-emergency',
    { form: edited(FORM, ['level: refer-before\n    because: Reported {amount}', URGENT]) },
    'gated-emergency [smoker = yes] `amount` decides `R-AMOUNT`, which is act-now, and is asked only after `smoker` | ask it of everybody, or ignore this with the reason why `smoker` cannot hide it',
    {
      form: edited(
        FORM,
        ['level: refer-before\n    because: Reported {amount}', URGENT],
        ['ask_if: smoker = yes', 'ask_if: smoker = yes\n        ignore: { gated-emergency: Nobody hides it. }'],
      ),
    },
  ],
  [
    'no-unsure-time',
    {
      form: edited(
        FORM,
        ['mild: Mild', 'mild: Yes, in the last month'],
        ['severe: Severe', 'severe: Yes, more than a year ago'],
      ),
    },
    'no-unsure-time [mild] the answers of `kind` differ by time, and none is for somebody who is not sure when | add an answer such as `when_unsure: Yes, not sure when`',
    {
      form: edited(
        FORM,
        ['mild: Mild', 'mild: Yes, in the last month'],
        ['severe: Severe', 'severe: Yes, not sure when'],
      ),
    },
  ],
  [
    'counting-in-help',
    {
      form: edited(FORM, [
        'text: How many a day?',
        'text: How many a day?\n        help: Do not count the small ones.',
      ]),
    },
    'counting-in-help [Do not count the small ones.] the help of `amount` changes what counts: "Do not count …" | say it in the question: whoever does not open the help answers without it',
    { form: edited(FORM, ['text: How many a day?', 'text: How many a day?\n        help: The count of one day.']) },
  ],
  [
    'missing-basis',
    { form: edited(FORM, ['sources: [label-a 2]\n    basis: own\n', 'sources: [label-a 2]\n']) },
    'missing-basis [R-SIGNS] rule `R-SIGNS` has no `basis` | add `basis: …`',
    {},
  ],
  [
    'misread-label',
    { form: edited(FORM, ['mild: Mild', 'mild: severe'], ['severe: Severe', 'severe: Very bad']) },
    'misread-label [mild] the label of `mild` would be read as `severe` | change the label or the code',
    { form: edited(FORM, ['mild: Mild', 'mild: Not sure when']) },
  ],
  [
    'misread-label',
    { form: edited(FORM, ['mild: Mild', 'mild: Not sure']) },
    'misread-label [mild] the label of `mild` would be read as the "Not sure" or "Prefer not to say" that is offered by itself | take the option out: every question offers it',
    { form: edited(FORM, ['mild: Mild', 'mild: Not sure, it comes and goes']) },
  ],
  [
    'misread-label',
    { form: edited(FORM, ['mild: Mild', "mild: Don't know / not sure"]) },
    'misread-label [mild] the label of `mild` would be read as the "Not sure" or "Prefer not to say" that is offered by itself | take the option out: every question offers it',
    undefined,
  ],
  [
    'same-label',
    { form: edited(FORM, ['fever: Fever', 'fever: blood']) },
    'same-label [fever] `fever` and `blood` have the same label | change one of the labels',
    { form: edited(FORM, ['fever: Fever', 'fever: Blood in the urine']) },
  ],
  [
    'soft-outside-hard',
    { form: edited(FORM, ['soft: { max: 60 }', 'soft: { max: 101 }']) },
    'soft-outside-hard [101] the `soft` max of `amount` is outside its `hard` limits | bring it inside `hard`, or take it out',
    { form: edited(FORM, ['soft: { max: 60 }', 'soft: { max: 100 }']) },
  ],
  [
    'threshold-outside-limits',
    { form: edited(FORM, ['amount != 20', 'amount > 100']), cases: 'cases: []\n' },
    'threshold-outside-limits [amount > 100] `amount > 100` can never hold: the answers go from 0 to 100 | look at the number, and at the limits of the question',
    { form: edited(FORM, ['amount != 20', 'amount < 100']) },
  ],
  [
    'threshold-outside-limits',
    { form: edited(FORM, ['count(signs) >= 1', 'count(signs) >= 3']), cases: 'cases: []\n' },
    'threshold-outside-limits [count(signs) >= 3] `count(signs) >= 3` can never hold: the answers go from 0 to 2 | look at the number, and at the limits of the question',
    undefined,
  ],
  [
    'threshold-outside-limits',
    { form: edited(FORM, ['kind = severe', 'sum >= 4']) },
    'threshold-outside-limits [sum >= 4] `sum >= 4` can never hold: the answers go from 0 to 3 | look at the number, and at the limits of the question',
    { form: edited(FORM, ['kind = severe', 'sum >= 3']) },
  ],
  [
    'threshold-outside-limits',
    { form: edited(SEVERAL, ['kind = severe', 'sum >= 4']) },
    'threshold-outside-limits [sum >= 4] `sum >= 4` can never hold: the answers go from 0 to 3 | look at the number, and at the limits of the question',
    // Of several answers each may be given.
    { form: edited(SEVERAL, ['kind = severe', 'sum >= 3']) },
  ],
  [
    'threshold-outside-limits',
    { form: edited(FORM, ['amount != 20', 'amount >= -1']) },
    'threshold-outside-limits [amount >= -1] `amount >= -1` holds for every answer: the answers go from 0 to 100 | look at the number, and at the limits of the question',
    undefined,
  ],
  [
    'scale-out-of-order',
    { form: edited(FORM, ['points: 1', 'points: 3'], ['points: 3 }\nsections', 'points: 1 }\nsections']) },
    'scale-out-of-order [daily] the points of `daily` (1) do not go with its label | compare the points with the published scale',
    { form: edited(FORM, ['points: 0', 'points: 3'], ['points: 3 }\nsections', 'points: 0 }\nsections']) },
  ],
  [
    'scale-out-of-order',
    { form: edited(FORM, ['label: Several days', 'label: 2 - Several days']) },
    'scale-out-of-order [some] the points of `some` (1) do not go with its label | compare the points with the published scale',
    { form: edited(FORM, ['label: Several days', 'label: 1 - Several days']) },
  ],
  [
    'none-not-exclusive',
    { form: edited(FORM, ['fever: Fever', 'fever: None of the above']) },
    'none-not-exclusive [fever] `fever` says "none" and can be chosen with another answer | take it out and write `none: None of the above` beside `options:`',
    { form: edited(FORM, ['fever: Fever', 'fever: None of my usual energy']) },
  ],
  [
    'truth-of-not-asked',
    { form: edited(FORM, ['smoker = yes and amount != 20', 'smoker = no and not amount = 20']), cases: 'cases: []\n' },
    'truth-of-not-asked [not amount = 20] rule `R-AMOUNT` holds when `amount` is not asked | add `and (smoker = yes)`, so that it is about people who are asked',
    { form: edited(FORM, ['smoker = yes and amount != 20', 'amount != 20 and smoker = yes']) },
  ],
  [
    'unexplained-level',
    { form: edited(FORM, ['if_unknown: refer-before', 'if_unknown: refer-discuss']) },
    'unexplained-level [refer-discuss] `if_unknown` of `kind` is below `refer-before`, which its rules would give | add `if_unknown_because: …` with the reason, or raise the level',
    {
      form: edited(FORM, [
        'if_unknown: refer-before',
        'if_unknown: refer-discuss\n        if_unknown_because: Seen there.',
      ]),
    },
  ],
  [
    'missing-source',
    { form: edited(FORM, ['    sources: [label-a 2]\n', '']) },
    'missing-source [R-SIGNS] rule `R-SIGNS` has no source | add `sources: […]`',
    undefined,
  ],
  [
    'unused-source',
    { form: edited(FORM, ['option_sets:', '  label-b:\n    title: Label B\noption_sets:']) },
    'unused-source [label-b] nothing cites the source `label-b` | cite it, or take it out',
    {
      form: edited(
        FORM,
        ['option_sets:', '  label-b:\n    title: Label B\noption_sets:'],
        ['[label-a 2]', '[label-b]'],
      ),
    },
  ],
  [
    'review-due',
    { form: edited(FORM, ['review_by: 2026-06-15', 'review_by: 2026-06-14']) },
    'review-due [2026-06-14] this should have been looked at again by 2026-06-14 | look at the sources again, then set a new day',
    { form: edited(FORM, ['review_by: 2026-06-15\n', '']) },
  ],
  [
    'verdict-word',
    { form: edited(FORM, ['Reported a sign.', 'Not eligible.']) },
    'verdict-word [eligible] `eligible` sounds like a verdict | name what was reported and who has to look',
    { form: edited(FORM, ['Reported a sign.', 'Cannot pass urine.']) },
  ],
  [
    'verdict-word',
    { form: edited(FORM, ['Reported a sign.', 'Give 50 mg.']) },
    'verdict-word [50 mg] `50 mg` is a dose | name what was reported and who has to look',
    undefined,
  ],
  [
    'cut-text',
    { form: edited(FORM, ['Reported a sign.', 'Reported # 1 of the signs.']) },
    'cut-text [#] `because` ends here: what follows `#` is a comment | put quotes around the whole text, or move the comment to a line of its own',
    { form: edited(FORM, ['Reported a sign.', 'Reported a sign. # as in label A']) },
  ],
  [
    'cut-text',
    { form: edited(FORM, ['smoker = yes and amount != 20', 'smoker = yes #and amount != 20']) },
    'cut-text [#and amount != 20] `when` ends here: what follows `#` is a comment and no part of the condition | take the `#` out, or move the comment to a line of its own',
    { form: edited(FORM, ['smoker = yes and amount != 20', 'smoker = yes and amount != 20 # a pack']) },
  ],
  [
    'double-space',
    { form: edited(FORM, ['Reported a sign.', 'Reported  a sign.']) },
    'double-space [a] two spaces before this word | keep one of them',
    { form: edited(FORM, ['Reported a sign.', '>-\n      Reported\n      a sign.']) },
  ],
  [
    'missing-short',
    { form: edited(FORM, ['Which kind is it?', 'Which kind is it of all the kinds that there are in the world?']) },
    'missing-short [Which kind is it of all the kinds that there are in the world?] `kind` has 62 characters and no `short` | add `short: …` with a few words',
    { form: edited(FORM, ['Which kind is it?', 'Which kind is it of all the kinds that there are in a shop?']) },
  ],
  [
    'too-long',
    { form: edited(FORM, ['Which kind is it?', `Which kind?\n        short: ${'so '.repeat(20)}on`]) },
    `too-long [${'so '.repeat(20)}on] the \`short\` of \`kind\` has 62 characters, more than 60 | say it in fewer words`,
    { form: edited(FORM, ['Which kind is it?', `Which kind?\n        short: ${'so '.repeat(19)}on`]) },
  ],
  [
    'reading-level',
    { form: edited(FORM, ['Which kind is it?', 'Identify the predominant symptomatology.']) },
    'reading-level [Identify the predominant symptomatology.] `kind` with its help reads at grade 30.2, above 8 | use shorter sentences and shorter words',
    {
      form: edited(
        FORM,
        ['language: en', 'language: de'],
        ['Which kind is it?', 'Identify the predominant symptomatology.'],
      ),
    },
  ],
  [
    'missing-translation',
    { french: edited(FRENCH, [', fever: De la fièvre', '']) },
    'missing-translation [sections] this translation has no option `fever` of `signs` | add it, with the same id or code',
    { french: FRENCH },
  ],
  [
    'orphan-translation',
    { french: edited(FRENCH, ['R-SIGNS', 'R-SIGN']) },
    'orphan-translation [R-SIGN] the questionnaire has no rule `R-SIGN` | did you mean `R-SIGNS`?',
    undefined,
  ],
  [
    'missing-cases',
    { cases: null },
    'missing-cases [rules] these rules have no cases | save them as `demo.cases.yaml` in the same folder',
    { form: FORM.slice(0, FORM.indexOf('rules:')).replace(/sources:[\s\S]*?(?=option_sets)/, ''), cases: null },
  ],
  [
    'case-differs',
    { cases: edited(CASES, ['raised: [] }', 'raised: [R-SIGNS] }']) },
    'case-differs [raised] nothing: raised: missing R-SIGNS | if the form is right, change what is expected here; if the case is right, mend the form',
    undefined,
  ],
  [
    'case-contradicts',
    {
      cases: edited(
        CASES,
        ['answers: { smoker: yes, signs: [blood] }', 'answers: { amount: 3, signs: [blood] }'],
        ['[R-AMOUNT, R-SIGNS]', '[R-SIGNS]'],
      ),
    },
    'case-contradicts [name] all: `amount` is answered, but not asked | answer `smoker` so that it is asked, or write `conflicts: [amount]` under `expect`',
    {
      cases: edited(
        CASES,
        ['{ raised: [] }', '{ raised: [], conflicts: [amount] }'],
        ['- name: nothing', '- name: nothing\n    answers: { amount: 3 }'],
      ),
    },
  ],
  [
    'other-file-name',
    { form: FORM.replace('id: demo', 'id: memo') },
    'other-file-name [memo] the `id` is `memo`, the file is named `demo.yaml` | rename one of them',
    undefined,
  ],
  [
    'case-todo',
    { cases: edited(CASES, ['{ raised: [] }', 'todo']) },
    'case-todo [name] nothing: nobody has said yet what is expected | write `expect:` with a level',
    undefined,
  ],
  [
    'rule-never-raised',
    { cases: edited(CASES, [', signs: [blood]', ''], [', R-SIGNS', '']) },
    'rule-never-raised [R-SIGNS] no case raises `R-SIGNS` | add a person for whom it must be raised',
    undefined,
  ],
  [
    'rule-never-silent',
    {
      cases: edited(CASES, [
        '    expect: { raised: [] }',
        '    answers: { signs: [fever] }\n    expect: { raised: [R-SIGNS] }',
      ]),
    },
    'rule-never-silent [R-SIGNS] every case raises `R-SIGNS` | add a person for whom it must be silent',
    undefined,
  ],
  [
    'never-asked',
    { form: edited(FORM, ['ask_if: smoker = yes', 'ask_if: smoker = yes and smoker = no']) },
    'never-asked [smoker = yes and smoker = no] `amount` is never asked: no answers make its `ask_if` true | it reads `smoker`: look at `and`, and at codes that exclude each other',
    undefined,
  ],
  [
    'never-fires',
    { form: edited(FORM, ['count(signs) >= 1 or kind = severe', 'signs has blood and count(signs) = 0']) },
    'never-fires [signs has blood and count(signs) = 0] `R-SIGNS` is never true, whatever is answered | it reads `signs`: look at `and`, at numbers, and at what is asked when',
    undefined,
  ],
  [
    'never-silent',
    { form: edited(FORM, ['count(signs) >= 1 or kind = severe', 'kind = mild or kind = severe']) },
    'never-silent [kind = mild or kind = severe] `R-SIGNS` is never false, whatever is answered | it reads `kind`: look at `or`, at `not`, and at numbers',
    undefined,
  ],
  [
    'pointless-rule',
    { form: `${FORM}${RULE}    when: signs has fever\n    level: refer-discuss\n` },
    'pointless-rule [signs has fever] `R-NEW` decides the level of nobody: whenever it is true, `R-SIGNS` is too, and is as serious | compare the two; where it is there for its words, ignore this with that reason',
    undefined,
  ],
  [
    'empty-promise',
    { form: `${FORM}${PROMISE}    when: kind = mild and kind = severe\n    at_least: refer-before\n` },
    'empty-promise [kind = mild and kind = severe] nobody can be meant by promise `new` | it reads `kind`: look at `and`, and at numbers\nof this person all is true but `kind = severe`:\na person with the usual answers',
    undefined,
  ],
  [
    'promise-broken',
    { form: `${FORM}${PROMISE}    when: smoker = yes\n    at_least: refer-before\n` },
    'promise-broken [smoker = yes] promise `new` wants at least `refer-before`, and this person ends at `none-raised` | Do you smoke? Yes\nHow many a day? 20\nall else as usual',
    undefined,
  ],
  [
    'unknown-lowers',
    { form: edited(FORM, ['kind = severe', '(kind = severe and smoker is answered)']) },
    'unknown-lowers [smoker] when `smoker` is not known, `refer-before` falls to `none-raised` | Do you smoke? Yes\nHow many a day? 20\nWhich kind is it? Severe\nall else as usual; the level is refer-before\nthen Do you smoke? Not sure; the level is none-raised',
    undefined,
  ],
  [
    'worse-lowers',
    { form: edited(FORM, ['        usual: 5\n', '        usual: 5\n        worse: higher\n']) },
    'worse-lowers [higher] a worse answer to `amount` lowers the level from `refer-before` to `none-raised` | Do you smoke? Yes\nHow many a day? 5\nall else as usual; the level is refer-before\nthen How many a day? 20; the level is none-raised',
    undefined,
  ],
  [
    'slip-unnoticed',
    { cases: edited(ALL_CASES, ['  - { name: severe,', '  #']) },
    'slip-unnoticed [count(signs) >= 1 or kind = severe] no case would notice 1 of 28 possible slips | `R-SIGNS`: without `kind = severe`; who would tell: Which kind is it? Severe; all else as usual\n`--add-case` writes these people down',
    { cases: ALL_CASES },
  ],
  [
    'slip-unnoticed',
    {
      cases: edited(ALL_CASES, [
        'smokes 20, answers: { smoker: yes, amount: 20 }, expect: { level: none-raised, raised: [] }',
        'smokes 20, answers: { smoker: yes, amount: 20 }, expect: todo',
      ]),
    },
    'slip-unnoticed [smoker = yes and amount != 20] no case would notice 3 of 28 possible slips | `R-AMOUNT`: without `amount != 20`; who would tell: Do you smoke? Yes; How many a day? 20; all else as usual\n`R-AMOUNT`: `amount != 21` for `amount != 20`; who would tell: Do you smoke? Yes; How many a day? 20; all else as usual\n`R-AMOUNT`: `amount != 19` for `amount != 20`; who would tell: Do you smoke? Yes; How many a day? 20; all else as usual\n3 wait for a case that says `expect: todo`',
    undefined,
  ],
  [
    'unknown-ignore',
    { form: `${FORM}ignore: { mising-source: old }\n` },
    'unknown-ignore [mising-source] unknown code `mising-source` | did you mean `missing-source`?',
    undefined,
  ],
  [
    'unknown-ignore',
    { form: `${FORM}ignore: { unknown-key: mine }\n` },
    'unknown-ignore [unknown-key] `unknown-key` is an error and cannot be ignored | mend it',
    undefined,
  ],
  [
    'unused-ignore',
    { form: `${FORM}ignore: { missing-source: old }\n` },
    'unused-ignore [missing-source] there is no `missing-source` here to ignore | take it out',
    undefined,
  ],
]

describe('each code finds what it is for, where it is', () => {
  test.each(EXAMPLES)('%s', (code, wrong, says, right) => {
    expect(found(wrong, code)).toContain(says)
    if (right !== undefined) expect(found(right, code)).toEqual([])
  })

  test('every code has an example; those of a folder are tried with the command', () => {
    const tried = new Set([...EXAMPLES.map(([code]) => code), 'orphan-file', 'missing-in-set', 'id-taken'])
    expect(CHECKS.map(({ code }) => code).filter((code) => !tried.has(code))).toEqual([])
  })

  test('each code is that of one check, and of no reader', () => {
    const codes = CHECKS.map(({ code }) => code)
    expect(codes.filter((code, index) => codes.indexOf(code) < index || isCode(code))).toEqual([])
  })
})

describe('ignore', () => {
  const WRONG = edited(FORM, ['    sources: [label-a 2]\n', ''])

  test('beside a rule it silences what is found there, and nothing elsewhere', () => {
    expect(found({ form: `${WRONG}    ignore: { missing-source: Our own habit. }\n` })).toEqual([])
    const other = edited(WRONG, [
      '    sources: [label-a 1]',
      '    ignore: { missing-source: Ours. }\n    sources: [label-a 1]',
    ])
    expect(found({ form: other }).map((one) => one.split(' ')[0])).toEqual(['unused-ignore', 'missing-source'])
  })

  test('what is ignored is counted where the section is ok', () => {
    const { sections } = checked({ form: `${WRONG}ignore: { missing-source: Sources follow. }\n` })
    expect(sections[0]?.says).toBe('every name exists, every rule has a source, but for 1 ignored')
  })

  test('at the top it silences the whole file', () => {
    expect(found({ form: `${WRONG}ignore: { missing-source: Sources follow. }\n` })).toEqual([])
  })

  test('an error is never silenced', () => {
    const form = `${edited(FORM, ['level: refer-before', 'level: refer'])}ignore: { unknown-level: mine }\n`
    expect(found({ form }).map((one) => one.split(' ')[0])).toContain('unknown-level')
  })
})

describe('what is not looked at is not said to be ok', () => {
  test('an error in the form leaves the cases unchecked', () => {
    const { sections } = checked({ form: edited(FORM, ['level: refer-before', 'level: refer']) })
    expect(sections.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'names found',
      'sources unchecked',
      'wording unchecked',
      'logic unchecked',
      'unknown unchecked',
      'cases unchecked',
    ])
  })

  test('a cases file that cannot be read is one finding of its section', () => {
    const { sections, diagnostics } = checked({ cases: 'cases: [' })
    expect(sections.map(({ name, state }) => `${name} ${state}`).at(-1)).toBe('cases found')
    expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax'])
  })
})

test('the pages of explain are of every code, each with what, why and what to do', () => {
  expect([...PAGES.values()].filter(({ what, why, todo }) => what === '' || why === '' || todo === '')).toEqual([])
  expect(CHECKS.filter(({ code }) => !PAGES.has(code))).toEqual([])
})

describe('the reading level', () => {
  test.each([
    ['cat', 1],
    ['smoke', 1],
    ['table', 2],
    ['asked', 1],
    ['started', 2],
    ['ketamine', 3],
    ['medicine', 3],
    ['problems', 2],
    ['diseases', 3],
    ['COPD', 1],
  ])('%s has %i syllables', (word, syllables) => {
    expect(syllablesOf(word)).toBe(syllables)
  })

  test('a plain sentence is at a low grade, a learned one at a high grade', () => {
    expect(gradeOf('Do you have pain when you walk?')).toBeLessThan(3)
    expect(gradeOf('Indicate the predominant symptomatology of your cardiovascular condition.')).toBeGreaterThan(15)
  })
})
