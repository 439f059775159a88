import type { Answers, Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { parseAnswer, withSupplied } from '../../src/questionnaire/index.ts'

/**
 * People at a first visit to a ketamine clinic, made up. Each share is a guess of ours unless its line names a source;
 * the sources are known from what others quote of them. They are for counting reasons on a card, and for nothing else.
 */
type Shares = Readonly<Record<string, number>>

/** One of the answers; what is left of 1 is the usual answer. */
const ONE_OF: Readonly<Record<string, Shares>> = {
  who_answers: { staff: 0.1, relative: 0.06, other: 0.01 },
  // 31.6 % and 41.1 % above 0 on item 9 of the PHQ-9 in mood clinics (J Affect Disord 2023;320:590; Na 2018).
  wish_dead: { yes: 0.4 },
  suicide_thoughts: { yes: 0.33, declined: 0.02 },
  suicide_attempt: { lt1w: 0.003, lt3m: 0.02, gt3m: 0.25, when_unsure: 0.01 },
  suicide_now: { yes: 0.02 },
  suicide_plan: { yes: 0.06 },
  suicide_means: { yes: 0.15 },
  self_harm: { yes: 0.08 },
  harm_others: { yes: 0.005 },
  own_choice: { no: 0.01 },
  psychosis_told: { yes: 0.02 },
  psychosis: { recent: 0.03, past: 0.04, when_unsure: 0.01 },
  voices_harm: { yes: 0.02 },
  family_psychosis: { yes: 0.06, unsure: 0.04 },
  bipolar: { yes: 0.12 },
  mania: { now: 0.03, past: 0.12, when_unsure: 0.02 },
  treated_by: { no: 0.1 },
  aneurysm_avm: { yes: 0.01, unsure: 0.02 },
  brain_bleed: { yes: 0.01 },
  stroke_tia: { lt6m: 0.002, gt6m: 0.012, when_unsure: 0.003 },
  heart_attack: { lt6w: 0.001, from_6w_to_6m: 0.002, gt6m: 0.02, when_unsure: 0.003 },
  high_bp: { controlled: 0.18, uncontrolled: 0.04, control_unsure: 0.04 },
  raised_icp: { yes: 0.01 },
  head_injury: { recent: 0.01, symptoms: 0.03, old: 0.08, when_unsure: 0.01 },
  seizures: { lt12m: 0.01, gt12m: 0.04, when_unsure: 0.005 },
  dementia: { yes: 0.003 },
  memory_problems: { yes: 0.22, unsure: 0.05 },
  sleep_apnoea: { treated: 0.06, untreated: 0.04, suspected: 0.08 },
  thyroid: { over_uncontrolled: 0.005, over_controlled: 0.01, under: 0.09, type_unsure: 0.01 },
  liver: { mild: 0.06, moderate: 0.02, abnormal_tests: 0.02, severe: 0.005 },
  kidney: { stones: 0.05, reduced: 0.02, severe: 0.003 },
  pregnancy: { no: 0.3, trying: 0.06, maybe: 0.01, yes: 0.004 },
  breastfeeding: { no: 0.9, yes: 0.02 },
  ketamine_allergy: { yes: 0.003, unsure: 0.03 },
  alcohol_days: { never: 0.3, days_1_to_3: 0.25, days_4_to_6: 0.07, daily: 0.05 },
  // A quarter of US adults have five or more drinks in one day at least monthly, as surveys are often quoted.
  heavy_days: { lt_monthly: 0.25, monthly: 0.13, weekly: 0.09 },
  drug_use: { gt12m: 0.2, from_1m_to_12m: 0.06, lt1m: 0.05, when_unsure: 0.005 },
  cannabis: { gt12m: 0.2, from_1m_to_12m: 0.1, lt1m: 0.1, most_days: 0.1, when_unsure: 0.01 },
  substance_disorder: { past: 0.12, current: 0.06, when_unsure: 0.01 },
  escort: { not_yet: 0.2, no: 0.05 },
  alert: { drowsy: 0.01 },
  bp_when: { month: 0.4, older: 0.05 },
}

/** Each by itself. */
const SEVERAL: Readonly<Record<string, Shares>> = {
  help_needed: { interpreter: 0.02, reading: 0.01, hearing: 0.01, understanding: 0.005 },
  withdrawal_from: { alcohol: 0.015, sedatives: 0.01, opioids: 0.005 },
  now_physical: { chest_pain: 0.004, breathless: 0.003, headache: 0.003, faint: 0.003 },
  last_week: { too_much: 0.01, hurt_self: 0.015, stroke_signs: 0.002, head_blow: 0.003 },
  heart_conditions: {
    ...{ angina: 0.01, heart_failure: 0.01, valve: 0.02, rhythm: 0.05 },
    device: 0.005,
    bp_brain: 0.01,
    other: 0.02,
  },
  heart_symptoms: { chest_pain: 0.08, breathless: 0.08, fainting: 0.04, palpitations: 0.18, swelling: 0.02 },
  eye_problems: { glaucoma: 0.02, injury: 0.005, surgery: 0.01 },
  lung_conditions: { copd: 0.04, asthma_bad: 0.03, asthma_ok: 0.09, home_oxygen: 0.003 },
  rare_conditions: { phaeo: 0.0005, porphyria: 0.0005, slow_stomach: 0.08, dissociative: 0.02 },
  bladder_diagnosis: { ic: 0.01, ulcer: 0.003, ketamine_bladder: 0.005, kidney_swelling: 0.005, repeat_uti: 0.06 },
  bladder_symptoms: {
    ...{ pain: 0.04, often: 0.12, urge: 0.12, night: 0.15 },
    leak: 0.08,
    pelvic_pain: 0.05,
    hard_to_go: 0.02,
    blood: 0.01,
  },
  bladder_emergency: { cannot_go: 0.001, fever_flank: 0.002, clots: 0.001 },
  past_reactions: { ketamine: 0.01, anaesthetic: 0.06, airway: 0.01, other_allergy: 0.08 },
  medicines: {
    ...{
      benzo: 0.25,
      sleeping: 0.15,
      sleepy_other: 0.08,
      quetiapine: 0.12,
      oxybate: 0.002,
      opioid: 0.1,
      gabapentinoid: 0.12,
    },
    ...{ maoi: 0.02, stimulant: 0.15, depot: 0.01, antipsychotic: 0.2, glp1: 0.08, insulin: 0.03, theophylline: 0.002 },
    ...{ lamotrigine: 0.12, naltrexone: 0.03, thyroid_hormone: 0.1, cyp: 0.03, ergometrine: 0.001 },
  },
  ketamine_use: { home: 0.04, elsewhere: 0.03, outside_lt12m: 0.05, outside_gt12m: 0.05, outside_when_unsure: 0.005 },
}

/** What each person is, drawn from the shares; `next` gives numbers from 0 up to 1. */
export type Person = ReadonlyMap<string, string | readonly string[] | number>

export function somebody(next: () => number): Person {
  const person = new Map<string, string | readonly string[] | number>()
  for (const [id, shares] of Object.entries(ONE_OF)) {
    let left = next()
    for (const [code, share] of Object.entries(shares)) {
      if (left >= 0 && left < share) person.set(id, code)
      left -= share
    }
  }
  for (const [id, shares] of Object.entries(SEVERAL)) {
    const codes = Object.entries(shares).flatMap(([code, share]) => (next() < share ? [code] : []))
    person.set(id, codes.length === 0 ? 'none' : codes)
  }
  const bell = (mean: number, spread: number) => Math.round(mean + spread * (next() + next() + next() - 1.5))
  person.set('age', Math.max(18, bell(42, 16)))
  person.set('bp_systolic', bell(124, 22))
  person.set('bp_diastolic', Math.min(bell(78, 14), 99))
  person.set('height_cm', bell(170, 14))
  person.set('weight_kg', bell(84, 32))
  return person
}

const has = (value: unknown, ...codes: readonly string[]) =>
  Array.isArray(value) && codes.some((code) => value.includes(code))
const given = (yes: boolean) => (yes ? 'yes' : 'no')
const EARLIER: Readonly<Record<string, string>> = { benzo: 'sedative', sleeping: 'sedative', oxybate: 'sedative' }

/** The same person in the words of the first edition: what it did not ask is not there. */
export function inFirstEdition(person: Person): Person {
  const before = new Map(person)
  const medicines = person.get('medicines')
  const carried = Array.isArray(medicines) ? medicines.map((code) => EARLIER[code] ?? code) : []
  const eyes = person.get('eye_problems')
  const reactions = person.get('past_reactions')
  const use = person.get('ketamine_use')
  const heart = person.get('heart_conditions')
  before.set('medicines', carried.length === 0 ? 'none' : [...new Set(carried)])
  before.set('heart_conditions', Array.isArray(heart) ? heart.filter((code) => code !== 'bp_brain') : 'none')
  before.set(
    'support_needs',
    given(has(person.get('help_needed'), 'interpreter', 'reading', 'hearing', 'understanding')),
  )
  before.set('withdrawal', given(has(person.get('withdrawal_from'), 'alcohol', 'sedatives', 'opioids')))
  before.set('eye_pressure', given(has(eyes, 'glaucoma', 'injury', 'surgery')))
  before.set('bad_reaction', given(has(reactions, 'ketamine', 'anaesthetic')))
  before.set('ketamine_home', given(has(use, 'home')))
  before.set('other_ketamine_care', given(has(use, 'elsewhere')))
  before.set(
    'ketamine_nonmedical',
    has(use, 'outside_lt12m', 'outside_when_unsure') ? 'lt12m' : has(use, 'outside_gt12m') ? 'gt12m' : 'never',
  )
  before.set('bmi_35', given(Number(person.get('weight_kg')) * 10_000 >= 35 * Number(person.get('height_cm')) ** 2))
  const cannabis = person.get('cannabis')
  if (!before.has('drug_use') && cannabis !== undefined && cannabis !== 'gt12m')
    before.set('drug_use', cannabis === 'from_1m_to_12m' ? cannabis : 'lt1m')
  if (person.get('bipolar') === 'yes' && !before.has('mania')) before.set('mania', 'past')
  if (person.get('suicide_attempt') === 'lt1w') before.set('suicide_attempt', 'lt3m')
  return before
}

/** A whole form of this person: what is known of them, else the usual answer; what does not fit the form is left out. */
export function answersOf(form: Questionnaire, person: Person, on: string): Answers {
  const answer = (question: Question) => {
    const value = person.get(question.id)
    const codes = typeof value === 'object' ? value.filter((code) => question.subject.codes.includes(code)) : value
    const written = typeof codes === 'object' && codes.length === 0 ? 'none' : codes
    const parsed =
      written === undefined ? undefined : parseAnswer(question, typeof written === 'number' ? String(written) : written)
    return parsed === undefined || parsed.kind === 'rejected'
      ? (question.usual ?? { kind: 'declined' as const })
      : parsed
  }
  return withSupplied(form, new Map(), on, answer)
}
