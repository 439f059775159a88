/** One key of a mapping, as the manual describes it. */
export interface KeyPage {
  readonly key: string
  readonly holds: string
  /** `yes`, `no`, or the condition under which it is. */
  readonly needed: string
  /** Values, in backticks. */
  readonly example: string
}

/** What a mapping of a questionnaire or a cases file describes. */
export type Thing =
  | 'questionnaire'
  | 'section'
  | 'question'
  | 'option'
  | 'limits'
  | 'check'
  | 'score'
  | 'rule'
  | 'promise'
  | 'source'
  | 'cases'
  | 'case'
  | 'expect'
  | 'range'

type Row = readonly [key: string, holds: string, needed: string, example: string]

const IGNORE: Row = [
  'ignore',
  'findings of `check` that are silenced here, each with a reason, see [chapter 10](#10-what-check-finds)',
  'no',
  '`missing-source: Ours.`',
]

const ROWS: Readonly<Record<Thing, readonly Row[]>> = {
  questionnaire: [
    ['format', 'the format of the file; always the same', 'yes', '`prescreen/1`'],
    ['id', 'the name of the questionnaire: small letters, digits, `-`; at most 60', 'yes', '`my-clinic`'],
    ['version', 'three numbers, see [chapter 8](#8-keeping-a-questionnaire)', 'yes', '`1.0.0`'],
    ['title', 'what people call it', 'yes', '`Questions before a first visit`'],
    ['language', 'language code of the texts', 'yes', '`en`, `pt-BR`'],
    ['status', '`draft`, `reviewed` or `retired`; stands on every result', 'yes', '`draft`'],
    ['reviewed_by', 'who signed it', 'with `reviewed`', '`Dr. A. Example`'],
    ['reviewed_on', 'the day of that, year-month-day', 'with `reviewed`', '`2026-05-01`'],
    ['review_by', 'the day by which somebody should look again', 'no', '`2027-11-30`'],
    ['audience', 'who it is written for; for the people who keep the file', 'no', '`patients; adults`'],
    ['notice', 'shown with the title before the first question', 'no', '`This form does not decide anything.`'],
    [
      'licence',
      'who holds the rights to the questions, in the words that their licence asks for; shown wherever the form is',
      'no',
      '`Copyright A. Example. Free to copy.`',
    ],
    ['set', 'the name of a set of forms that are used together, see [below](#forms-as-one-set)', 'no', '`my-clinic`'],
    ['sources', 'what the rules rest on, by id', 'no', '[below](#examples-of-all-this)'],
    ['option_sets', 'lists of options that several questions share, by id', 'no', '[below](#examples-of-all-this)'],
    ['sections', 'the questions, in sections', 'yes', '[below](#examples-of-all-this)'],
    ['scores', 'sums of points', 'no', '[below](#examples-of-all-this)'],
    ['rules', 'what raises a level, and why', 'no', '[below](#a-rule)'],
    ['promises', 'what must hold for everybody', 'no', '[below](#examples-of-all-this)'],
    IGNORE,
  ],
  section: [
    ['id', 'its name: small letters, digits, `_`, `-`; at most 40', 'yes', '`heart`'],
    ['title', 'heading', 'yes', '`Heart and blood vessels`'],
    ['questions', 'the list of questions', 'yes', ''],
  ],
  question: [
    ['id', 'its name in conditions: small letters, digits, `_`; at most 40', 'yes', '`heart_attack`'],
    ['text', 'the question as it is asked', 'yes', '`Do you smoke?`'],
    ['type', 'the kind of answer', 'yes', '`yes_no`'],
    ['options', 'the answers to choose from, `code: label`', 'by type', '`never: Never`'],
    ['option_set', 'the id of a shared list, in place of `options`', 'by type', '`how_often`'],
    ['none', 'the label of the empty answer; of a text, that there is nothing to write', 'by type', '`None of these`'],
    ['short', 'a short name for results', 'no', '`Heart attack`'],
    ['help', 'for the person asked; `?` shows it', 'no', '`Say yes even if it was long ago.`'],
    ['why', 'why it is asked; `?` shows it after the help', 'no', '`Labels name it.`'],
    ['sources', 'what the question rests on; `?` shows the titles', 'no', '`[clinic-policy 2.1]`'],
    ['usual', 'an answer that raises nothing: the base of every case', 'no', '`never`'],
    ['worse', 'which way the answer gets worse; changes no result', 'no', '`higher`, `[never, older, recent]`'],
    ['unit', 'the unit of a number, from the [list](#5-units)', 'no', '`mmHg`'],
    ['hard', 'limits; outside them the answer is not used', 'no', '`{ min: 50, max: 300 }`'],
    ['soft', 'limits; outside them the terminal asks "Is it right?"', 'no', '`{ max: 60 }`'],
    ['if_unknown', 'the level of "not sure" and "prefer not to say" here', 'no', '`refer-discuss`'],
    ['if_unknown_because', 'why that level; for the people who keep the file', 'no', '`The clinic measures it again.`'],
    ['if_unanswered', 'the level of no answer here', 'no', '`refer-before`'],
    ['check', 'what must hold between this answer and earlier ones', 'no', '`that: bp_top > bp_bottom`'],
    [
      'ask_if',
      'a condition over earlier questions: asked only when it holds; a note is shown only then',
      'no',
      '`smoker = yes`',
    ],
    ['offer', 'what the terminal offers beside the answers; left out, both', 'no', '`[unsure]`, `[]`'],
    [
      'settle',
      'what a clinician has to decide here before signing, in one sentence; the code book lists them all',
      'no',
      '`Is a month long enough?`',
    ],
    ['record_only', 'why it is asked though no rule reads it', 'no', '`For the clinician to read.`'],
    IGNORE,
  ],
  option: [
    ['label', 'what the person reads', 'yes', '`Nearly every day`'],
    ['points', 'what it adds to a score', 'in a score', '`3`, `0.5`, `-1`'],
    ['key', 'its key at the terminal: `1` to `9`, or a small letter but not `u` or `d`', 'no', '`x`'],
    ['record_only', 'why it is offered though nothing reads it', 'no', '`For the clinician to read.`'],
  ],
  limits: [
    ['min', 'least value or first day; it counts as inside', 'no', '`50`'],
    ['max', 'greatest value or last day; it counts as inside', 'no', '`300`'],
    ['message', '`soft` only: what the terminal says', 'no', '`That is unusual.`'],
  ],
  check: [
    ['that', 'a condition over this question and earlier ones', 'yes', '`bp_top > bp_bottom`'],
    ['message', 'what to say when it does not hold', 'yes', '`The top number must be higher.`'],
  ],
  score: [
    ['id', 'its name in conditions, like that of a question', 'yes', '`mood`'],
    ['title', 'what it is called', 'no', '`Mood`'],
    ['sum', 'the `choice` and `choices` questions whose points are added', 'yes', '`[tired, low]`'],
    ['sources', 'nothing reads it now', 'no', ''],
    IGNORE,
  ],
  rule: [
    ['id', 'its name: letters, digits, `-`; at most 40', 'yes', '`HEART-RECENT`'],
    ['when', 'the condition', 'yes', '`heart_attack = recent`'],
    ['level', '`act-now`, `refer-before` or `refer-discuss`', 'yes', '`refer-before`'],
    ['action', '`emergency` or `clinician-now`', 'with `act-now`, and only there', '`emergency`'],
    ['because', 'what was said and why it matters', 'yes', '`Reported a heart attack.`'],
    ['advice', 'what to do; left out, the sentence of the level stands', 'no', '`Ask when it was.`'],
    ['sources', 'what the rule rests on', 'no, but give one', '`[clinic-policy 2.1]`'],
    ['basis', 'whose word it is, from the [list](#whose-word-it-is)', 'no, but give one', '`guideline`'],
    [
      'settle',
      'what a clinician has to decide about it before signing, in one sentence',
      'no',
      '`Is 160 the right number?`',
    ],
    ['group', 'of the rules of one group only the most serious are shown', 'no', '`pressure`'],
    IGNORE,
  ],
  promise: [
    ['id', 'its name, like that of a rule', 'yes', '`recent-attack-refers`'],
    ['when', 'the condition', 'yes', '`heart_attack = recent`'],
    ['at_least', 'the level that must then come out, or a more serious one', 'yes', '`refer-before`'],
    IGNORE,
  ],
  source: [
    ['title', 'the work, so that a reader can find it', 'yes', "`Our clinic's own policy`"],
    ['year', 'year of the edition', 'no', '`2026`'],
    ['url', 'web address', 'no', '`https://example.org/policy`'],
    ['note', 'what to know about it, what to check; printed with the source', 'no', '`A draft by its own account.`'],
    [
      'read',
      '`itself`; `quoted`: in another work or a summary; `abstract`: no more than that. The last two are marked on the card',
      'no',
      '`quoted`',
    ],
  ],
  cases: [['cases', 'the list of cases', 'yes', '']],
  case: [
    ['name', 'a sentence, different for each case', 'yes', '`not sure is not no`'],
    ['from', '`usual`: open questions get their `usual` answer; `blank`: they stay open', 'no: `usual`', '`blank`'],
    ['on', 'the day of the answers; only dates notice', 'no: `2026-01-01`', '`2026-06-15`'],
    ['answers', '`question: answer` lines; `~` takes the usual answer away', 'no', '`bp_top: ~`'],
    ['expect', 'what must come out, or `todo` while a person still has to say', 'yes', '`todo`'],
  ],
  expect: [
    ['level', 'one of the four levels', 'no', '`refer-before`'],
    ['complete', '`true` or `false`', 'no', '`true`'],
    ['raised', 'exactly these rules are findings', 'no', '`[HEART-RECENT]`, `[]`'],
    ['raised_includes', 'at least these rules are findings', 'no', '`[HEART-RECENT]`'],
    ['unknown', 'exactly these questions are "not known" findings', 'no', '`[bp_top]`'],
    ['unanswered', 'exactly these questions are "not answered" findings', 'no', '`[bp_top]`'],
    ['not_asked', 'exactly these questions are not asked', 'no', '`[cigarettes]`'],
    ['conflicts', 'exactly these questions contradict another answer', 'no', '`[cigarettes]`'],
    ['out_of_range', 'exactly these questions are outside their limits', 'no', '`[bp_top]`'],
    ['check_failed', 'exactly the checks of these questions do not hold', 'no', '`[bp_bottom]`'],
    ['scores', 'for each score a number, or a range', 'no', '`mood: 3`'],
  ],
  range: [
    ['low', 'the least that the score can be', 'yes', '`3`'],
    ['high', 'the most that the score can be', 'yes', '`6`'],
  ],
}

/** Every key that a mapping may have, in the order of the manual. */
export const KEYS: Readonly<Record<Thing, readonly KeyPage[]>> = pagesOf(ROWS)

function pagesOf(rows: typeof ROWS): Readonly<Record<Thing, readonly KeyPage[]>> {
  const entries = Object.entries(rows).map(([thing, own]) => [
    thing,
    own.map(([key, holds, needed, example]): KeyPage => ({ key, holds, needed, example })),
  ])
  return Object.fromEntries(entries) as Readonly<Record<Thing, readonly KeyPage[]>>
}

export function keysOf(thing: Thing): readonly string[] {
  return KEYS[thing].map(({ key }) => key)
}

/** The keys of all mappings together. A word that is one of these was not misspelt but is in the wrong place. */
export const KEYS_ANYWHERE: readonly string[] = [
  ...new Set(Object.values(KEYS).flatMap((pages) => pages.map(({ key }) => key))),
]
