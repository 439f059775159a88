import { describe, expect, test } from 'vitest'
import { card, type Layout } from '../../src/documents/index.ts'
import { guide } from '../../src/rules/index.ts'
import { answersTo, firstEdition, headOf, questionnaire } from '../support/load.ts'
import { steady } from '../support/program.ts'

const intake = firstEdition('ketamine-intake')
const VISIT = { at: '2026-11-22 13:05 +00:00', program: '0.0.0' }
const WIDE: Layout = { columns: 120, ascii: false }
type Written = Parameters<typeof answersTo>[1]

/** The card of somebody who answers the usual way but for this. */
function cardOf(written: Written, layout: Layout = WIDE): string {
  const usual: Record<string, Written[string]> = {}
  for (const question of intake.questions) {
    if (question.askIf === undefined && question.usual?.kind === 'given')
      usual[question.id] = question.usual.value as Written[string]
  }
  const answers = answersTo(intake, { ...usual, ...written })
  const guidance = guide(intake, answers, '2026-11-22')
  return steady(card({ questionnaire: intake, answers, guidance, visit: VISIT }, layout))
}

/** Between the heavy rules: what is seen from across the desk. */
function titleOf(text: string): string {
  return text
    .split('\n')
    .slice(1, 3)
    .filter((line) => !line.startsWith('━'))
    .join('\n')
}

describe('the first line says the level in a word and in a sentence', () => {
  test.each<[string, Written, string]>([
    ['nothing reported', {}, ' - NO FLAG   No flag raised by this form. A clinician still decides.'],
    ['something for the visit', { escort: 'no' }, ' ! AT VISIT  Refer to clinician: raise at the visit'],
    [
      'something before anything goes ahead',
      { heart_attack: 'gt6m' },
      ' ! REFER     Refer to clinician before anything goes ahead',
    ],
    ['something open', { pregnancy: null }, ' ? REFER     Not finished: refer to clinician'],
    ['an emergency', { now_physical: ['seizure'] }, ' !! ACT NOW  Get emergency help now'],
    ['a clinician now', { harm_others: 'yes' }, ' !! ACT NOW  Bring a clinician now'],
    [
      'act now, and something open',
      { harm_others: 'yes', age: null },
      ' !! ACT NOW  Bring a clinician now\n ? REFER     Not finished: refer to clinician',
    ],
  ])('%s', (_, written, title) => {
    expect(titleOf(cardOf(written))).toBe(title)
  })
})

const FALLS = questionnaire(`${headOf('falls')}sources: { s: { title: S } }
sections:
  - id: one
    title: One
    questions:
      - { id: fell, text: Did you fall?, type: yes_no }
      - { id: times, text: How many times?, type: integer, ask_if: fell = yes }
rules:
  - { id: NONE, when: times is not answered, level: refer-discuss, because: No number of falls., sources: [s] }
  - { id: MANY, when: times >= 2, level: refer-before, because: Fell often., sources: [s] }
`)

function fallsCard(written: Written): string {
  const answers = answersTo(FALLS, written)
  return card({ questionnaire: FALLS, answers, guidance: guide(FALLS, answers, '2026-11-22'), visit: VISIT }, WIDE)
}

test('a form that is not finished names what is open, also where no rule reads it', () => {
  expect(fallsCard({})).toContain('\n Not answered yet: Did you fall?\n')
})

test('a rule that is true of what was not asked stands under that', () => {
  expect(fallsCard({ fell: 'no' })).toContain('  • How many times? Not asked\n      No number of falls.\n')
})

