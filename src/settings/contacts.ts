/** Whom to call at one place, in words for a screen. */
export interface Contacts {
  readonly emergency: string
  readonly crisis: string
  /** When the numbers were last looked up, and how certain that was. */
  readonly checked?: string
}

/** Without a setting nothing is guessed: no country is the default. */
export const ANYWHERE: Contacts = { emergency: 'your local emergency number', crisis: 'a local crisis line' }

const LOOKED_UP = 'looked up in 2026; check before relying on it'
const FROM_MEMORY = 'not looked up; check before relying on it'

/** By the country code of the settings. A site checks them before use, and may set its own instead. */
export const CONTACTS: ReadonlyMap<string, Contacts> = new Map([
  ['us', { emergency: '911', crisis: '988 (call, text or chat)', checked: LOOKED_UP }],
  ['ca', { emergency: '911', crisis: '988 Suicide Crisis Helpline', checked: LOOKED_UP }],
  ['uk', { emergency: '999', crisis: 'NHS 111 option 2; Samaritans 116 123; text SHOUT to 85258', checked: LOOKED_UP }],
  ['eu', { emergency: '112', crisis: 'a local crisis line', checked: FROM_MEMORY }],
  ['au', { emergency: '000', crisis: 'Lifeline 13 11 14', checked: FROM_MEMORY }],
  ['nz', { emergency: '111', crisis: '1737', checked: FROM_MEMORY }],
])
