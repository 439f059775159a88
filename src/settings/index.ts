export type { Contacts } from './contacts.ts'
export { DEFAULTS, loadSettings, type Settings } from './settings.ts'
