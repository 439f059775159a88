import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { type Guidance, guide } from '../../src/rules/index.ts'
import { answersTo, headOf, questionnaire } from '../support/load.ts'

/** A form of a few lines and the answers of one person to it. */
export interface SmallForm {
  /** By id: the keys beside `id` and `text`. */
  readonly questions: Readonly<Record<string, string>>
  /** By id: `refer-before when a = yes`, `act-now emergency in GROUP when a = yes`; act-now alone asks for a clinician. */
  readonly rules?: Readonly<Record<string, string>>
  /** `total: [mood, sleep]`. */
  readonly scores?: Readonly<Record<string, string>>
  readonly answers?: Parameters<typeof answersTo>[1]
  readonly finishedEarly?: true
}

export const ON = '2026-03-02'

export function formOf({ questions, rules = {}, scores = {} }: SmallForm): Questionnaire {
  const asked = Object.entries(questions).map(([id, keys]) => `      - { id: ${id}, text: "${id}?", ${keys} }\n`)
  const summed = Object.entries(scores).map(([id, items]) => `  - { id: ${id}, title: ${id}, sum: ${items} }\n`)
  return questionnaire(
    `${headOf('small')}sections:\n  - id: all\n    title: All\n    questions:\n${asked.join('')}${
      summed.length === 0 ? '' : `scores:\n${summed.join('')}`
    }rules:${Object.keys(rules).length === 0 ? ' []' : ''}\n${Object.entries(rules).map(ruleText).join('')}`,
  )
}

function ruleText([id, written]: readonly [string, string]): string {
  const [, level, action = level === 'act-now' ? 'clinician-now' : undefined, group, when] =
    /^(\S+?)(?: (emergency|clinician-now))?(?: in (\w+))? when (.*)$/.exec(written) ?? []
  const keys = [
    ['when', when],
    ['level', level],
    ['action', action],
    ['group', group],
    ['because', `Because of ${id}.`],
  ]
  const lines = keys.filter(([, value]) => value !== undefined).map(([key, value]) => `    ${key}: ${value}\n`)
  return `  - id: ${id}\n${lines.join('')}`
}

export interface Said
  extends Pick<Guidance, 'level' | 'action' | 'complete' | 'covered' | 'undetermined' | 'conflicts'> {
  readonly findings: readonly string[]
}

/** What is said of the person, each finding as `kind about level`. */
export function saidOf(small: SmallForm): Said {
  const form = formOf(small)
  const options = small.finishedEarly === undefined ? {} : { finishedEarly: true }
  const guidance = guide(form, answersTo(form, small.answers ?? {}), ON, options)
  const { level, action, complete, covered, undetermined, conflicts } = guidance
  const findings = guidance.findings.map(
    (finding) => `${finding.kind} ${finding.rule ?? finding.question ?? ''} ${finding.level}`,
  )
  return { level, action, complete, findings, covered, undetermined, conflicts }
}
