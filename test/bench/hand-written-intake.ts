import type { Answer, Answers, Questionnaire } from '../../src/questionnaire/index.ts'
import type { Guidance } from '../../src/rules/index.ts'
import { type Due, Outcome, wordsOf } from './hand-written-outcome.ts'

/**
 * The ketamine intake as an expert would write it by hand for this one questionnaire: every question and rule is code,
 * its three-valued logic is worked out beforehand, and nothing is interpreted. Only the words come from the
 * questionnaire, once, so that they do not stand here a second time. The result is that of `guide`, in every field.
 */
export function handWrittenIntake(questionnaire: Questionnaire): (answers: Answers, on: string) => Guidance {
  const words = wordsOf(questionnaire)
  return (answers, on) => {
    const outcome = new Outcome(words, answers)
    body(answers, outcome)
    heart(answers, outcome)
    bloodPressure(answers, outcome)
    brain(answers, outcome)
    breathing(answers, outcome)
    conditions(answers, outcome)
    bladder(answers, outcome)
    pregnancyAndReactions(answers, outcome)
    medicines(answers, outcome)
    mind(answers, outcome)
    suicide(answers, outcome)
    substances(answers, outcome)
    practical(answers, outcome)
    return outcome.guidance(on)
  }
}

/** The value of a `yes_no` or `choice` question; undefined when it has none. */
function code(answer: Answer | undefined): string | undefined {
  return answer?.kind === 'given' ? (answer.value as string) : undefined
}

function number(answer: Answer | undefined): number | undefined {
  return answer?.kind === 'given' ? (answer.value as number) : undefined
}

function codes(answer: Answer | undefined): readonly string[] | undefined {
  return answer?.kind === 'given' ? (answer.value as readonly string[]) : undefined
}

function body(answers: Answers, outcome: Outcome): void {
  const now = codes(answers.get('now_physical'))
  if (now === undefined) outcome.leavesOpen('now_physical', 'U-NOW-PHYS')
  else if (!isNone(now)) {
    outcome.raise('U-NOW-PHYS')
    if (now.includes('none')) outcome.noneBesideOthers('now_physical')
  }

  const age = number(answers.get('age'))
  if (age === undefined) outcome.leavesOpen('age', 'B-AGE-MIN', 'D-AGE-65')
  else if (age < 18) outcome.raise('B-AGE-MIN')
  else if (age >= 65) outcome.raise('D-AGE-65')
}

function heart(answers: Answers, outcome: Outcome): void {
  const aneurysm = code(answers.get('aneurysm_avm'))
  if (aneurysm === undefined) outcome.leavesOpen('aneurysm_avm', 'B-ANEURYSM')
  else if (aneurysm === 'yes') outcome.raise('B-ANEURYSM')

  const bleed = code(answers.get('brain_bleed'))
  if (bleed === undefined) outcome.leavesOpen('brain_bleed', 'B-BRAIN-BLEED')
  else if (bleed === 'yes') outcome.raise('B-BRAIN-BLEED')

  const stroke = code(answers.get('stroke_tia'))
  if (stroke === undefined) outcome.leavesOpen('stroke_tia', 'B-STROKE')
  else if (stroke !== 'never') outcome.raise('B-STROKE')

  const attack = code(answers.get('heart_attack'))
  if (attack === undefined) outcome.leavesOpen('heart_attack', 'B-MI')
  else if (attack !== 'never') outcome.raise('B-MI')

  const diagnoses = codes(answers.get('heart_conditions'))
  if (diagnoses === undefined) outcome.leavesOpen('heart_conditions', 'B-HEART-COND', 'D-HEART-DEVICE')
  else if (!isNone(diagnoses)) {
    if (diagnoses.some((one) => one !== 'device' && one !== 'none')) outcome.raise('B-HEART-COND')
    if (diagnoses.includes('device')) outcome.raise('D-HEART-DEVICE')
    if (diagnoses.includes('none')) outcome.noneBesideOthers('heart_conditions')
  }

  const symptoms = codes(answers.get('heart_symptoms'))
  if (symptoms === undefined) outcome.leavesOpen('heart_symptoms', 'B-HEART-SYM')
  else if (!isNone(symptoms)) {
    outcome.raise('B-HEART-SYM')
    if (symptoms.includes('none')) outcome.noneBesideOthers('heart_symptoms')
  }

  const pressure = code(answers.get('high_bp'))
  if (pressure === undefined) outcome.leavesOpen('high_bp', 'B-HTN-UNCONTROLLED', 'D-HTN-CONTROLLED')
  else if (pressure === 'uncontrolled' || pressure === 'control_unsure') outcome.raise('B-HTN-UNCONTROLLED')
  else if (pressure === 'controlled') outcome.raise('D-HTN-CONTROLLED')
}

