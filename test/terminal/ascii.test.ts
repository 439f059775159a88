import { expect, test } from 'vitest'
import { asciiOf } from '../../src/documents/index.ts'
import type { Question } from '../../src/questionnaire/index.ts'
import { begin } from '../../src/screening/index.ts'
import { openDesk } from '../../src/terminal/desk.ts'
import { paintFor } from '../../src/terminal/look.ts'
import { screenOf } from '../../src/terminal/screen.ts'
import { shipped } from '../support/load.ts'

const OCCASION = { at: '2026-11-22 13:05 +00:00', program: '0.0.0' }
const ON = '2026-11-22'
const intake = shipped('ketamine-intake')
const BEGUN = begin(intake, ON)

/** The words of a question with something ticked, on a screen as high as it needs. */
function wordsOf(asked: Question, look: { readonly columns: number; readonly ascii: boolean }): string {
  const step = { kind: 'ask', question: asked, earlier: undefined } as const
  const screening = { ...BEGUN, step }
  const takenUp = { screening, draft: [], ask: false }
  const desk = openDesk(intake, { on: ON, guardMs: 0, at: { ms: 0, iso: `${ON}T09:00:00Z` }, takenUp })
  const chosen = asked.type === 'choices' ? asked.options.slice(0, 1).map(({ code }) => code) : []
  const lines = screenOf({ ...desk, chosen }, OCCASION, { ...look, rows: 200, paint: paintFor(0) })
  return asciiOf(lines.slice(2, -2).join(' ')).replaceAll(/\s+/g, ' ')
}

test.each([40, 44, 80])(
  'a terminal of %i columns without Unicode shows the same words, none of them cut',
  (columns) => {
    for (const question of intake.questions)
      expect([question.id, wordsOf(question, { columns, ascii: true })]).toEqual([
        question.id,
        wordsOf(question, { columns, ascii: false }),
      ])
  },
)
