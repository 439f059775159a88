import type { CodePage } from './page.ts'

export type AnswerCode = 'unreadable-answer' | 'out-of-range-answer' | 'wrong-answer' | 'unknown-rule'

const NO_SLIP =
  'Answers and cases are read by the questions of the form, and a slip in them must not count as an answer.'

/** Codes about answers and cases. The examples of the first two are of an answers file. */
export const ANSWER_CODES: Readonly<Record<AnswerCode, CodePage>> = {
  'unreadable-answer': {
    severity: 'warning',
    what: 'a value in an answers file cannot be read as an answer; it becomes a finding',
    why: NO_SLIP,
    todo: 'ask again, or mend the value',
    example: { wrong: 'mood: oftn', right: 'mood: often' },
  },
  'out-of-range-answer': {
    severity: 'warning',
    what: 'a value is outside `hard` or not whole; it becomes a finding',
    why: NO_SLIP,
    todo: 'ask again, or mend the value',
    example: { wrong: 'top: 1180', right: 'top: 118' },
  },
  'wrong-answer': {
    severity: 'error',
    what: 'a case or `usual` has a value that is not an answer to its question',
    why: NO_SLIP,
    todo: 'look for a slip',
    example: { wrong: 'usual: never', right: 'usual: no' },
  },
  'unknown-rule': {
    severity: 'error',
    what: 'a case expects a rule that is not there',
    why: 'A name that is not known cannot be guessed: a rule that reads the wrong question would be worse than none.',
    todo: 'look for a slip',
    example: { wrong: 'raised: [B-TPO]', right: 'raised: [B-TOP]' },
  },
}
