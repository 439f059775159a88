import { type Loaded, loaded, problemsOf, withoutUndefined } from '../diagnostics/index.ts'
import { ONE } from '../expression/index.ts'
import { fieldsOf, texts } from '../questionnaire/index.ts'
import type { YamlFile } from '../yaml/index.ts'
import { ANYWHERE, CONTACTS, type Contacts } from './contacts.ts'

/** What a site sets once, in `settings.yaml` of the user's configuration folder. */
export interface Settings {
  readonly country?: string
  readonly contacts: Contacts
  /** Milliseconds that answer keys are ignored for after a question appears. */
  readonly guardMs: number
  /** Minutes without a key until the screen hides, and until the program leaves; 0 is never. */
  readonly idleMinutes: number
  readonly leaveMinutes: number
  readonly colours: 'auto' | 'never' | 'always'
  /** Folder of the records; without it, the user's data folder. */
  readonly records?: string
  /** Folder of the site's own questionnaires, which are then named as the shipped ones are. */
  readonly questionnaires?: string
  /** Folder of the handouts; without it, the one that the program was started in. */
  readonly handouts?: string
  /** Public keys of age that finished records are encrypted to; empty where they stay open. */
  readonly recipients: readonly string[]
  /**
   * A file elsewhere to which the head of the log is written with each new line, so that a log that was cut off, or a
   * folder that was rolled back, shows there.
   */
  readonly anchor?: string
  /** Days after which `records list` reminds of purging. Nothing is ever purged because of it. */
  readonly retentionDays?: number
  /** Days after which it reminds of drafts that nobody finished. */
  readonly draftDays: number
  /** Minutes after which a draft is only resumed when somebody confirms whose it is. */
  readonly askWhoseAfter: number
}

export const DEFAULTS: Settings = {
  contacts: ANYWHERE,
  guardMs: 300,
  idleMinutes: 5,
  leaveMinutes: 30,
  askWhoseAfter: 30,
  colours: 'auto',
  recipients: [],
  draftDays: 7,
}

export const SETTINGS_KEYS = [
  'country',
  'emergency',
  'crisis',
  'guard_time',
  'idle_minutes',
  'leave_minutes',
  'ask_whose_after',
  'colours',
  'records',
  'questionnaires',
  'handouts',
  'recipients',
  'anchor',
  'retention',
  'draft_days',
] as const
const LONGEST_GUARD = 2000
const LONGEST_WAIT = 24 * 60
const LONGEST_DAYS = 99_999

/** Reads a settings file with the strict reader. Never throws; every problem is reported. */
export function loadSettings({ source, root }: YamlFile): Loaded<Settings> {
  const problems = problemsOf(source)
  const fields = fieldsOf(root, { what: 'the settings', keys: SETTINGS_KEYS }, problems)
  if (fields === undefined) return loaded<Settings>(undefined, problems)
  const country = fields.oneOf('country', [...CONTACTS.keys()], 'unknown-country')
  const known = (country === undefined ? undefined : CONTACTS.get(country)) ?? ANYWHERE
  const emergency = fields.text('emergency')
  const crisis = fields.text('crisis')
  const within = (key: string, most: number, unit: string) => {
    const number = fields.number(key)
    if (number !== undefined && (number < 0 || number > most * ONE))
      problems.report('wrong-number', fields.scalar(key)?.span ?? fields.place, {
        message: `\`${key}\` is 0 to ${most} ${unit}`,
      })
    return number === undefined ? undefined : number / ONE
  }
  const [records, questionnaires, handouts] = [
    fields.text('records'),
    fields.text('questionnaires'),
    fields.text('handouts'),
  ]
  const anchor = fields.text('anchor')
  const retention = fields.text('retention')
  const retentionDays = /^(\d{1,5})d$/.exec(retention ?? '')?.[1]
  if (retention !== undefined && retentionDays === undefined)
    problems.report('wrong-number', fields.scalar('retention')?.span ?? fields.place, {
      message: '`retention` is a number of days, such as `90d`',
    })
  const value: Settings = {
    ...withoutUndefined({ country }),
    contacts: {
      ...known,
      ...withoutUndefined({ emergency, crisis }),
    },
    guardMs: within('guard_time', LONGEST_GUARD, 'milliseconds') ?? DEFAULTS.guardMs,
    idleMinutes: within('idle_minutes', LONGEST_WAIT, 'minutes') ?? DEFAULTS.idleMinutes,
    leaveMinutes: within('leave_minutes', LONGEST_WAIT, 'minutes') ?? DEFAULTS.leaveMinutes,
    askWhoseAfter: within('ask_whose_after', LONGEST_WAIT, 'minutes') ?? DEFAULTS.askWhoseAfter,
    colours: fields.oneOf('colours', ['auto', 'never', 'always'], 'unknown-code') ?? 'auto',
    ...withoutUndefined({ records, questionnaires, handouts, anchor }),
    ...(retentionDays === undefined ? {} : { retentionDays: Number(retentionDays) }),
    draftDays: within('draft_days', LONGEST_DAYS, 'days') ?? DEFAULTS.draftDays,
    recipients: texts(fields.list('recipients'), '`recipients`', problems).map((one) => one.value.trim()),
  }
  return loaded<Settings>(value, problems)
}
