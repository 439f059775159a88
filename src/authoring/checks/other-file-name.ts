import type { Check } from '../form.ts'

export const otherFileName: Check = {
  code: 'other-file-name',
  section: 'names',
  severity: 'warning',
  what: 'the `id` of the questionnaire is not the name of its file',
  why: 'Results name the `id`; people look for a file of that name. Its cases and translations are found by the name of the file.',
  todo: 'rename the file with its cases and translations, or change the `id`',
  looksAt: 'refused',
  look: (form, found) => {
    const { source } = form.file
    const name = /([^/\\]+)\.yaml$/.exec(source.path)?.[1]
    const span = form.top.entries.get('id')?.value.span
    if (name === undefined || span === undefined || name === form.questionnaire.id) return
    found(span, {
      message: `the \`id\` is \`${form.questionnaire.id}\`, the file is named \`${name}.yaml\``,
      help: 'rename one of them',
    })
  },
}
