import type { Check } from '../form.ts'

export const caseTodo: Check = {
  code: 'case-todo',
  section: 'cases',
  severity: 'warning',
  what: 'a case says `expect: todo`',
  why: 'What must be said of a person is for a person to write down, not for the program.',
  todo: 'fill in what must be said of this person',
  looksAt: 'whole',
  look: ({ cases }, found) => {
    for (const one of cases?.list ?? [])
      if (one.expect === 'todo')
        found(
          one.span,
          { message: `${one.name}: nobody has said yet what is expected`, help: 'write `expect:` with a level' },
          cases?.source,
        )
  },
}
