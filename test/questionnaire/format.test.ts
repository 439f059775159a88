import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inProject, problemsOf, questionnaire, shipped } from '../support/load.ts'

const TEXT = readFileSync(inProject('test/questionnaire/every-key.yaml'), 'utf8')
const form = questionnaire(TEXT)

/** One line for each thing that is set, without places in the file and without what others derive. */
function shown(thing: object): readonly string[] {
  return Object.entries(thing)
    .filter(([key]) => !['span', 'subject', 'section', 'kind', 'id', 'index'].includes(key))
    .map(([key, value]) => `${key} ${compact(key, value)}`)
}

function compact(key: string, value: unknown): string {
  if (key === 'askIf' || key === 'when')
    return `reads ${(value as { reads: { id: string }[] }).reads.map(({ id }) => id)}`
  if (key === 'check') return (value as { message: string }).message
  if (key === 'sources') {
    const cited = value as readonly { work: { id: string }; section?: string }[]
    return cited.map(({ work, section = 'whole' }) => `${work.id} ${section}`).join('; ')
  }
  return JSON.stringify(value, (key, inner) => (key === 'span' ? undefined : inner))
}

const question = (id: string) => shown(form.questionById.get(id) ?? {})

test('the head', () => {
  const { id, version, title, language, status, reviewedBy, reviewedOn, reviewBy, audience, notice, licence, set } =
    form
  const reviewed = { status, reviewedBy, reviewedOn, reviewBy }
  const head = { id, version, title, language, ...reviewed, audience, notice, licence, set }
  expect(head).toMatchInlineSnapshot(`
    {
      "audience": "adults",
      "id": "every-key",
      "language": "en-GB",
      "licence": "Copyright A. Example.",
      "notice": "One text on two lines.",
      "reviewBy": "2027-11-30",
      "reviewedBy": "Dr A. Example",
      "reviewedOn": "2026-03-01",
      "set": "all-keys",
      "status": "reviewed",
      "title": "Every key",
      "version": "2.10.3",
    }
  `)
  expect(problemsOf(TEXT)).toEqual([])
})

test('sources, with all that is known of them', () => {
  expect([...form.sources.values()]).toMatchInlineSnapshot(`
    [
      {
        "id": "label-a",
        "note": "Read in full.",
        "read": "itself",
        "title": "Label A",
        "url": "https://example.org/a",
        "year": 2024,
      },
      {
        "id": "guide-b",
        "read": "abstract",
        "title": "Guide B",
      },
    ]
  `)
})

test('sections hold questions and notes in their order; only questions are counted', () => {
  const items = form.sections.map(({ id, title, items }) => `${id} "${title}": ${items.map(({ id }) => id).join(' ')}`)
  expect(items).toMatchInlineSnapshot(`
    [
      "body "Body": hello pregnant mood interest signs signs_now",
      "numbers "Numbers": top bottom weight last_visit remarks",
    ]
  `)
  expect(form.sections[0]?.items[0]).toMatchObject({ kind: 'note', id: 'hello', text: 'First, a few words.' })
  expect(form.questions.map(({ id, subject }) => `${subject.index} ${id}`)).toMatchInlineSnapshot(`
    [
      "0 pregnant",
      "1 mood",
      "2 interest",
      "3 signs",
      "4 signs_now",
      "5 top",
      "6 bottom",
      "7 weight",
      "8 last_visit",
      "9 remarks",
    ]
  `)
})

test('yes or no: `offer` narrowed, levels of an open answer', () => {
  expect(question('pregnant')).toMatchInlineSnapshot(`
    [
      "text "Are you pregnant?"",
      "type "yes_no"",
      "options [{"code":"yes","label":"Yes","key":"y"},{"code":"no","label":"No","key":"n"}]",
      "short "Are you pregnant?"",
      "sources ",
      "offer ["declined"]",
      "ifUnknown "refer-discuss"",
      "ifUnknownBecause "The clinic asks again."",
      "ifUnanswered "refer-before"",
      "settle "Is that soon enough?"",
      "usual {"kind":"given","value":"no"}",
      "worse "yes"",
    ]
  `)
})

test('one of a shared list: points in millionths, a key of its own, sources with their places', () => {
  expect(question('mood')).toMatchInlineSnapshot(`
    [
      "text "How often did you feel low in the past two weeks, on most of the day, nearly every day?"",
      "type "choice"",
      "options [{"code":"never","label":"Never","key":"1","points":0},{"code":"some","label":"Some days, not all","key":"2","points":1500000},{"code":"daily","label":"Every day","key":"e","points":3000000}]",
      "short "Low mood"",
      "sources label-a 4.4 table 2; guide-b whole",
      "offer ["unsure","declined"]",
      "help "Think of the past two weeks."",
      "why "It is scored."",
      "usual {"kind":"given","value":"never"}",
      "worse ["never","some","daily"]",
    ]
  `)
  expect(form.questionById.get('interest')?.options).toEqual(form.questionById.get('mood')?.options)
})

test('several answers: the empty one has a label, keys leave room for the author’s', () => {
  expect(question('signs')).toMatchInlineSnapshot(`
    [
      "text "Any of these?"",
      "type "choices"",
      "options [{"code":"pain","label":"Pain","key":"1"},{"code":"blood","label":"Blood","key":"b","recordOnly":"For the doctor."}]",
      "short "Any of these?"",
      "sources ",
      "offer ["unsure","declined"]",
      "none "None of these"",
      "usual {"kind":"given","value":["none"]}",
      "worse "more"",
    ]
  `)
  expect(question('signs_now')).toMatchInlineSnapshot(`
    [
      "text "And now?"",
      "type "choices"",
      "options [{"code":"cannot_go","label":"I cannot go","key":"1"}]",
      "short "And now?"",
      "sources ",
      "offer []",
      "none "None now"",
      "askIf reads signs",
    ]
  `)
})

