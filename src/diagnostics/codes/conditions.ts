import type { CodePage } from './page.ts'

export type ConditionCode =
  | 'condition-syntax'
  | 'mixed-and-or'
  | 'unknown-question'
  | 'unknown-code'
  | 'type-mismatch'
  | 'unit-mismatch'
  | 'forward-reference'
  | 'misplaced-check'
  | 'text-in-rule'

const BEFORE_ANYBODY = 'A condition is checked before anybody answers, so that none can go wrong while a person waits.'
const UNKNOWN_NAME =
  'A name that is not known cannot be guessed: a rule that reads the wrong question would be worse than none.'

/** Codes about conditions. */
export const CONDITION_CODES: Readonly<Record<ConditionCode, CodePage>> = {
  'condition-syntax': {
    severity: 'error',
    what: 'the condition is not written as in chapter 4 of the manual',
    why: BEFORE_ANYBODY,
    todo: 'look at the place that is marked; chapter 4 has an example of everything',
    example: { wrong: 'when: top => 160', right: 'when: top >= 160' },
  },
  'mixed-and-or': {
    severity: 'error',
    what: '`and` and `or` side by side',
    why: 'People read it in two ways.',
    todo: 'add brackets',
    example: {
      wrong: 'when: pain = yes and top >= 160 or bottom >= 100',
      right: 'when: top >= 160',
    },
  },
  'unknown-question': {
    severity: 'error',
    what: 'no question or score has this name; also in `{id}`, answers and cases',
    why: UNKNOWN_NAME,
    todo: 'look for a slip',
    example: { wrong: 'when: topp >= 160', right: 'when: top >= 160' },
  },
  'unknown-code': {
    severity: 'error',
    what: 'the question has no such answer, or a word that has no place here',
    why: UNKNOWN_NAME,
    todo: 'look for a slip; for "not sure" use `if_unknown`',
    example: { wrong: 'when: signs has blod', right: 'when: signs has blood' },
  },
  'type-mismatch': {
    severity: 'error',
    what: 'the test does not fit the type of question',
    why: BEFORE_ANYBODY,
    todo: 'write the test that the message shows; chapter 4 of the manual lists the tests of each type',
    example: { wrong: 'when: signs = blood', right: 'when: signs has blood' },
  },
  'unit-mismatch': {
    severity: 'error',
    what: 'the two sides have different units',
    why: 'Millimetres of mercury and kilopascals are different numbers for one pressure.',
    todo: 'ask both in one unit',
    example: {
      wrong: 'unit: kPa\n        check: { that: top > bottom, message: Too low. }',
      right: 'unit: mmHg\n        check: { that: top > bottom, message: Too low. }',
    },
  },
  'forward-reference': {
    severity: 'error',
    what: 'the condition reads a question that is asked later',
    why: 'When it decides, there is no answer yet.',
    todo: 'move one of them',
    example: { wrong: 'ask_if: top >= 160', right: 'ask_if: pain = yes' },
  },
  'misplaced-check': {
    severity: 'error',
    what: 'a `check` does not read the question that it belongs to',
    why: 'It is judged when that question is answered.',
    todo: 'move it to the last question that it reads',
    example: { wrong: '{ that: top > 60,', right: '{ that: top > bottom,' },
  },
  'text-in-rule': {
    severity: 'error',
    what: 'a rule reads a free text',
    why: 'Free text is for people to read.',
    todo: 'ask a `choice` instead',
    example: { wrong: 'when: remarks is answered', right: 'when: top >= 160' },
  },
}
