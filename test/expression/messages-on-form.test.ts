import { expect, test } from 'vitest'
import { problemsIn } from './one-rule.ts'

test.each([
  // signs of other languages
  ['heart_disease == yes', '1:15 condition-syntax `==` is not part of the condition language | write `=`'],
  ['heart_disease = yes && age > 60', '1:21 condition-syntax `&&` is not part of the condition language | write `and`'],
  ['heart_disease = yes | age > 60', '1:21 condition-syntax `|` is not part of the condition language | write `or`'],
  ['smoker = "daily"', '1:10 condition-syntax `"` is not part of the condition language | write codes without quotes'],
  ["smoker = 'daily'", "1:10 condition-syntax `'` is not part of the condition language | write codes without quotes"],
  ['smoker = “daily”', '1:10 condition-syntax `“` is not part of the condition language | write codes without quotes'],
  [
    'age > 60 # old',
    '1:10 condition-syntax `#` is not part of the condition language | a condition has no comments: put the comment on a line of its own, before the key',
  ],
  ['age ≥ 60', '1:5 condition-syntax `≥` is not part of the condition language | write `>=`'],
  ['age ≤ 60', '1:5 condition-syntax `≤` is not part of the condition language | write `<=`'],
  ['age ≠ 60', '1:5 condition-syntax `≠` is not part of the condition language | write `!=`, or `not` before a test'],
  ['age <> 60', '1:5 condition-syntax `<>` is not part of the condition language | write `!=`, or `not` before a test'],
  ['age !60', '1:5 condition-syntax `!` is not part of the condition language | write `!=`, or `not` before a test'],
  ['age => 60', '1:5 condition-syntax `=>` is not part of the condition language | write `>=`'],
  ['age =< 60', '1:5 condition-syntax `=<` is not part of the condition language | write `<=`'],
  ['age − 5 > 60', '1:5 condition-syntax `−` is not part of the condition language | write a minus sign: `-`'],
  ['age × 2 > 60', '1:5 condition-syntax `×` is not part of the condition language | write `*`'],
  ['age ÷ 2 > 60', '1:5 condition-syntax `÷` is not part of the condition language | write `/`'],
  [
    'age in [60, 70]',
    '1:8 condition-syntax `[` is not part of the condition language | write round brackets: `in (a, b)`',
  ],
  [
    'age > 60; smoker = daily',
    '1:9 condition-syntax `;` is not part of the condition language | join tests with `and` or `or`',
  ],
  ['age > 60?', '1:9 condition-syntax `?` is not part of the condition language'],
  ['{age} > 60', '1:1 condition-syntax `{` is not part of the condition language'],
  // words of other languages
  [
    'if heart_disease = yes then age > 60',
    '1:1 condition-syntax `if` is not part of the condition language | a condition is a test, not a program: join tests with `and` and `or`',
  ],
  ['symptoms contains pain', '1:10 condition-syntax an operator is expected here | write `has`'],
  ['contains(symptoms, pain)', '1:1 condition-syntax there is no function `contains` | write `has`'],
  ['exists(age)', '1:1 condition-syntax there is no function `exists` | write `… is answered`'],
  [
    'heart_disease is yes',
    '1:18 condition-syntax `is` goes with `answered` only | write `heart_disease is answered`, or `=` to compare',
  ],
  [
    'heart_disease is unsure',
    '1:18 condition-syntax `is` goes with `answered` only | write `heart_disease is not answered`, or `=` to compare',
  ],
  [
    'heart_disease is not yes',
    '1:22 condition-syntax `is` goes with `answered` only | write `heart_disease is not answered`, or `=` to compare',
  ],
  ['smoker IN (daily)', '1:8 condition-syntax an operator is expected here | write `in` in small letters'],
  [
    'heart_disease = yes xor age > 60',
    '1:21 condition-syntax the condition should end here | write `(a and not b) or (b and not a)`',
  ],
  [
    'mean(age) > 3',
    '1:1 condition-syntax there is no function `mean` | known here: `count`, `days_since`, `months_since`, `years_since`',
  ],
  [
    'year_since(last_visit) > 3',
    '1:1 condition-syntax there is no function `year_since` | did you mean `years_since`?',
  ],
  ['Count(symptoms) > 3', '1:1 condition-syntax there is no function `Count` | write `count` in small letters'],
  ['count symptoms > 3', '1:1 condition-syntax `count` needs a question in brackets | write `count(…)`'],
  // numbers and dates
  [
    'bp_systolic > 120 mmHg',
    '1:19 condition-syntax the condition should end here | write the number alone; the unit is given with the question',
  ],
  [
    'bp_systolic > 120mmHg',
    '1:15 condition-syntax `120mmHg` is not a number as conditions write it | write the number alone: `120`; the unit is given with the question, and a code begins with a letter',
  ],
  [
    'bp_systolic > 50%',
    '1:17 condition-syntax `%` is not part of the condition language | write the number alone; the unit is given with the question',
  ],
  ['age > 1,5', '1:8 condition-syntax the condition should end here | write a decimal point: `1.5`'],
  [
    'age > 1.5.2',
    '1:7 condition-syntax `1.5.2` is not a number as conditions write it | digits, at most nine before a decimal point and six after it, no leading zero',
  ],
  [
    'age > 010',
    '1:7 condition-syntax `010` is not a number as conditions write it | digits, at most nine before a decimal point and six after it, no leading zero; a date is written `2026-02-28`',
  ],
  [
    'age > 1e3',
    '1:7 condition-syntax `1e3` is not a number as conditions write it | digits, at most nine before a decimal point and six after it, no leading zero',
  ],
  [
    'age > 1234567890',
    '1:7 condition-syntax `1234567890` is not a number as conditions write it | digits, at most nine before a decimal point and six after it, no leading zero',
  ],
  [
    'age > .5',
    '1:7 condition-syntax `.` is not part of the condition language | write a zero before the decimal point, such as `0.5`',
  ],
  [
    'last_visit > 2026-02-30',
    '1:14 condition-syntax `2026-02-30` is not a day of the calendar | year-month-day, such as `2026-02-28`',
  ],
  [
    'last_visit > 01/02/2026',
    '1:14 condition-syntax `01` is not a number as conditions write it | digits, at most nine before a decimal point and six after it, no leading zero; a date is written `2026-02-28`',
  ],
  // brackets and lists
  ['(age > 60', '1:10 condition-syntax a closing bracket `)` is missing; the condition ends too early'],
  ['age > 60)', '1:9 condition-syntax the condition should end here | take it out, or add the opening bracket `(`'],
  ['(age > 60) = yes', '1:6 condition-syntax a test in brackets cannot be compared with something'],
  ['((age + 1) * 2 > 60', '1:20 condition-syntax a closing bracket `)` is missing; the condition ends too early'],
  ['count(symptoms, pain) > 1', '1:15 condition-syntax a closing bracket `)` or an operator is expected here'],
  ['count(5) > 1', '1:7 condition-syntax `count` takes the id of one question'],
  ['smoker in daily', '1:11 condition-syntax `in` needs a list in round brackets | write `in (daily)`'],
  [
    'smoker in',
    '1:10 condition-syntax `in` needs a list in round brackets; the condition ends too early | write `in (…)`',
  ],
  ['smoker in ()', '1:12 condition-syntax a code, number or date is expected here'],
  ['smoker in (daily former)', '1:18 condition-syntax a comma or a closing bracket is expected here'],
  ['symptoms has (pain, blood)', '1:14 condition-syntax several codes after `has` | write `symptoms has any of (…)`'],
  ['symptoms has any (pain)', '1:18 condition-syntax `has any` needs `of` | write `symptoms has any of (…)`'],
  [
    'symptoms has all of (pain, blood)',
    '1:18 condition-syntax the condition should end here | for one of several write `has any of (…)`; for all of them join `has` tests with `and`',
  ],
  [
    'symptoms has pain, blood',
    '1:18 condition-syntax the condition should end here | join tests with `and` or `or`; several codes stand in brackets: `in (a, b)`',
  ],
  [
    'symptoms has any of pain',
    '1:21 condition-syntax `has any of` needs a list in round brackets | write `has any of (pain)`',
  ],
  [
    'age between 60',
    '1:15 condition-syntax `between` needs two numbers; the condition ends too early | write `age between 60 and …`',
  ],
  ['age between 60 to 70', '1:16 condition-syntax `between` needs two numbers | write `between … and …`'],
  // what is missing
  ['age >', '1:6 condition-syntax a question, a score or a number is expected here; the condition ends too early'],
  ['and age > 60', '1:1 condition-syntax a question, a score or a number is expected here'],
  ['age + > 60', '1:7 condition-syntax a question, a score or a number is expected here'],
  [
    'age > 60 and',
    '1:13 condition-syntax a question, a score or a number is expected here; the condition ends too early',
  ],
  ['not', '1:4 condition-syntax a question, a score or a number is expected here; the condition ends too early'],
  ['is answered', '1:1 condition-syntax a question, a score or a number is expected here'],
] as const)('%s', (condition, ...problems) => {
  expect(problemsIn(condition)).toEqual(problems)
})

test.each([
  ['deep brackets', '('.repeat(61), 'more than 60 levels of brackets'],
  ['a long sum', `${'age + '.repeat(600)}age > 1`, 'more than 500 calculations'],
  ['a long condition', `age > 1${' and age > 1'.repeat(1000)}`, 'a condition of more than 10000 characters'],
])('%s are refused with a way out', (_, condition, message) => {
  const [problem] = problemsIn(condition)
  expect(problem).toContain(message)
  expect(problem).toMatch(/ \| split the (condition|rule)$/)
})