test('numbers: units, hard and soft limits, a message, a check', () => {
  expect(question('top')).toMatchInlineSnapshot(`
    [
      "text "Top number"",
      "type "integer"",
      "options []",
      "short "Top number"",
      "sources ",
      "offer ["unsure","declined"]",
      "unit {"word":"mmHg","ucum":"mm[Hg]","shown":"mmHg"}",
      "hard {"min":50000000,"max":300000000}",
      "soft {"min":80000000,"max":200000000,"message":"That is unusual."}",
      "usual {"kind":"given","value":118}",
      "worse "higher"",
    ]
  `)
  expect(question('bottom')).toMatchInlineSnapshot(`
    [
      "text "Bottom number"",
      "type "integer"",
      "options []",
      "short "Bottom number"",
      "sources ",
      "offer ["unsure","declined"]",
      "unit {"word":"mmHg","ucum":"mm[Hg]","shown":"mmHg"}",
      "usual {"kind":"given","value":75}",
      "check The top number must be the higher one.",
    ]
  `)
  expect(question('weight')).toMatchInlineSnapshot(`
    [
      "text "Weight"",
      "type "decimal"",
      "options []",
      "short "Weight"",
      "sources ",
      "offer ["unsure","declined"]",
      "unit {"word":"kg","ucum":"kg","shown":"kg"}",
      "hard {"min":500000}",
      "worse "lower"",
    ]
  `)
})

test('a date has limits in days; a text has none', () => {
  expect(question('last_visit')).toMatchInlineSnapshot(`
    [
      "text "Last visit"",
      "type "date"",
      "options []",
      "short "Last visit"",
      "sources ",
      "offer ["unsure","declined"]",
      "hard {"max":20818}",
      "soft {"min":18262}",
      "usual {"kind":"given","value":"2026-01-31"}",
      "worse "lower"",
    ]
  `)
  expect(question('remarks')).toMatchInlineSnapshot(`
    [
      "text "Anything else?"",
      "type "text"",
      "options []",
      "short "Anything else?"",
      "sources ",
      "offer ["unsure","declined"]",
      "none "Nothing else"",
      "recordOnly "For the doctor to read."",
    ]
  `)
})

test('scores, rules and promises', () => {
  expect(
    form.scores.map(({ id, title, subject }) => ({ id, title, items: subject.items.map(({ points }) => points) })),
  ).toMatchInlineSnapshot(`
    [
      {
        "id": "low",
        "items": [
          [
            0,
            1500000,
            3000000,
          ],
          [
            0,
            1500000,
            3000000,
          ],
        ],
        "title": "Low mood",
      },
    ]
  `)
  expect(form.rules.map((rule) => [rule.id, ...shown(rule)])).toMatchInlineSnapshot(`
    [
      [
        "E-NOW",
        "when reads signs_now",
        "level "act-now"",
        "because "Cannot go."",
        "sources label-a whole",
        "action "emergency"",
        "advice "Call."",
        "group "bladder"",
        "basis "warning"",
        "settle "Is it an emergency?"",
      ],
      [
        "B-LOW",
        "when reads mood,interest,pregnant",
        "level "refer-before"",
        "because "Low mood {low}; pregnant: {pregnant}."",
        "sources ",
      ],
      [
        "D-TOP",
        "when reads top",
        "level "refer-discuss"",
        "because "High."",
        "sources ",
      ],
    ]
  `)
  expect(form.promises.map((promise) => [promise.id, ...shown(promise)])).toMatchInlineSnapshot(`
    [
      [
        "blood-refers",
        "when reads signs_now",
        "atLeast "act-now"",
      ],
    ]
  `)
})

test('who reads what: a rule reads the items of its score', () => {
  const readers = form.questions.map(({ id, subject: { index } }) => {
    const rules = form.rulesReading[index]?.map((rule) => rule.id) ?? []
    return `${id}${form.needed[index] ? ' needed' : ''} ${rules.join(' ')}`.trim()
  })
  expect(readers).toMatchInlineSnapshot(`
    [
      "pregnant needed B-LOW",
      "mood needed B-LOW",
      "interest needed B-LOW",
      "signs",
      "signs_now needed E-NOW",
      "top needed D-TOP",
      "bottom",
      "weight",
      "last_visit",
      "remarks",
    ]
  `)
})

test('more options than fit one word of bits get words of their own', () => {
  const options = Array.from({ length: 32 }, (_, at) => `          o${at}: Option ${at}\n`).join('')
  const wide = questionnaire(TEXT.replace('          pain: Pain\n', () => options))
  const words = wide.questions.map(({ id, subject }) => `${id} ${subject.word}`)
  expect(words.slice(3, 6)).toEqual(['signs 0', 'signs_now 2', 'top 3'])
  expect(wide.bitWords).toBe(3)
})

test('every key of the format stands in the file that this test reads', () => {
  const keys = new Set([...TEXT.matchAll(/(?:^|[{,-]) *([a-z_]+):/gm)].map((match) => match[1]))
  const format = [
    'format id version title language status reviewed_by reviewed_on review_by audience notice sources option_sets',
    'sections scores rules promises year url note label points key questions text type options option_set none short',
    'help why usual worse unit hard soft min max message if_unknown if_unknown_because if_unanswered check that',
    'licence set read settle record_only basis ask_if offer sum when level action because advice group at_least',
  ]
  const missing = format
    .join(' ')
    .split(' ')
    .filter((key) => !keys.has(key))
  expect(missing).toEqual([])
})

test('the shipped questionnaire loads', () => {
  expect(shipped('ketamine-intake').questions.length).toBeGreaterThan(40)
})
