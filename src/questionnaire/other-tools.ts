import type { Code, Remedy } from '../diagnostics/index.ts'

/** `words` of other tools, and what to write here instead. It is a sentence, because most have no exact equivalent. */
type Row = readonly [words: string, here: string]

const ASK_IF = 'here it is `ask_if`, with a condition such as `smoker = yes`'
const USUAL = 'nothing is filled in beforehand here; `usual` is for cases and proofs, and is never put on the screen'
const REQUIRED = 'every question is required here; `if_unanswered` says what no answer means'

const QUESTION_KEYS: readonly Row[] = [
  ['show_if visible_if visible_when relevant relevance skip_logic branching_logic branching condition', ASK_IF],
  ['depends_on display_if enable_when only_if show_when', ASK_IF],
  [
    'hide_if hidden_if skip_if hidden',
    '`ask_if` says when a question is asked: write the condition the other way round',
  ],
  ['required mandatory is_required optional require', REQUIRED],
  ['default default_value initial value prefill', USUAL],
  [
    'calculate calculation calculated formula expression computed',
    'a sum of points stands under `scores`; a condition may calculate by itself, as in `weight / height > 30`',
  ],
  [
    'constraint constraints validate validation validators',
    'limits stand in `hard` and `soft`, what must hold between answers in `check: { that: …, message: … }`',
  ],
  ['constraint_message validation_message error_message', 'the words stand in `check: { that: …, message: … }`'],
  ['min minimum max maximum range', 'limits stand together: `hard: { min: …, max: … }`'],
  [
    'choices answers responses items select values enum',
    'the answers to choose from stand under `options`, as `code: label`',
  ],
  ['label question prompt name caption title', 'the question as it is asked is `text`; its name in conditions is `id`'],
  [
    'hint description tooltip note guidance instructions',
    'what helps the person asked is `help`; why it is asked, `why`',
  ],
  ['units measure', 'it is `unit`, with a word from the list'],
  ['readonly disabled placeholder pattern regex format_mask', 'there is no such thing here: take it out'],
]

const RULE_KEYS: readonly Row[] = [
  ['if condition_text trigger', 'the condition of a rule is `when`'],
  ['severity priority risk', 'how serious it is, is `level`'],
  ['reason message rationale explanation', 'why a rule raises a level is `because`'],
]

const TYPES: readonly Row[] = [
  ['boolean bool yesno yes-no truefalse toggle switch', 'write `yes_no`'],
  ['number numeric float double real', '`integer` takes whole numbers, `decimal` also those with a point'],
  ['int whole slider scale rating', 'write `integer`, with its limits in `hard`'],
  ['string str textarea longtext comment notes memo', 'write `text`'],
  [
    'select radio dropdown select_one single_choice singlechoice radiogroup enum coded',
    '`choice` takes one of its options',
  ],
  [
    'checkbox checkboxes multiselect select_multiple multiple_choice multiple multichoice tickbox',
    '`choices` takes several of its options, `choice` one, and `yes_no` is a single box',
  ],
  ['datetime timestamp day dob', 'write `date`; there is no time of day'],
  ['descriptive info display statement html', 'write `note`: it is shown, and not asked'],
  ['calculate calculated calc', 'a sum of points stands under `scores`; a condition may calculate by itself'],
]

const UNITS: readonly Row[] = [
  ['kilos kilo kilogram kilograms kilogramme kilogrammes kgs', 'write `kg`'],
  ['pounds pound lbs', 'write `lb`'],
  ['centimetre centimetres centimeter centimeters cms', 'write `cm`'],
  ['metre metres meter meters', 'write `m`'],
  ['inch in', 'write `inches`'],
  ['feet foot ft', 'feet are not among the units: ask in `inches` or in `cm`'],
  ['stone st', 'stones are not among the units: ask in `kg` or in `lb`'],
  ['year yr yrs', 'write `years`'],
  ['month mo', 'write `months`'],
  ['week wk', 'write `weeks`'],
  ['day', 'write `days`'],
  ['hour hr hrs', 'write `hours`'],
  ['minute min mins', 'write `minutes`'],
  ['bpm beats beats_per_minute', 'write `per_minute`'],
  ['% pct', 'write `percent`'],
  ['°c c degrees', 'write `celsius`'],
  ['bmi kg/m2 kg/m²', 'write `kg_per_m2`'],
  ['litre liter liters l', 'write `litres`'],
  ['millilitre milliliter millilitres milliliters', 'write `ml`'],
]

const LEVELS: readonly Row[] = [
  [
    'high low medium moderate critical severe urgent emergency red amber yellow orange warning danger stop exclude contraindicated',
    'the levels are `act-now`, `refer-before` and `refer-discuss`: how soon a clinician has to look, not how likely harm is',
  ],
  ['green none', 'no rule clears anybody: a level only says how soon a clinician has to look'],
]

const ELSEWHERE = {
  'unknown-type': table(TYPES),
  'unknown-unit': table(UNITS),
  'unknown-level': table(LEVELS),
} as const satisfies Readonly<Partial<Record<Code, ReadonlyMap<string, string>>>>

const QUESTION = table(QUESTION_KEYS)
const RULE = table(RULE_KEYS)

function table(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(rows.flatMap(([words, here]) => words.split(' ').map((word) => [word, here] as const)))
}

/** What to write here for a word of another tool, unless the word is only a slip away from one of ours: `near`. */
export function wordElsewhere(code: Code, word: string, near: Remedy): Remedy {
  return near.instead === undefined && isOfTable(code) ? (remedyIn(ELSEWHERE[code], word) ?? near) : near
}

/** The same for a key, in a mapping with these known keys. */
export function keyElsewhere(key: string, known: readonly string[], near: Remedy): Remedy {
  const words = known.includes('ask_if') ? QUESTION : known.includes('because') ? RULE : undefined
  return near.instead === undefined && words !== undefined ? (remedyIn(words, key) ?? near) : near
}

function isOfTable(code: Code): code is keyof typeof ELSEWHERE {
  return Object.hasOwn(ELSEWHERE, code)
}

function remedyIn(words: ReadonlyMap<string, string>, word: string): Remedy | undefined {
  const small = word.trim().toLowerCase()
  const help = words.get(small) ?? words.get(small.replaceAll('-', '_'))
  return help === undefined ? undefined : { help }
}