/** Three bands, each number counts alone; only the most serious band is shown. */
function bloodPressure(answers: Answers, outcome: Outcome): void {
  const top = number(answers.get('bp_systolic'))
  const bottom = number(answers.get('bp_diastolic'))
  const band = bandOf(top ?? 0, bottom ?? 0)
  if (band < BANDS.length) {
    outcome.raise(BANDS[band] as string)
    for (const milder of BANDS.slice(band + 1)) outcome.cover(milder)
  }
  if (top !== undefined && bottom !== undefined) {
    if (top <= bottom) outcome.failedCheck('bp_diastolic', 'bp_systolic', 'bp_diastolic')
    return
  }
  const open = BANDS.slice(0, band)
  if (top === undefined) outcome.leavesOpen('bp_systolic', ...open)
  if (bottom === undefined) outcome.leavesOpen('bp_diastolic', ...open)
}

const BANDS = ['U-BP', 'B-BP-160', 'D-BP-140']

function bandOf(top: number, bottom: number): number {
  if (top >= 180 || bottom >= 120) return 0
  if (top >= 160 || bottom >= 100) return 1
  return top >= 140 || bottom >= 90 ? 2 : 3
}

function brain(answers: Answers, outcome: Outcome): void {
  const skull = code(answers.get('raised_icp'))
  if (skull === undefined) outcome.leavesOpen('raised_icp', 'B-ICP')
  else if (skull === 'yes') outcome.raise('B-ICP')

  const injury = code(answers.get('head_injury'))
  if (injury === undefined) outcome.leavesOpen('head_injury', 'B-HEAD-INJURY', 'D-HEAD-OLD')
  else if (injury === 'recent' || injury === 'symptoms') outcome.raise('B-HEAD-INJURY')
  else if (injury === 'old') outcome.raise('D-HEAD-OLD')

  const seizures = code(answers.get('seizures'))
  if (seizures === undefined) outcome.leavesOpen('seizures', 'B-SEIZURE-RECENT', 'D-SEIZURE-PAST')
  else if (seizures === 'lt12m') outcome.raise('B-SEIZURE-RECENT')
  else if (seizures === 'gt12m') outcome.raise('D-SEIZURE-PAST')

  const memory = code(answers.get('memory_problems'))
  if (memory === undefined) outcome.leavesOpen('memory_problems', 'B-MEMORY')
  else if (memory === 'yes') outcome.raise('B-MEMORY')

  const eye = code(answers.get('eye_pressure'))
  if (eye === undefined) outcome.leavesOpen('eye_pressure', 'B-EYE')
  else if (eye === 'yes') outcome.raise('B-EYE')
}

function breathing(answers: Answers, outcome: Outcome): void {
  const lung = codes(answers.get('lung_conditions'))
  if (lung === undefined) outcome.leavesOpen('lung_conditions', 'B-LUNG', 'D-ASTHMA')
  else if (!isNone(lung)) {
    if (lung.some((one) => one !== 'asthma_ok' && one !== 'none')) outcome.raise('B-LUNG')
    if (lung.includes('asthma_ok')) outcome.raise('D-ASTHMA')
    if (lung.includes('none')) outcome.noneBesideOthers('lung_conditions')
  }

  const apnoea = code(answers.get('sleep_apnoea'))
  const heavy = answers.get('bmi_35')
  if (apnoea === undefined) {
    outcome.leavesOpen('sleep_apnoea', 'B-OSA', 'D-OSA')
    if (heavy === undefined && !answers.has('sleep_apnoea')) outcome.notYetKnown('bmi_35', 'B-OSA')
    else if (heavy?.kind !== 'given') outcome.leavesOpen('bmi_35', 'B-OSA')
  } else if (apnoea === 'no') {
    if (heavy === undefined) outcome.notAsked('bmi_35')
    else {
      if (heavy.kind !== 'given') outcome.leavesOpen('bmi_35')
      outcome.leftBehind('bmi_35', false)
    }
  } else if (apnoea === 'untreated') {
    outcome.raise('B-OSA')
    if (heavy?.kind !== 'given') outcome.leavesOpen('bmi_35')
  } else {
    const both = code(heavy) === 'yes'
    outcome.raise(both ? 'B-OSA' : 'D-OSA')
    if (both) outcome.cover('D-OSA')
    if (heavy?.kind !== 'given') outcome.leavesOpen('bmi_35', 'B-OSA')
  }
}

