/** Names that record ids go by in the exports of well-known programs; the first of them that is there is taken. */
const USUAL_IDS: readonly string[] = [
  ...['record', '_record', 'record_id', 'recordid', 'id', '_id', 'study_id', 'patient_id', 'participant_id', 'seqn'],
  ...[
    'respondentid',
    'respondent_id',
    'responseid',
    'response_id',
    'subject_id',
    'case_id',
    'patient_no',
    'patient_nr',
  ],
  ...['patient_number', 'patientennummer', 'patienten_nr', 'instanceid', 'meta_instanceid', '_uuid', 'key', 'mrn'],
]

/** Names of columns that say when the answers were given. */
const USUAL_DATES: readonly string[] = [
  ...['_on', 'date', 'day', 'visit_date', 'date_of_visit', 'timestamp', 'completion_time', 'end_date', 'enddate'],
  ...['submission_date', 'submitted', '_submission_time', 'submissiondate', 'date_submitted', 'today', 'datum', 'end'],
  ...['date_modified', 'recordeddate', 'recorded_date', 'zeitstempel', 'visit'],
]

/** `Patient No.` and `patient-no` are one name. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[.:?*]+$/, '')
    .replace(/[ /-]+/g, '_')
}

/** The column that record ids are usually in, or -1. */
export function usualId(names: readonly string[], isFree: (field: number) => boolean): number {
  return usual(names, USUAL_IDS, isFree)
}

export function usualDate(names: readonly string[], isFree: (field: number) => boolean): number {
  return usual(names, USUAL_DATES, isFree)
}

function usual(names: readonly string[], known: readonly string[], isFree: (field: number) => boolean): number {
  const plain = names.map(plainName)
  for (const name of known) {
    const field = plain.findIndex((one, at) => one === name && isFree(at))
    if (field >= 0) return field
  }
  return -1
}
