export type { Contacts } from './contacts.ts'
export { DEFAULTS, loadSettings, type Settings } from './settings.ts'
export { replaceFile, type Written, writeNewFile } from './write-file.ts'
export { type WrittenTogether, writeNewFiles } from './write-together.ts'
