/** What a code of the readers means: of YAML, questionnaires, answers and cases. */
interface LoaderPage {
  readonly what: string
  readonly why: string
  readonly todo: string
}

const READ = 'A file that can be read in two ways, or not at all, must not ask anybody anything.'
const NAMES =
  'A name that is not known cannot be guessed: a rule that reads the wrong question would be worse than none.'
const PLAIN = 'A questionnaire is plain data, so that what stands in a line is what the line means.'
const WORDS = 'The list is closed, so that no slip of the pen makes a level, a type or a unit of its own.'
const SHAPE = 'Values are read exactly as they are written; nothing is guessed from what looks nearly right.'
const CONDITION = 'A condition is checked before anybody answers, so that none can go wrong while a person waits.'
const CASES = 'Answers and cases are read by the questions of the form, and a slip in them must not count as an answer.'

/** Codes that share a page stand in one row: codes, what, why, what to do. */
const ROWS: readonly (readonly [codes: readonly string[], what: string, why: string, todo: string])[] = [
  [
    ['unreadable-file'],
    'the file cannot be read, is not UTF-8 text, or is too large',
    READ,
    'save it as UTF-8; look whether it is the right file',
  ],
  [['empty-file'], 'nothing is in the file, or only comments', READ, 'look whether it is the right file'],
  [['several-documents'], 'a line `---` begins a second document', READ, 'delete that line, or make two files'],
  [
    ['unseen-character', 'piled-marks'],
    'a character that cannot be seen, or a pile of accents',
    'It makes one name look like another. It often comes from copying.',
    'delete it and type the text again',
  ],
  [
    ['too-deep', 'too-large'],
    'more levels or parts than a questionnaire can have',
    'The limits keep a damaged or hostile file from filling the memory.',
    'split it',
  ],
  [
    ['yaml-syntax'],
    'not YAML at this place: indentation, a quote, a bracket, a colon',
    READ,
    'look at this line and the one above',
  ],
  [['yaml-key'], 'a key is not one word', PLAIN, 'write `key: value`'],
  [
    ['duplicate-key'],
    'the same key twice in one place',
    'One of the two would be lost in silence.',
    'delete or rename one',
  ],
  [
    ['yaml-alias', 'yaml-anchor', 'yaml-tag'],
    'a mark: `*name`, `&name`, `!name`',
    PLAIN,
    'take it out, or put quotes around the text',
  ],
  [['yaml-directive'], 'a line that begins with `%`', PLAIN, 'delete it'],
  [
    ['unknown-key'],
    'no such key here',
    'A misspelt key would be left out in silence.',
    'look for a slip of the pen; in `{ }`, for a comma in a text',
  ],
  [['missing-key'], 'a key that is needed is not there', 'Without it the thing has no meaning.', 'add it'],
  [['empty-value'], 'a key or a label has no value, or a sum no question', SHAPE, 'write it, or take the key out'],
  [
    ['wrong-shape'],
    'a list where a text should be or the other way round, or a key that does not go with the type',
    SHAPE,
    'see the tables of chapter 2 of the manual',
  ],
  [['duplicate-id'], 'two things have the same name', 'A condition that names it could mean either.', 'rename one'],
  [
    ['wrong-id', 'wrong-code'],
    'this cannot be a name',
    NAMES,
    'small letters, digits and `_`, a letter first; no word of the condition language',
  ],
  [
    ['reserved-code'],
    'the code is a state or a word of the condition language',
    'It would be read as "not sure", or as a part of the condition.',
    'choose another',
  ],
  [
    ['wrong-key'],
    'this cannot be the key of an option',
    'Some keys do the same in every question.',
    'one digit from 1 to 9, or one small letter but not `u` or `d`',
  ],
  [['key-collision'], 'two options have the same key', 'One key must give one answer.', 'change one'],
  [['too-many-options'], 'more options than keys', 'Each option is answered by one key.', 'split the question'],
  [
    [
      'unknown-format',
      'unknown-status',
      'unknown-type',
      'unknown-level',
      'unknown-action',
      'unknown-unit',
      'unknown-basis',
      'unknown-reading',
    ],
    'not one of the words that may stand here',
    WORDS,
    'take the name that the message suggests; the manual lists all in chapters 2, 5 and 6',
  ],
  [
    ['unknown-option-set', 'unknown-source'],
    'the name of something that is not there',
    NAMES,
    'look for a slip, or add it',
  ],
  [
    ['wrong-version', 'wrong-language', 'wrong-date', 'wrong-number', 'wrong-url'],
    'not written as such a thing is written',
    SHAPE,
    'write it like `1.0.0`, `en`, `2027-11-30`, `70.5`, `https://…`',
  ],
  [['wrong-limits'], '`min` is above `max`', 'No answer could be inside them.', 'swap them'],
  [
    ['missing-points'],
    'a score adds a question whose options lack points',
    'A sum with a gap would be too low.',
    'give every option `points`',
  ],
  [
    ['condition-syntax'],
    'the condition is not written as in chapter 4 of the manual',
    CONDITION,
    'look at the place that is marked; chapter 4 has an example of everything',
  ],
  [['mixed-and-or'], '`and` and `or` side by side', 'People read it in two ways.', 'add brackets'],
  [
    ['unknown-question'],
    'no question or score has this name; also in `{id}`, answers and cases',
    NAMES,
    'look for a slip',
  ],
  [
    ['unknown-code'],
    'the question has no such answer, or a word that has no place here',
    NAMES,
    'look for a slip; for "not sure" use `if_unknown`',
  ],
  [['type-mismatch'], 'the test does not fit the type of question', CONDITION, 'write the test that the message shows'],
  [
    ['unit-mismatch'],
    'the two sides have different units',
    'Millimetres of mercury and kilopascals are different numbers for one pressure.',
    'ask both in one unit',
  ],
  [
    ['forward-reference'],
    'the condition reads a question that is asked later',
    'When it decides, there is no answer yet.',
    'move one of them',
  ],
  [
    ['misplaced-check'],
    'a `check` does not read the question on which it stands',
    'It is judged when that question is answered.',
    'move it to the last question that it reads',
  ],
  [['text-in-rule'], 'a rule reads a free text', 'Free text is for people to read.', 'ask a `choice` instead'],
  [
    ['unreadable-answer'],
    'a value in an answers file is no answer; it becomes a finding',
    CASES,
    'ask again, or mend the value',
  ],
  [
    ['out-of-range-answer'],
    'a value is outside `hard` or not whole; it becomes a finding',
    CASES,
    'ask again, or mend the value',
  ],
  [['wrong-answer'], 'a case or `usual` has a value that is no answer', CASES, 'look for a slip'],
  [['unknown-rule'], 'a case expects a rule that is not there', NAMES, 'look for a slip'],
]

export const LOADER_CODES: ReadonlyMap<string, LoaderPage> = new Map(
  ROWS.flatMap(([codes, what, why, todo]) => codes.map((code): [string, LoaderPage] => [code, { what, why, todo }])),
)
