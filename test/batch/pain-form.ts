import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { headOf, questionnaire } from '../support/load.ts'

/** One question that raises a level, and one text in which slips of a table can hide. */
export const painForm: Questionnaire = questionnaire(`${headOf('pain')}
sources: { s: { title: A source } }
sections:
  - id: one
    title: One
    questions:
      - { id: pain, text: "Pain?", type: yes_no }
      - { id: notes, text: "Notes?", type: text }
rules:
  - { id: PAIN, when: pain = yes, level: act-now, action: emergency, because: Pain., sources: [s] }
`)