function conditions(answers: Answers, outcome: Outcome): void {
  const thyroid = code(answers.get('thyroid'))
  if (thyroid === undefined) outcome.leavesOpen('thyroid', 'B-THYROID', 'D-THYROID')
  else if (thyroid === 'over_uncontrolled' || thyroid === 'type_unsure') outcome.raise('B-THYROID')
  else if (thyroid === 'over_controlled' || thyroid === 'under') outcome.raise('D-THYROID')

  const rare = codes(answers.get('rare_conditions'))
  if (rare === undefined) outcome.leavesOpen('rare_conditions', 'B-RARE')
  else if (!isNone(rare)) {
    outcome.raise('B-RARE')
    if (rare.includes('none')) outcome.noneBesideOthers('rare_conditions')
  }

  const liver = code(answers.get('liver'))
  if (liver === undefined) outcome.leavesOpen('liver', 'B-LIVER', 'D-LIVER')
  else if (liver === 'severe' || liver === 'abnormal_tests') outcome.raise('B-LIVER')
  else if (liver === 'mild') outcome.raise('D-LIVER')

  const kidney = code(answers.get('kidney'))
  if (kidney === undefined) outcome.leavesOpen('kidney', 'B-KIDNEY', 'D-KIDNEY')
  else if (kidney === 'severe') outcome.raise('B-KIDNEY')
  else if (kidney === 'reduced') outcome.raise('D-KIDNEY')
}

function bladder(answers: Answers, outcome: Outcome): void {
  const diagnosis = codes(answers.get('bladder_diagnosis'))
  if (diagnosis === undefined) outcome.leavesOpen('bladder_diagnosis', 'B-BLADDER-DX', 'D-BLADDER-UTI')
  else if (!isNone(diagnosis)) {
    if (diagnosis.some((one) => one !== 'repeat_uti' && one !== 'none')) outcome.raise('B-BLADDER-DX')
    if (diagnosis.includes('repeat_uti')) outcome.raise('D-BLADDER-UTI')
    if (diagnosis.includes('none')) outcome.noneBesideOthers('bladder_diagnosis')
  }

  const symptoms = codes(answers.get('bladder_symptoms'))
  if (symptoms === undefined)
    outcome.leavesOpen('bladder_symptoms', 'B-BLADDER-BLOOD', 'B-BLADDER-MULTI', 'D-BLADDER-ONE')
  else if (!isNone(symptoms)) {
    const blood = symptoms.includes('blood')
    const several = symptoms.length - (symptoms.includes('none') ? 1 : 0) >= 2
    if (blood) outcome.raise('B-BLADDER-BLOOD')
    if (several) outcome.raise('B-BLADDER-MULTI')
    if (blood || several) outcome.cover('D-BLADDER-ONE')
    else outcome.raise('D-BLADDER-ONE')
    if (symptoms.includes('none')) outcome.noneBesideOthers('bladder_symptoms')
  }

  const emergency = codes(answers.get('bladder_emergency'))
  const isDue = symptoms === undefined ? dueAfter(answers.has('bladder_symptoms')) : isNone(symptoms) ? 'no' : 'yes'
  outcome.followUp('bladder_emergency', isDue, 'U-URINE', emergency !== undefined && !isNone(emergency))
}

