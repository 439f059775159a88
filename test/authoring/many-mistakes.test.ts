import { expect, test } from 'vitest'
import { edits, findingsIn, INTAKE } from './wrong-edits.ts'

/** Thirty of the wrong edits, in different things, so that none hides another. */
const THIRTY: readonly string[] = [
  'two letters of a question swapped',
  'a letter of a code left out',
  'a letter left out in the second half of a condition',
  'a letter of a code left out after has',
  'ask_if names its own question',
  'a plural left out in a promise',
  'a code of another question',
  'brackets taken out around or',
  'an equals sign too many',
  'quotes around a code',
  'the answer left out',
  'a sign the wrong way round',
  'a closing bracket left out in a condition',
  'letters swapped in a name that a reason prints',
  'a letter left out of a key of a question',
  'letters swapped in a key of a rule',
  'a vowel left out',
  'a wrong letter in a limit',
  'letters swapped in a key of a source',
  'a letter left out of a level',
  'a wrong letter in an action',
  'a hyphen in a type',
  'a letter left out of the usual answer',
  'a letter left out of a source',
  'a text with a number sign',
  'two answers with one label',
  'a digit too many in the soft limit',
  'the source of a rule deleted',
  'two spaces between two words',
  'a verdict instead of what was said',
]

test('a file with thirty mistakes gets thirty findings', () => {
  const made = THIRTY.map((name) => edits.find(({ edit }) => edit === name))
  const text = made.reduce((before, edit) => before.replace(edit?.find ?? '', () => edit?.make ?? ''), INTAKE)
  // What stands in the form without an edit is told only while the form is not refused.
  const told = (of: string) => findingsIn(of).map(({ code, message }) => `${code} ${message}`)
  const known = new Set(told(INTAKE))
  expect(made.length).toBe(30)
  expect(told(text).filter((finding) => !known.has(finding))).toHaveLength(30)
})