test('a whole card: reasons stand under their answers, most serious first, then what is not known, then identity', () => {
  expect(
    cardOf({ bp_systolic: 165, bp_diastolic: 'unsure', medicines: ['maoi', 'opioid'], escort: 'not_yet' }),
  ).toMatchInlineSnapshot(`
    "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     ! REFER     Refer to clinician before anything goes ahead
    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     What to do  Give this sheet to the clinician. A clinician needs to review
                 before anything goes ahead.

     5 reasons: 4 others · 1 not known or not clear

     Before anything goes ahead
      • Blood pressure, top number: 165 mmHg
        Blood pressure, bottom number: Not sure
          Recorded a blood pressure of 160/100 mmHg or higher (either number).
          B-BP-160 · aagbi-2016; swiss-ketamine; field-trip-health
      • Medicines: An MAOI (such as phenelzine, tranylcypromine, selegiline,
          moclobemide)
          Reported an MAOI medicine. Labels ask for close blood pressure checks
          with this medicine. Do not stop it.
          B-MED-MAOI · fda-spravato 7.3; veraart-2021
      • Medicines: Opioid pain medicine, methadone or buprenorphine
          Reported an opioid medicine. Taking it with ketamine can deepen
          sleepiness and slow breathing. Do not stop it.
          B-MED-OPIOID · fda-ketalar 7.3; fda-spravato 7.1; spravato-rems

     Raise at the visit
      • Adult escort home: Not arranged yet
          Reported that no adult is arranged to take them home yet. Tell the
          clinic before the first session.
          D-ESCORT · fda-spravato driving; fda-ketalar outpatient release
      ? Blood pressure, bottom number: Not sure
          Not known, and so something to raise. Could not rule out U-BP.

     Also true, and part of a reason above: D-BP-140.
    ────────────────────────────────────────────────────────────────────────────
     2026-11-22 13:05 +00:00 · 45 answered, 1 not sure, 5 not asked
     ketamine-intake 1.0.0 sha256:00000000 · DRAFT, not reviewed ·
     prescreen 0.0.0
     This form does not decide anything. A clinician decides.
    ────────────────────────────────────────────────────────────────────────────
    "
  `)
})

test('of more than four unanswered questions only the names are listed', () => {
  const none = Object.fromEntries(intake.questions.map((question) => [question.id, null]))
  expect(cardOf(none)).toContain('29 questions not answered, each a reason to refer:')
})

test.each([20, 40, 76, 120])('at %i columns no line is longer than the card, which has 30 to 76', (columns) => {
  const text = cardOf(
    { medicines: ['maoi'], bp_systolic: 'declined', bladder_symptoms: ['pain', 'blood'] },
    { columns, ascii: false },
  )
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(
    Math.max(30, Math.min(76, columns)),
  )
})

test('in ASCII nothing is lost but the looks', () => {
  const form = questionnaire(`format: prescreen/1
id: accents
version: 1.0.0
title: Élan
language: fr
status: draft
sections:
  - id: one
    title: Un
    questions:
      - id: fievre
        text: Fièvre ≥ 38 °C ?
        type: yes_no
rules:
  - id: F
    when: fievre = yes
    level: refer-discuss
    because: Signalé « fièvre » – à voir…
`)
  const answers = answersTo(form, { fievre: 'yes' })
  const text = card(
    { questionnaire: form, answers, guidance: guide(form, answers, '2026-11-22'), visit: VISIT },
    { columns: 80, ascii: true },
  )
  expect(text).toMatch(/^[\x20-\x7e\n]+$/)
  expect(text).toContain('Fievre >= 38  degC ? Yes')
  expect(text).toContain('Signale " fievre " - a voir...')
})

test('two rules about one answer stand under it, each with its reason, and the answer is said once', () => {
  const form = questionnaire(`${headOf('twice')}sources: { s: { title: S } }
sections:
  - id: one
    title: One
    questions:
      - { id: fell, text: Did you fall?, type: yes_no }
rules:
  - { id: FIRST, when: fell = yes, level: refer-before, because: Bones., sources: [s 1], basis: warning }
  - { id: SECOND, when: fell = yes, level: refer-before, because: Bleeding., sources: [s 2], basis: guideline }
`)
  const answers = answersTo(form, { fell: 'yes' })
  const text = card({ questionnaire: form, answers, guidance: guide(form, answers, '2026-11-22'), visit: VISIT }, WIDE)
  for (const part of ['Bones.', 'Bleeding.', 'FIRST', 'SECOND']) expect(text).toContain(part)
  expect(text.match(/Did you fall\?/g)).toHaveLength(1)
})
