import type { Check } from '../form.ts'

export const orphanFile: Check = {
  code: 'orphan-file',
  section: 'names',
  severity: 'warning',
  what: 'a cases file or a translation stands in a folder without its questionnaire',
  why: 'Nothing reads it: its questionnaire was renamed or deleted.',
  todo: 'rename it after its questionnaire, or delete it',
  looksAt: 'refused',
  // It has no questionnaire to look at: the command finds it in the folder.
  look: () => undefined,
}
