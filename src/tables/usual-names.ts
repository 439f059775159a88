/** Names of columns with record ids in the exports of well-known programs. The first that exists is taken. */
const USUAL_IDS: readonly string[] = [
  ...['record', '_record', 'record_id', 'recordid', 'id', '_id', 'study_id', 'patient_id', 'participant_id', 'seqn'],
  ...[
    'respondentid',
    'respondent_id',
    'responseid',
    'response_id',
    'submission_id',
    'subject_id',
    'case_id',
    'patient_no',
    'patient_nr',
  ],
  ...['patient_number', 'patientennummer', 'patienten_nr', 'instanceid', 'meta_instanceid', '_uuid', 'key', 'mrn'],
  ...['pat_nr', 'pat_no', 'fall_nr', 'fallnummer', 'chart_number', 'hospital_number'],
]

/** Names of columns that say when the answers were given. */
const USUAL_DATES: readonly string[] = [
  ...['_on', 'date', 'day', 'visit_date', 'date_of_visit', 'timestamp', 'completion_time', 'end_date', 'enddate'],
  ...['submission_date', 'submitted', '_submission_time', 'submissiondate', 'date_submitted', 'today', 'datum', 'end'],
  ...['date_modified', 'recordeddate', 'recorded_date', 'zeitstempel', 'visit', 'survey_timestamp'],
]

/** Makes `Patient No.` and `patient-no` the same name. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[.:?*]+$/, '')
    .replace(/[ ./-]+/g, '_')
}

/** All names of each column, or its only name. */
type Names = readonly (string | readonly string[])[]

/** The column that usually contains record ids, or -1. */
export function usualId(names: Names, isFree: (field: number) => boolean): number {
  return usual(names, USUAL_IDS, isFree)
}

/**
 * The column that usually says when the answers were given, or -1. REDCap names it after its form: `visit_timestamp`.
 */
export function usualDate(names: Names, isFree: (field: number) => boolean): number {
  const found = usual(names, USUAL_DATES, isFree)
  if (found >= 0) return found
  const stamps = names.flatMap((own, field) => (/_timestamp$/.test(String(own)) && isFree(field) ? [field] : []))
  return stamps.length === 1 ? (stamps[0] as number) : -1
}

function usual(names: Names, known: readonly string[], isFree: (field: number) => boolean): number {
  const plain = names.map((own) => (typeof own === 'string' ? [own] : own).map(plainName))
  for (const name of known) {
    const field = plain.findIndex((own, at) => own.includes(name) && isFree(at))
    if (field >= 0) return field
  }
  return -1
}