function pregnancyAndReactions(answers: Answers, outcome: Outcome): void {
  const pregnancy = code(answers.get('pregnancy'))
  if (pregnancy === undefined) outcome.leavesOpen('pregnancy', 'B-PREGNANT', 'D-PREG-TRYING')
  else if (pregnancy === 'yes' || pregnancy === 'maybe') outcome.raise('B-PREGNANT')
  else if (pregnancy === 'trying') outcome.raise('D-PREG-TRYING')

  const feeding = code(answers.get('breastfeeding'))
  if (feeding === undefined) outcome.leavesOpen('breastfeeding', 'B-BREASTFEED')
  else if (feeding === 'yes') outcome.raise('B-BREASTFEED')

  const allergy = code(answers.get('ketamine_allergy'))
  if (allergy === undefined) outcome.leavesOpen('ketamine_allergy', 'B-ALLERGY')
  else if (allergy === 'yes') outcome.raise('B-ALLERGY')

  const reaction = code(answers.get('bad_reaction'))
  if (reaction === undefined) outcome.leavesOpen('bad_reaction', 'B-REACTION')
  else if (reaction === 'yes') outcome.raise('B-REACTION')
}

function medicines(answers: Answers, outcome: Outcome): void {
  const taken = codes(answers.get('medicines'))
  if (taken === undefined) outcome.leavesOpen('medicines', ...MEDICINE_RULES)
  else if (!isNone(taken)) medicinesTaken(taken, outcome)
  outcome.recordOnly('medicines_note')
}

const MEDICINE_RULES = [
  'B-MED-MAOI',
  'B-MED-THEO',
  'B-MED-OPIOID',
  'B-MED-SED2',
  'D-MED-SED',
  'D-MED-STIM',
  'D-MED-OTHER',
]

function medicinesTaken(taken: readonly string[], outcome: Outcome): void {
  if (taken.includes('maoi')) outcome.raise('B-MED-MAOI')
  if (taken.includes('theophylline') || taken.includes('ergometrine')) outcome.raise('B-MED-THEO')
  if (taken.includes('opioid')) outcome.raise('B-MED-OPIOID')
  const sedative = taken.includes('sedative')
  const gabapentinoid = taken.includes('gabapentinoid')
  if (sedative && gabapentinoid) {
    outcome.raise('B-MED-SED2')
    outcome.cover('D-MED-SED')
  } else if (sedative || gabapentinoid) outcome.raise('D-MED-SED')
  if (taken.includes('stimulant')) outcome.raise('D-MED-STIM')
  if (taken.some((one) => MILD_MEDICINES.includes(one))) outcome.raise('D-MED-OTHER')
  if (taken.includes('none')) outcome.noneBesideOthers('medicines')
}

const MILD_MEDICINES = ['lamotrigine', 'naltrexone', 'thyroid_hormone', 'cyp']

function mind(answers: Answers, outcome: Outcome): void {
  const treated = code(answers.get('treated_by'))
  if (treated === undefined) outcome.leavesOpen('treated_by', 'D-NOT-TREATED')
  else if (treated === 'no') outcome.raise('D-NOT-TREATED')

  outcome.recordOnly('tried_treatments')

  const psychosis = code(answers.get('psychosis'))
  if (psychosis === undefined) outcome.leavesOpen('psychosis', 'B-PSYCHOSIS')
  else if (psychosis === 'recent' || psychosis === 'past') outcome.raise('B-PSYCHOSIS')

  const voicesDue = psychosis === undefined ? dueAfter(answers.has('psychosis')) : psychosis === 'recent' ? 'yes' : 'no'
  outcome.followUp('voices_harm', voicesDue, 'U-VOICES', code(answers.get('voices_harm')) === 'yes')

  const family = code(answers.get('family_psychosis'))
  if (family === undefined) outcome.leavesOpen('family_psychosis', 'D-FAMILY-PSY')
  else if (family === 'yes') outcome.raise('D-FAMILY-PSY')

  const mania = code(answers.get('mania'))
  if (mania === undefined) outcome.leavesOpen('mania', 'B-MANIA-NOW', 'D-MANIA-PAST')
  else if (mania === 'now') outcome.raise('B-MANIA-NOW')
  else if (mania === 'past') outcome.raise('D-MANIA-PAST')
}

