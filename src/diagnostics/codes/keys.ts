import type { CodePage } from './page.ts'

export type KeyCode =
  | 'unknown-key'
  | 'missing-key'
  | 'empty-value'
  | 'wrong-shape'
  | 'duplicate-id'
  | 'wrong-id'
  | 'wrong-code'
  | 'reserved-code'
  | 'wrong-key'
  | 'key-collision'
  | 'too-many-options'
  | 'unknown-format'
  | 'unknown-status'
  | 'unknown-type'
  | 'unknown-level'
  | 'unknown-action'
  | 'unknown-unit'
  | 'unknown-basis'
  | 'unknown-reading'
  | 'unknown-option-set'
  | 'unknown-source'
  | 'wrong-version'
  | 'wrong-language'
  | 'wrong-date'
  | 'wrong-number'
  | 'wrong-url'
  | 'wrong-limits'
  | 'missing-points'

const SHAPE = 'Values are read exactly as they are written; nothing is guessed from what looks nearly right.'
const UNKNOWN_NAME =
  'A name that is not known cannot be guessed: a rule that reads the wrong question would be worse than none.'
const NAME = {
  severity: 'error',
  what: 'this cannot be a name',
  why: UNKNOWN_NAME,
  todo: 'small letters, digits and `_`, a letter first; no word of the condition language',
} as const
const WORD = {
  severity: 'error',
  what: 'not one of the words that may stand here',
  why: 'The list is closed, so that no slip of the pen makes a level, a type or a unit of its own.',
  todo: 'take the word that the message suggests; chapters 2, 5 and 6 of the manual list all',
  names: 'closed',
} as const
const ABSENT = {
  severity: 'error',
  what: 'the name of something that is not there',
  why: UNKNOWN_NAME,
  todo: 'look for a slip, or add it',
} as const
const WRITTEN = {
  severity: 'error',
  what: 'not written as such a thing is written',
  why: SHAPE,
  todo: 'write it like `1.0.0`, `en`, `2027-11-30`, `70.5`, `https://…`',
} as const

