import type { CodePage } from './page.ts'

export type FileCode =
  | 'unreadable-file'
  | 'empty-file'
  | 'several-documents'
  | 'unseen-character'
  | 'piled-marks'
  | 'too-deep'
  | 'too-large'
  | 'yaml-syntax'
  | 'yaml-key'
  | 'duplicate-key'
  | 'yaml-alias'
  | 'yaml-anchor'
  | 'yaml-tag'
  | 'yaml-directive'

const TWO_READINGS = 'A file that can be read in two ways, or not at all, must not ask anybody anything.'
const PLAIN = 'A questionnaire is plain data, so that what stands in a line is what the line means.'
const MARK = {
  severity: 'error',
  what: 'a mark: `*name`, `&name`, `!name`',
  why: PLAIN,
  todo: 'take it out, or put quotes around the text',
} as const
const UNSEEN = {
  severity: 'error',
  what: 'a character that cannot be seen, or a pile of accents, often from copying',
  why: 'It makes one name look like another.',
  todo: 'delete it and type the text again',
} as const
const LIMIT = {
  severity: 'error',
  what: 'more levels or parts than a questionnaire can have',
  why: 'The limits keep a damaged or hostile file from filling the memory.',
  todo: 'split it',
} as const

/** Codes about the file. */
export const FILE_CODES: Readonly<Record<FileCode, CodePage>> = {
  'unreadable-file': {
    severity: 'error',
    what: 'the file cannot be read, is not UTF-8 text, or is too large',
    why: TWO_READINGS,
    todo: 'save it as UTF-8; look whether it is the right file',
  },
  'empty-file': {
    severity: 'error',
    what: 'nothing is in the file, or only comments',
    why: TWO_READINGS,
    todo: 'look whether it is the right file',
  },
  'several-documents': {
    severity: 'error',
    what: 'a line `---` begins a second document',
    why: TWO_READINGS,
    todo: 'delete that line, or make two files',
    example: { wrong: '---\nscores:', right: 'scores:' },
  },
  'unseen-character': UNSEEN,
  'piled-marks': UNSEEN,
  'too-deep': LIMIT,
  'too-large': LIMIT,
  'yaml-syntax': {
    severity: 'error',
    what: 'not YAML at this place: indentation, a quote, a bracket, a colon',
    why: TWO_READINGS,
    todo: 'look at this line and the one above',
    example: { wrong: 'options: { blood: Blood, fever: Fever', right: 'options: { blood: Blood, fever: Fever }' },
  },
  'yaml-key': {
    severity: 'error',
    what: 'a key is not one word',
    why: PLAIN,
    todo: 'write `key: value`',
    example: { wrong: '? [title]\n    : Low mood', right: 'title: Low mood' },
  },
  'duplicate-key': {
    severity: 'error',
    what: 'the same key twice in one place',
    why: 'One of the two would be lost in silence.',
    todo: 'delete or rename one',
    names: 'hides',
    example: { wrong: 'because: High.\n    because: Too high.', right: 'because: High.' },
  },
  'yaml-alias': { ...MARK, example: { wrong: 'title: *low', right: 'title: Low mood' } },
  'yaml-anchor': { ...MARK, example: { wrong: 'title: &low Low mood', right: 'title: Low mood' } },
  'yaml-tag': { ...MARK, example: { wrong: 'title: !low Low mood', right: 'title: Low mood' } },
  'yaml-directive': {
    severity: 'error',
    what: 'a line that begins with `%`',
    why: PLAIN,
    todo: 'delete it',
    example: { wrong: '%YAML 1.2\n---\nformat: prescreen/1', right: 'format: prescreen/1' },
  },
}
