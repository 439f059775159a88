import type { Block } from '../typesetting/blocks.ts'

/** What a reader has to know about conditions in words, wherever they occur. */
export function aboutConditions(): readonly Block[] {
  return [
    { kind: 'paragraph', text: 'In conditions:' },
    {
      kind: 'list',
      items: [
        '“Not answered” covers “Not sure”, “Prefer not to say”, no answer at all, an answer that cannot be used, and a question that was not asked.',
        'A test of a question without a usable answer is neither true nor false. A rule that depends on it is reported as not ruled out; “not” does not turn it into true.',
        'A test of a question that was not asked is false, so its “is not” is true.',
        'A question that is asked only if something holds is also asked when that depends on a “Not sure” or “Prefer not to say”.',
        'The number of answers leaves out the empty answer, such as “None of these”.',
        'Where a reason prints a number, its unit follows it.',
        'What is in brackets is worked out first.',
      ],
    },
  ]
}
