import { describe, expect, test } from 'vitest'
import { load, told } from '../support/load.ts'
import { HEAD, inRule, RULE } from './one-rule.ts'

const FORMS: readonly (readonly [how: string, when: string, problems: readonly string[]])[] = [
  [
    'on the line of its key',
    ' age > 60 and hart_disease = yes',
    ['1:24 unknown-question unknown question `hart_disease` | did you mean `heart_disease`?'],
  ],
  [
    'plain, over several lines',
    `
      age > 60
        and smoker = daily

      and hart_disease = yes`,
    ['5:11 unknown-question unknown question `hart_disease` | did you mean `heart_disease`?'],
  ],
  [
    'folded',
    ` >-
      age > 60   and
      smoker = dayly and
      hart_disease = yes`,
    [
      '3:16 unknown-code `smoker` has no answer `dayly` | did you mean `daily`?',
      '4:7 unknown-question unknown question `hart_disease` | did you mean `heart_disease`?',
    ],
  ],
  [
    'folded, with a line that is indented further',
    ` >
      age > 60
          and smoker = dayly
`,
    ['3:24 unknown-code `smoker` has no answer `dayly` | did you mean `daily`?'],
  ],
  [
    'folded, with a comment that YAML does not take out',
    ` >-
      age > 60 # sixty
      and smoker = daily`,
    [
      '2:16 condition-syntax `#` is not part of the condition language | a condition has no comments: put the comment on a line of its own, before the key',
    ],
  ],
  [
    'literal',
    ` |
      age > 60 and
      smoker = dayly
`,
    ['3:16 unknown-code `smoker` has no answer `dayly` | did you mean `daily`?'],
  ],
  [
    'in double quotes',
    ' "age > 60 and smoker = dayly"',
    ['1:34 unknown-code `smoker` has no answer `dayly` | did you mean `daily`?'],
  ],
  [
    'in double quotes, over two lines, with escapes',
    String.raw` "age > \x36\u0030 and
      smoker = dayly"`,
    ['2:16 unknown-code `smoker` has no answer `dayly` | did you mean `daily`?'],
  ],
  [
    'in double quotes, with an escaped line break and a line that goes on',
    String.raw` "age > 60\nand smoker =\
      \ dayly"`,
    ['2:9 unknown-code `smoker` has no answer `dayly` | did you mean `daily`?'],
  ],
  [
    'in single quotes',
    " 'age > 60 and smoker = dayly'",
    ['1:34 unknown-code `smoker` has no answer `dayly` | did you mean `daily`?'],
  ],
  [
    'in single quotes, with one inside',
    " 'smoker = ''daily'''",
    ["1:21 condition-syntax `'` is not part of the condition language | write codes without quotes"],
  ],
  [
    'in double quotes, at a sign of two units',
    ' "age > 60 💊 and"',
    ['1:21 condition-syntax `💊` is not part of the condition language'],
  ],
  ['empty', " ''", ['1:12 condition-syntax the condition is empty | say when it holds, or leave the key out']],
  [
    'that ends too early, folded',
    ` >-
      age > 60
      and smoker =`,
    ['3:19 condition-syntax a question, a score or a number is expected here; the condition ends too early'],
  ],
  [
    'that ends too early, in quotes',
    ' "age > "',
    ['1:17 condition-syntax a question, a score or a number is expected here; the condition ends too early'],
  ],
]

test.each(FORMS)('the place is exact in a condition %s', (_, when, problems) => {
  expect(inRule(when)).toEqual(problems)
})

describe('a question that is asked later', () => {
  const form = (first: string) =>
    `${HEAD.replace('type: yes_no }', `type: yes_no, ${first} }`)}${RULE}    when: age > 60\n`
  test.each([
    ['ask_if: age > 60', '11:61 forward-reference `age` is asked later | move `age` before this question'],
    [
      'ask_if: heart_disease = yes',
      '11:61 forward-reference `heart_disease` cannot decide whether it is asked itself | name an earlier question',
    ],
    [
      'ask_if: smoker in (never)',
      '11:61 forward-reference `smoker` is asked later | move `smoker` before this question',
    ],
    ['ask_if: total > 1', '11:61 forward-reference `mood` is asked later | move `mood` before this question'],
    [
      'check: { that: age > 60, message: M }',
      '11:68 forward-reference `age` is asked later | move the `check` to `age`: it stands on the last question that it reads',
    ],
  ])('%s', (key, problem) => {
    const read = load(form(key))
    expect(told(read.ok ? [] : read.diagnostics)).toEqual([problem])
  })
})
