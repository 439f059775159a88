import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type HandoutFormat, handout, type Visit } from '../../src/documents/index.ts'
import { answerInWords, type Questionnaire } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { HOSTILE, hostileForm } from '../support/hostile.ts'
import { answersTo, firstEdition, questionnaire } from '../support/load.ts'

const intake = firstEdition('ketamine-intake')
const VISIT: Visit = { at: '2026-11-22 13:05 +00:00', program: '0.0.0', ref: 'A-1', by: 'KL' }

type Written = Parameters<typeof answersTo>[1]

function handoutOf(written: Written, format: HandoutFormat, visit = VISIT, form: Questionnaire = intake): string {
  const answers = answersTo(form, written)
  return handout({ questionnaire: form, answers, guidance: guide(form, answers, '2026-11-22'), visit }, format)
}

/** As it is read: without tags, escapes and line breaks. */
function read(text: string): string {
  return text
    .replaceAll(/<(style|title)>[\s\S]*?<\/\1>|<[^>]*>/g, '')
    .replaceAll(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as string] ?? '',
    )
    .replaceAll(/[\\*]/g, '')
    .replaceAll(/\s+/g, ' ')
}

describe.each(['txt', 'md', 'html'] as const)('the handout as %s', (format) => {
  test('begins with the level and what to do', () => {
    const text = read(handoutOf({ heart_attack: 'gt6m', age: 'unsure' }, format))
    expect(text).toMatch(/\? REFER +Not finished: refer to clinician/)
    expect(text).toContain('What to do Go back and ask what is open')
  })

  test('has every question with its answer, and tells apart every kind of nothing', () => {
    const written: Written = {
      heart_attack: 'gt6m',
      age: 'unsure',
      seizures: 'declined',
      bp_systolic: 400,
      bladder_symptoms: 'none',
      medicines: ['maoi', 'opioid'],
      medicines_note: 'Iron, and something blue',
    }
    const answers = answersTo(intake, written)
    const { not_asked } = guide(intake, answers, '2026-11-22')
    const text = read(handoutOf(written, format))
    const list = text.slice(text.indexOf('Every answer'))
    for (const question of intake.questions) {
      const answer = answers.get(question.id)
      const nothing = not_asked.includes(question.id) ? 'Not asked' : 'Not answered'
      const said = answer === undefined ? nothing : answerInWords(question, answer)
      expect(list).toContain(`${question.short}: ${said}`)
    }
    expect(list).toContain('! Heart attack, stent or heart surgery: Yes, more than 6 months ago')
    expect(list).toContain('? Age: Not sure')
    expect(list).toContain('? Serious head injury: Not answered')
    expect(not_asked.length).toBeGreaterThan(0)
  })

  test('has every reason with its rule and sources, and each cited work in full once', () => {
    const text = read(handoutOf({ heart_attack: 'gt6m', medicines: ['stimulant'] }, format))
    expect(text).toMatch(/B-MI(:| ·) ema-spravato 4\.3; german-ketamine; acc-aha-2014; trial-nct04658420/)
    expect(text).toMatch(/D-MED-STIM(:| ·) fda-spravato 7\.2; spravato-rems/)
    expect(text.match(/EU summary of product characteristics \(2025\)/g)).toHaveLength(1)
  })

  test('ends with the notes of the form, lines that are left blank, and what it was made with', () => {
    const visit = { ...VISIT, recorded: { record: '7f3a-02', head: `0123abcd${'e'.repeat(56)}` } }
    const text = read(handoutOf({}, format, visit))
    expect(text.match(/These are our own questions, not a validated instrument\./g)).toHaveLength(1)
    expect(text).toContain('Bladder; Mental health; Alcohol and drugs: These are')
    for (const label of ['Name', 'Staff', 'Clinician', 'Signature', 'Date', 'Notes'])
      expect(text).toMatch(new RegExp(`${label}\\b`))
    expect(text).toContain('Record 7f3a-02 · Reference A-1 · by KL · 2026-11-22 13:05 +00:00')
    expect(text).toContain(`ketamine-intake 1.0.0 sha256:${intake.source.sha256}`)
    expect(text).toContain('DRAFT, not reviewed')
    expect(text).toContain('prescreen 0.0.0')
    expect(text).toContain(`log 0123abcd${'e'.repeat(56)}`)
    expect(text).toContain('This form does not decide anything. A clinician decides.')
  })

  test('of a questionnaire that was reviewed does not call itself a draft', () => {
    const reviewed = intake.source.text.replace(
      'status: draft',
      'status: reviewed\nreviewed_by: Dr. A. Example\nreviewed_on: 2026-05-01',
    )
    const text = handoutOf({}, format, VISIT, questionnaire(reviewed))
    expect(text).toContain('reviewed 2026-05-01')
    expect(text).not.toContain('DRAFT')
  })
})

test('names and signatures are lines to write on', () => {
  expect(handoutOf({}, 'txt')).toMatch(/^ Clinician: +_{40,}$/m)
  expect(handoutOf({}, 'md')).toMatch(/^Clinician: \.{40}$/m)
})

describe('what somebody typed or an author wrote', () => {
  test('does not become markup in Markdown', () => {
    const text = handoutOf({ medicines_note: '<img src=x> | **iron** `daily` [a](b)' }, 'md')
    expect(text).toContain('\\<img src=x\\> \\| \\*\\*iron\\*\\* \\`daily\\` \\[a\\](b)')
  })

  test('does not become a tag in HTML, and nothing is loaded', () => {
    const form = hostileForm()
    const text = handoutOf(
      { every: ['o1', 'o2'], q1: ['a'], q2: 'none' },
      'html',
      { ...VISIT, ref: HOSTILE[1] ?? '' },
      form,
    )
    const tags = new Set([...text.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name))
    const set = 'b body br code div h1 h2 h3 head html li main meta p section small span strong style title ul'
    expect([...tags].filter((name) => !set.split(' ').includes(name ?? ''))).toEqual([])
    expect(text).not.toMatch(/<[^>]*\s(on\w+|src|href|style)=/i)
    expect(text).not.toMatch(/url\(|@import/)
    for (const label of [HOSTILE[1], HOSTILE[2]]) expect(read(text)).toContain(label)
  })
})

test('the policy of the page lets in its own style and nothing else', () => {
  const text = handoutOf({}, 'html')
  const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(text).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
  )
})