/** Codes about keys and values. */
export const KEY_CODES: Readonly<Record<KeyCode, CodePage>> = {
  'unknown-key': {
    severity: 'error',
    what: 'no such key here',
    why: 'A misspelt key would be left out in silence.',
    todo: 'look for a slip of the pen; in `{ }`, for a comma in a text',
    names: 'hides and closed',
    example: { wrong: 'becuase: High.', right: 'because: High.' },
  },
  'missing-key': {
    severity: 'error',
    what: 'a key that is needed is not there',
    why: 'Without it the thing has no meaning.',
    todo: 'add it',
    names: 'hides',
    example: {
      wrong: '- id: B-TOP\n    when: top >= 160\n    level: refer-before',
      right: '- id: B-TOP\n    when: top >= 160\n    level: refer-before\n    because: High.',
    },
  },
  'empty-value': {
    severity: 'error',
    what: 'a key or a label has no value, or a sum no question',
    why: SHAPE,
    todo: 'write it, or take the key out',
    example: { wrong: 'title: ~', right: 'title: Low mood' },
  },
  'wrong-shape': {
    severity: 'error',
    what: 'a list where a text should be or the other way round, or a key that does not go with the type',
    why: SHAPE,
    todo: 'see the tables of chapter 2 of the manual',
    names: 'hides',
    example: { wrong: 'sum: mood', right: 'sum: [mood]' },
  },
  'duplicate-id': {
    severity: 'error',
    what: 'two things have the same name',
    why: 'A condition that names it could mean either.',
    todo: 'rename one',
    names: 'hides',
    example: { wrong: '- id: pain\n        text: Since when?', right: '- id: since\n        text: Since when?' },
  },
  'wrong-id': { ...NAME, names: 'hides', example: { wrong: '- id: Since When', right: '- id: since' } },
  'wrong-code': { ...NAME, example: { wrong: '{ Blood: Blood,', right: '{ blood: Blood,' } },
  'reserved-code': {
    severity: 'error',
    what: 'the code is a state or a word of the condition language',
    why: 'It would be read as "not sure", or as a part of the condition.',
    todo: 'choose another',
    example: { wrong: '{ blood: Blood, unsure: Not sure }', right: '{ blood: Blood, fever: Fever }' },
  },
  'wrong-key': {
    severity: 'error',
    what: 'this cannot be the key of an option',
    why: 'Some keys do the same in every question.',
    todo: 'one digit from 1 to 9, or one small letter but not `u` or `d`',
    names: 'hides',
    example: { wrong: '{ label: Often, points: 3, key: u }', right: '{ label: Often, points: 3 }' },
  },
  'key-collision': {
    severity: 'error',
    what: 'two options have the same key',
    why: 'One key must give one answer.',
    todo: 'change one',
    example: {
      wrong: 'never: { label: Never, points: 0, key: x }\n          often: { label: Often, points: 3, key: x }',
      right: 'never: { label: Never, points: 0 }\n          often: { label: Often, points: 3 }',
    },
  },
  'too-many-options': {
    severity: 'error',
    what: 'more options than keys',
    why: 'Each option is answered by one key.',
    todo: 'split the question',
  },
  'unknown-format': { ...WORD, example: { wrong: 'format: prescreen/2', right: 'format: prescreen/1' } },
  'unknown-status': { ...WORD, example: { wrong: 'status: drafft', right: 'status: draft' } },
  'unknown-type': { ...WORD, names: 'hides and closed', example: { wrong: 'type: yes-no', right: 'type: yes_no' } },
  'unknown-level': { ...WORD, example: { wrong: 'level: refer_before', right: 'level: refer-before' } },
  'unknown-action': { ...WORD, example: { wrong: 'action: emergncy', right: 'action: emergency' } },
  'unknown-unit': { ...WORD, example: { wrong: 'unit: mmhg', right: 'unit: mmHg' } },
  'unknown-basis': {
    ...WORD,
    example: {
      wrong: 'level: refer-before\n    basis: lable',
      right: 'level: refer-before',
    },
  },
  'unknown-reading': {
    ...WORD,
    example: { wrong: '{ title: Label A, read: some }', right: '{ title: Label A, year: 2024 }' },
  },
  'unknown-option-set': {
    ...ABSENT,
    example: {
      wrong: 'option_set: how_oftn',
      right: 'options: { blood: Blood, fever: Fever }',
    },
  },
  'unknown-source': { ...ABSENT, example: { wrong: 'sources: [label-b 4.4]', right: 'sources: [label-a 4.4]' } },
  'wrong-version': { ...WRITTEN, example: { wrong: 'version: 1.0', right: 'version: 1.0.0' } },
  'wrong-language': { ...WRITTEN, example: { wrong: 'language: English', right: 'language: en' } },
  'wrong-date': {
    ...WRITTEN,
    example: { wrong: 'status: draft\nreview_by: 30 November 2027', right: 'status: draft' },
  },
  'wrong-number': { ...WRITTEN, example: { wrong: 'min: 50 mmHg', right: 'min: 50' } },
  'wrong-url': {
    ...WRITTEN,
    example: { wrong: '{ title: Label A, url: example.org }', right: '{ title: Label A, year: 2024 }' },
  },
  'wrong-limits': {
    severity: 'error',
    what: '`min` is above `max`',
    why: 'No answer could be inside them.',
    todo: 'swap them',
    example: { wrong: 'hard: { min: 300, max: 50 }', right: 'hard: { min: 50, max: 300 }' },
  },
  'missing-points': {
    severity: 'error',
    what: 'a score adds a question whose options lack points',
    why: 'A sum with a gap would be too low.',
    todo: 'give every option its `points`, those of the published scale',
    example: { wrong: 'sum: [mood, pain]', right: 'sum: [mood]' },
  },
}
