import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Level, mostSerious, type Questionnaire } from '../../src/questionnaire/index.ts'
import { inProject, shipped } from '../support/load.ts'

const MANUAL = inProject('questionnaires/README.md')
const FORMS = ['ketamine-intake', 'pre-session', 'maintenance-check', 'bladder-follow-up', 'substance-use'].map(shipped)

/** What the forms of the set ask about, with the questions that do. Every question of the set stands in one of them. */
const TOPICS: Readonly<Record<string, string>> = {
  'Symptoms right now': 'now_physical',
  'Overdose, self-injury, stroke signs, blow to the head in the last days': 'last_week overdose',
  'Thoughts of suicide right now': 'suicide_now',
  'Wish to be dead, thoughts of suicide': 'wish_dead suicide_thoughts wish_since suicide_since',
  Attempts: 'suicide_attempt suicide_attempt_since',
  'Plan, means within reach': 'suicide_plan suicide_means',
  'Self-harm without wanting to die': 'self_harm',
  'Harm to others': 'harm_others',
  Mood: 'mood_worse',
  'The person’s own choice': 'own_choice wants_today',
  Psychosis: 'psychosis_told psychosis psychosis_since family_psychosis',
  'Voices that urge harm': 'voices_harm',
  'Bipolar disorder, mania': 'bipolar mania mania_now',
  'Care for mental health, purpose, benefit': 'treated_by treatment_for benefit',
  'Aneurysm, AVM, bleeding in the brain, stroke': 'aneurysm_avm brain_bleed stroke_tia',
  'Heart conditions': 'heart_attack heart_conditions high_bp',
  'Heart symptoms': 'heart_symptoms heart_since',
  'Blood pressure, measured': 'bp_systolic bp_diastolic bp_when',
  'Pulse, oxygen, breathing, measured': 'pulse spo2 resp_rate',
  'How the person seems': 'alert',
  'Head, seizures, eyes': 'raised_icp head_injury seizures eye_problems',
  'Memory, thinking, feeling unreal': 'dementia memory_problems memory_change unreal_between',
  'Lungs and sleep apnoea': 'lung_conditions sleep_apnoea height_cm weight_kg',
  'Thyroid, rare conditions, stomach': 'thyroid rare_conditions',
  Liver: 'liver liver_signs liver_tests',
  Kidneys: 'kidney kidney_since kidney_tests side_pain',
  'Urinary emergency': 'bladder_emergency',
  Bladder:
    'bladder_diagnosis bladder_symptoms bladder_change day_voids night_voids urge pain leak hard_to_go blood change life_effect uti',
  'Pregnancy and breastfeeding': 'pregnancy pregnancy_today breastfeeding',
  'Allergies and past reactions': 'ketamine_allergy past_reactions',
  Medicines: 'medicines medicines_note new_medicines bp_pills nasal_meds',
  'Anything new, ill today': 'new_health ill_today',
  'Effects of the last session': 'after_last',
  Alcohol: 'alcohol_days heavy_days',
  Withdrawal: 'withdrawal_from withdrawal_now',
  Drugs:
    'drug_use cannabis drug_types drug_last cannabis_days injected more_than_prescribed substance_disorder home_safety taken_24h',
  'Ketamine outside the clinic': 'ketamine_use ketamine_since ketamine_outside ketamine_pattern cravings wants_more',
  'Food and drink': 'last_food last_drink',
  'Way home, driving, the night': 'escort escort_today driving tonight',
  'Site: route, clinician, equipment': 'route clinician_present equipment',
  'Told of risks, alternatives, the law; site and protocol':
    'told_risks told_alternatives told_law site_accredited protocol_written',
  'Who answers, help, age': 'who_answers help_needed age',
}

/** The most serious level that an answer about a topic, or none, can have of itself in a form. */
function cell(form: Questionnaire, ids: readonly string[]): string {
  const questions = ids.flatMap((id) => form.questionById.get(id) ?? [])
  if (questions.length === 0) return '–'
  const levels: readonly Level[] = questions.flatMap(
    ({ subject, ifUnknown = 'none-raised', ifUnanswered = 'none-raised' }) => [
      ifUnknown,
      ifUnanswered,
      ...(form.rulesReading[subject.index] ?? []).map(({ level }) => level),
    ],
  )
  const worst = mostSerious(...levels)
  return worst === 'none-raised' ? 'recorded' : `\`${worst}\``
}

const table = [
  `| topic | ${FORMS.map(({ id }) => `\`${id}\``).join(' | ')} |`,
  `|---|${FORMS.map(() => '---|').join('')}`,
  ...Object.entries(TOPICS).map(
    ([topic, ids]) => `| ${topic} | ${FORMS.map((form) => cell(form, ids.split(' '))).join(' | ')} |`,
  ),
].join('\n')

describe('the table of topics and forms in the manual', () => {
  test('is written from the forms', () => {
    const manual = readFileSync(MANUAL, 'utf8')
    const now = manual.replace(/^\| topic \|.*\n(?:\|.*\n)*/m, `${table}\n`)
    if (process.env.PRESCREEN_UPDATE !== undefined) writeFileSync(MANUAL, now)
    else expect(manual).toBe(now)
    expect(now).toContain(table)
  })

  test('has every question of the set once', () => {
    const listed = Object.values(TOPICS).flatMap((ids) => ids.split(' '))
    const asked = new Set(FORMS.flatMap((form) => form.questions.map(({ id }) => id)))
    expect(listed.filter((id, index) => listed.indexOf(id) < index)).toEqual([])
    expect([...asked].filter((id) => !listed.includes(id))).toEqual([])
    expect(listed.filter((id) => !asked.has(id))).toEqual([])
  })
})
