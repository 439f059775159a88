import { expect, test } from 'vitest'
import { questionnaire } from '../support/load.ts'
import { HEAD, problemsIn, RULE } from './one-rule.ts'

test.each([
  // names
  ['hart_disease = yes', '1:1 unknown-question unknown question `hart_disease` | did you mean `heart_disease`?'],
  [
    'hart_disease = yes and agee > 60',
    '1:1 unknown-question unknown question `hart_disease` | did you mean `heart_disease`?',
    '1:24 unknown-question unknown question `agee` | did you mean `age`?',
  ],
  ['hart_disease in (yes, no)', '1:1 unknown-question unknown question `hart_disease` | did you mean `heart_disease`?'],
  [
    'hypertension > 3',
    '1:1 unknown-question unknown question `hypertension` | known here: `heart_disease`, `age`, `bp_systolic`, `smoker`, `symptoms`, `last_visit`, `mood`, `remarks`, `total`',
  ],
  ['smoker = dayly', '1:10 unknown-code `smoker` has no answer `dayly` | did you mean `daily`?'],
  ['smoker not in (never, dialy)', '1:23 unknown-code `smoker` has no answer `dialy` | did you mean `daily`?'],
  [
    'smoker = unsure',
    '1:10 unknown-code `smoker` has no answer `unsure` | a state is not an answer: use `smoker is not answered`, or `if_unknown` beside the question',
  ],
  ['symptoms has blod', '1:14 unknown-code `symptoms` has no answer `blod` | did you mean `blood`?'],
  ['heart_disease = true', '1:17 unknown-code `heart_disease` has no answer `true` | known here: `yes`, `no`'],
  ['heart_disease = Yes', '1:17 unknown-code `heart_disease` has no answer `Yes` | did you mean `yes`?'],
  ['heart_disease = smoker', '1:17 unknown-code `heart_disease` has no answer `smoker` | known here: `yes`, `no`'],
  ['total = low', '1:9 unknown-question unknown question `low` | `total` is a number: compare it with a number'],
  [
    'last_visit < today',
    '1:14 unknown-question unknown question `today` | compare a date with a date such as `2026-02-28`; `days_since(…)` counts the days since then',
  ],
  ['age = null', '1:7 unknown-question unknown question `null` | write `… is answered` or `… is not answered`'],
  ['age > agee', '1:7 unknown-question unknown question `agee` | did you mean `age`?'],
  // types
  ['age = yes', '1:7 unknown-question unknown question `yes` | `age` is a number: compare it with a number'],
  [
    'bp_systolic > last_visit',
    '1:1 type-mismatch a number cannot be compared with a date | a date compares with a date such as `2026-02-28`; `days_since(…)` makes a number of one',
  ],
  [
    'last_visit > 30',
    '1:1 type-mismatch a date cannot be compared with a number | a date compares with a date such as `2026-02-28`; `days_since(…)` makes a number of one',
  ],
  [
    'last_visit > 2026-1-2',
    '1:1 type-mismatch a date cannot be compared with a number | a date compares with a date such as `2026-02-28`; `days_since(…)` makes a number of one',
  ],
  [
    'last_visit + 30 > 2026-01-01',
    '1:1 type-mismatch a date cannot be calculated with | use `days_since(…)`, `months_since(…)` or `years_since(…)`',
  ],
  [
    '-last_visit > 3',
    '1:2 type-mismatch a date cannot be calculated with | use `days_since(…)`, `months_since(…)` or `years_since(…)`',
  ],
  ['age + heart_disease > 4', '1:7 type-mismatch `heart_disease` is not a number | write `heart_disease = yes`'],
  ['5 = heart_disease', '1:5 type-mismatch `heart_disease` is not a number | write `heart_disease = yes`'],
  ['yes = heart_disease', '1:1 type-mismatch the question comes first, then its answer | write `heart_disease = yes`'],
  ['pain = symptoms', '1:1 type-mismatch the question comes first, then its answer | write `symptoms has pain`'],
  [
    'smoker > never',
    '1:1 type-mismatch the answers of `smoker` have no order, so `>` does not fit | write `smoker = never`, or name all that are meant: `smoker in (…)`',
  ],
  [
    'smoker < 2',
    '1:1 type-mismatch the answers of `smoker` have no order, so `<` does not fit | write `smoker = never`, or name all that are meant: `smoker in (…)`',
  ],
  [
    'symptoms = pain',
    '1:1 type-mismatch `symptoms` takes several answers, so `=` does not fit | write `symptoms has pain`',
  ],
  [
    'symptoms != pain',
    '1:1 type-mismatch `symptoms` takes several answers, so `!=` does not fit | write `not symptoms has pain`',
  ],
  [
    'symptoms > 1',
    '1:1 type-mismatch `symptoms` takes several answers, so `>` does not fit | write `count(symptoms) > 1`',
  ],
  [
    'symptoms in (pain, blood)',
    '1:1 type-mismatch `symptoms` takes several answers, so `in` does not fit | write `symptoms has any of (pain, blood)`',
  ],
  [
    'symptoms not in (pain, blood)',
    '1:1 type-mismatch `symptoms` takes several answers, so `in` does not fit | write `not symptoms has any of (pain, blood)`',
  ],
  ['symptoms + 1 > 2', '1:1 type-mismatch `symptoms` is not a number | use `has`, or `count(symptoms)`'],
  [
    'smoker has daily',
    '1:1 type-mismatch `has` is for questions with several answers, and `smoker` is not one | write `smoker = daily`',
  ],
  [
    'smoker has any of (daily, former)',
    '1:1 type-mismatch `has` is for questions with several answers, and `smoker` is not one | write `smoker in (daily, former)`',
  ],
  ['age has pain', '1:1 type-mismatch `has` is for questions with several answers, and `age` is not one'],
  [
    'remarks = 5',
    '1:1 text-in-rule `remarks` is a text, which no rule reads | ask it as a choice to make a rule of it',
  ],
  [
    'remarks is answered',
    '1:1 text-in-rule `remarks` is a text, which no rule reads | ask it as a choice to make a rule of it',
  ],
  ['total is answered', '1:1 type-mismatch `is answered` takes a question, and `total` is not one'],
  ['5 is answered', '1:1 type-mismatch `is answered` takes a question, and `5` is not one'],
  ['count(smoker) > 1', '1:1 type-mismatch `count` is for questions with several answers, and `smoker` is not one'],
  ['count(total) > 1', '1:7 type-mismatch `count` takes a question, and `total` is not one'],
  [
    'count(nobody) > 1',
    '1:7 unknown-question unknown question `nobody` | known here: `heart_disease`, `age`, `bp_systolic`, `smoker`, `symptoms`, `last_visit`, `mood`, `remarks`, `total`',
  ],
  ['days_since(age) > 1', '1:1 type-mismatch `days_since` is for dates, and `age` is not one'],
  // units
  [
    'bp_systolic > age',
    '1:1 unit-mismatch `bp_systolic` is in `mmHg` and `age` in `years` | both sides need the same unit',
  ],
  [
    'bp_systolic + age > 5',
    '1:1 unit-mismatch `bp_systolic` is in `mmHg` and `age` in `years` | both sides need the same unit',
  ],
  [
    'days_since(last_visit) > months_since(last_visit)',
    '1:1 unit-mismatch `days_since(last_visit)` is in `days` and `months_since(last_visit)` in `months` | both sides need the same unit',
  ],
  [
    'age between bp_systolic and 60',
    '1:1 unit-mismatch `age` is in `years` and `bp_systolic` in `mmHg` | both sides need the same unit',
  ],
  // and, or, not
  [
    'heart_disease = yes and age > 60 or smoker = daily',
    '1:1 mixed-and-or `and` and `or` side by side: readers disagree on which binds first | put brackets where you mean them, such as `(heart_disease = yes and age > 60) or smoker = daily`',
  ],
  [
    'heart_disease = yes or age > 60 and (smoker = daily or total > 1)',
    '1:1 mixed-and-or `and` and `or` side by side: readers disagree on which binds first | put brackets where you mean them, such as `heart_disease = yes or (age > 60 and (smoker = daily or total > 1))`',
  ],
  [
    'heart_disease = yes AND age > 60',
    '1:21 condition-syntax the condition should end here | write `and` in small letters',
  ],
  [
    'NOT heart_disease = yes',
    '1:1 condition-syntax `NOT` is not part of the condition language | write `not` in small letters',
  ],
  ['NOT(heart_disease = yes)', '1:1 condition-syntax there is no function `NOT` | write `not` in small letters'],
  [
    'heart_disease',
    '1:1 condition-syntax `heart_disease` alone is not a test | write `heart_disease = yes` or `heart_disease >= 1`',
  ],
  [
    'not heart_disease',
    '1:5 condition-syntax `heart_disease` alone is not a test | write `heart_disease = yes` or `heart_disease >= 1`',
  ],
  [
    'smoker = daily or former',
    '1:19 condition-syntax `former` alone is not a test | write `former = yes` or `former >= 1`; where it is another answer to the same question, `smoker = former`',
  ],
  [
    'symptoms has pain and blood',
    '1:23 condition-syntax `blood` alone is not a test | write `blood = yes` or `blood >= 1`; where it is another answer to the same question, `symptoms has blood`',
  ],
  [
    'age > 60 and < 70',
    '1:14 condition-syntax a question, a score or a number is expected here | repeat the question: `age < …`',
  ],
  ['60 < age < 70', '1:10 condition-syntax comparisons cannot be chained | write `60 < age and age < …`'],
  [
    'age > 60, smoker = daily',
    '1:9 condition-syntax the condition should end here | join tests with `and` or `or`; several codes stand in brackets: `in (a, b)`',
  ],
  ['age > 60 smoker = daily', '1:10 condition-syntax the condition should end here | join tests with `and` or `or`'],
  [
    'age not between 3 and 4',
    '1:1 condition-syntax `age` alone is not a test | `not` comes before a whole test: `not age …`',
  ],
  ['symptoms has not pain', '1:14 condition-syntax `not` comes before a whole test | write `not symptoms has …`'],
  ['age + 2', '1:1 condition-syntax `age + 2` alone is not a test | compare it: `>= 1`'],
] as const)('%s', (condition, ...problems) => {
  expect(problemsIn(condition)).toEqual(problems)
})

