import { ONE } from '../expression/index.ts'
import { fieldsOf } from '../questionnaire/index.ts'
import { type Loaded, loaded, problemsOf, type YamlFile } from '../yaml/index.ts'
import { ANYWHERE, CONTACTS, type Contacts } from './contacts.ts'

/** What a site sets once, in `settings.yaml` of the user's configuration folder. */
export interface Settings {
  readonly country?: string
  readonly contacts: Contacts
  /** Milliseconds that answer keys are ignored for after a question appears. */
  readonly guardTime: number
  readonly colours: 'auto' | 'never' | 'always'
  /** Where records are to be kept, once there are any. */
  readonly records?: string
}

export const DEFAULTS: Settings = { contacts: ANYWHERE, guardTime: 300, colours: 'auto' }

const KEYS = ['country', 'emergency', 'crisis', 'guard_time', 'colours', 'records']
const LONGEST_GUARD = 2000

/** Reads a settings file with the strict reader. Never throws; every problem is reported. */
export function loadSettings({ source, root }: YamlFile): Loaded<Settings> {
  const problems = problemsOf(source)
  const fields = fieldsOf(root, 'the settings', KEYS, problems)
  if (fields === undefined) return loaded<Settings>(undefined, problems)
  const country = fields.oneOf('country', [...CONTACTS.keys()], 'unknown-country')
  const known = (country === undefined ? undefined : CONTACTS.get(country)) ?? ANYWHERE
  const emergency = fields.text('emergency')
  const crisis = fields.text('crisis')
  const guard = fields.number('guard_time')
  if (guard !== undefined && (guard < 0 || guard > LONGEST_GUARD * ONE)) {
    problems.error(
      'wrong-number',
      fields.scalar('guard_time')?.span ?? fields.place,
      `\`guard_time\` is 0 to ${LONGEST_GUARD} milliseconds`,
    )
  }
  const records = fields.text('records')
  const value: Settings = {
    ...(country === undefined ? {} : { country }),
    contacts: {
      ...known,
      ...(emergency === undefined ? {} : { emergency }),
      ...(crisis === undefined ? {} : { crisis }),
    },
    guardTime: guard === undefined ? DEFAULTS.guardTime : guard / ONE,
    colours: fields.oneOf('colours', ['auto', 'never', 'always'], 'unknown-code') ?? 'auto',
    ...(records === undefined ? {} : { records }),
  }
  return loaded<Settings>(value, problems)
}
