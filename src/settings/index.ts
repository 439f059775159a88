export type { Contacts } from './contacts.ts'
export { DEFAULTS, loadSettings, SETTINGS_KEYS, type Settings } from './settings.ts'