test('the bracketed condition that a message proposes is one', () => {
  const [problem = ''] = problemsIn('age > 60 and smoker = daily or total > 1 and not (total > 1 or age < 20)')
  const proposed = /such as `(.*)`$/.exec(problem)?.[1] ?? ''
  expect(proposed).toBe('(age > 60 and smoker = daily) or (total > 1 and not (total > 1 or age < 20))')
  expect(problemsIn(proposed)).toEqual([])
})

test.each([
  'bp_systolic * 2 > bp_systolic',
  'bp_systolic / age > 2',
  'bp_systolic * age > age',
  'age + 1 >= months_since(last_visit) / days_since(last_visit)',
  'age + total > 60',
])('quantities with and without units go together: %s', (condition) => {
  expect(problemsIn(condition)).toEqual([])
})

test.each([
  ['age * 2 > bp_systolic', '1:1 unit-mismatch `age * 2` is in `years` and `bp_systolic` in `mmHg`'],
  ['2 * age > bp_systolic', '1:1 unit-mismatch `2 * age` is in `years` and `bp_systolic` in `mmHg`'],
  ['2 + age > bp_systolic', '1:1 unit-mismatch `2 + age` is in `years` and `bp_systolic` in `mmHg`'],
])('a number takes the unit of the quantity that it is calculated with: %s', (condition, problem) => {
  expect(problemsIn(condition)).toEqual([`${problem} | both sides need the same unit`])
})

test('a condition without a mistake has no problem', () => {
  expect(questionnaire(`${HEAD}${RULE}    when: age > 60\n`).rules).toHaveLength(1)
})