function suicide(answers: Answers, outcome: Outcome): void {
  const thoughts = code(answers.get('suicide_thoughts'))
  if (thoughts === undefined) outcome.leavesOpen('suicide_thoughts', 'B-SUICIDE-MONTH')
  else if (thoughts === 'yes') outcome.raise('B-SUICIDE-MONTH')

  const attempt = code(answers.get('suicide_attempt'))
  if (attempt === undefined) outcome.leavesOpen('suicide_attempt', 'B-SUICIDE-ATTEMPT', 'D-SUICIDE-PAST')
  else if (attempt === 'lt3m') outcome.raise('B-SUICIDE-ATTEMPT')
  else if (attempt === 'gt3m') outcome.raise('D-SUICIDE-PAST')

  const isDue = suicideFollowUpDue(answers, thoughts, attempt)
  outcome.followUp('suicide_now', isDue, 'U-SUICIDE-NOW', code(answers.get('suicide_now')) === 'yes')
  outcome.followUp('suicide_plan', isDue, 'U-SUICIDE-PLAN', code(answers.get('suicide_plan')) === 'yes')

  const harm = code(answers.get('harm_others'))
  if (harm === undefined) outcome.leavesOpen('harm_others', 'U-HARM-OTHERS')
  else if (harm === 'yes') outcome.raise('U-HARM-OTHERS')
}

function suicideFollowUpDue(answers: Answers, thoughts: string | undefined, attempt: string | undefined): Due {
  if (thoughts === 'yes' || attempt === 'lt3m') return 'yes'
  if (thoughts !== undefined && attempt !== undefined) return 'no'
  const said =
    (thoughts === undefined && answers.has('suicide_thoughts')) ||
    (attempt === undefined && answers.has('suicide_attempt'))
  return dueAfter(said)
}

function substances(answers: Answers, outcome: Outcome): void {
  const alcohol = code(answers.get('alcohol_days'))
  if (alcohol === undefined) outcome.leavesOpen('alcohol_days', 'D-ALC-DAYS', 'B-ALC-DAILY')
  else if (alcohol === 'days_4_to_6') outcome.raise('D-ALC-DAYS')
  else if (alcohol === 'daily') outcome.raise('B-ALC-DAILY')

  const withdrawal = code(answers.get('withdrawal'))
  if (withdrawal === undefined) outcome.leavesOpen('withdrawal', 'B-WITHDRAWAL')
  else if (withdrawal === 'yes') outcome.raise('B-WITHDRAWAL')

  const drugs = code(answers.get('drug_use'))
  if (drugs === undefined) outcome.leavesOpen('drug_use', 'B-DRUG-MONTH', 'D-DRUG-YEAR')
  else if (drugs === 'lt1m') outcome.raise('B-DRUG-MONTH')
  else if (drugs === 'from_1m_to_12m') outcome.raise('D-DRUG-YEAR')

  const ketamine = code(answers.get('ketamine_nonmedical'))
  if (ketamine === undefined) outcome.leavesOpen('ketamine_nonmedical', 'B-KET-NONMED', 'D-KET-PAST')
  else if (ketamine === 'lt12m') outcome.raise('B-KET-NONMED')
  else if (ketamine === 'gt12m') outcome.raise('D-KET-PAST')

  const disorder = code(answers.get('substance_disorder'))
  if (disorder === undefined) outcome.leavesOpen('substance_disorder', 'B-SUD-NOW', 'D-SUD-PAST')
  else if (disorder === 'current') outcome.raise('B-SUD-NOW')
  else if (disorder === 'past') outcome.raise('D-SUD-PAST')

  const home = code(answers.get('ketamine_home'))
  if (home === undefined) outcome.leavesOpen('ketamine_home', 'B-KET-HOME')
  else if (home === 'yes') outcome.raise('B-KET-HOME')
}

function practical(answers: Answers, outcome: Outcome): void {
  const elsewhere = code(answers.get('other_ketamine_care'))
  if (elsewhere === undefined) outcome.leavesOpen('other_ketamine_care', 'B-OTHER-KET')
  else if (elsewhere === 'yes') outcome.raise('B-OTHER-KET')

  const escort = code(answers.get('escort'))
  if (escort === undefined) outcome.leavesOpen('escort', 'D-ESCORT')
  else if (escort === 'no' || escort === 'not_yet') outcome.raise('D-ESCORT')

  const support = code(answers.get('support_needs'))
  if (support === undefined) outcome.leavesOpen('support_needs', 'D-SUPPORT')
  else if (support === 'yes') outcome.raise('D-SUPPORT')
}

/** The empty answer of a question with several answers. */
function isNone(chosen: readonly string[]): boolean {
  return chosen.length === 1 && chosen[0] === 'none'
}

/** A follow-up whose trigger has no value: asked when somebody said that they are not sure, else not known yet. */
function dueAfter(said: boolean): Due {
  return said ? 'yes' : 'pending'
}
