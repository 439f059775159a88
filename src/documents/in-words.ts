import {
  type Action,
  type Citation,
  cappedAtReferBefore,
  LEVELS,
  type Level,
  limitsText,
  type Question,
  type Questionnaire,
  type QuestionType,
  type Rule,
} from '../questionnaire/index.ts'
import { HEADINGS } from '../rules/index.ts'
import { quoted, shortNames } from './sentence.ts'

/** What documents about a questionnaire say of its parts, in the same words everywhere. */
export const TYPES: Readonly<Record<QuestionType, string>> = {
  yes_no: 'yes or no',
  choice: 'one answer',
  choices: 'all answers that apply',
  integer: 'a whole number',
  decimal: 'a number',
  date: 'a day (year-month-day)',
  text: 'free text, which no rule reads',
}

const OFFERED = { unsure: 'Not sure', declined: 'Prefer not to say' } as const

/** `Not sure`, `Prefer not to say`: what stands beside the answers. */
export function offered({ offer }: Question): readonly string[] {
  return offer.map((one) => OFFERED[one])
}

/** The kind of answer with its unit: `a whole number, in mmHg`. */
export function kindOfAnswer({ type, unit }: Question): string {
  return unit === undefined ? TYPES[type] : `${TYPES[type]}, in ${unit.shown}`
}

/** Limits in words; empty where there are none. */
export function limits(question: Question): readonly string[] {
  const { hard, soft } = question
  return [
    ...(hard === undefined ? [] : [`${limitsText(question)}; outside, the answer is not used`]),
    ...(soft === undefined
      ? []
      : [`${limitsText({ ...question, hard: soft })}; outside, it is asked whether it is right`]),
  ]
}

export function levelInWords(level: Level, action?: Action): string {
  if (level !== 'act-now' || action === undefined) return HEADINGS[level]
  return `${HEADINGS[level]}: ${action === 'emergency' ? 'get emergency help' : 'bring a clinician'}`
}

/** Which level follows where nothing is known: `“Not sure”, no answer: Act now`. */
export function openAnswer({ rulesReading }: Questionnaire, question: Question): readonly string[] {
  const { ifUnknown, ifUnanswered } = question
  const isRead = (rulesReading[question.subject.index] ?? []).length > 0
  const byRules = isRead
    ? `as the most serious rule that it leaves open, at most “${HEADINGS['refer-before']}”`
    : 'nothing, since no rule reads it'
  const unknown = ifUnknown === undefined ? byRules : HEADINGS[ifUnknown]
  const capped = ifUnknown === undefined ? byRules : HEADINGS[cappedAtReferBefore(ifUnknown)]
  const unanswered = ifUnanswered === undefined ? capped : HEADINGS[ifUnanswered]
  const said = offered(question).map((one) => `“${one}”`)
  if (unknown === unanswered) return [`${[...said, 'no answer'].join(', ')}: ${unknown}`]
  return [...(said.length === 0 ? [] : [`${said.join(', ')}: ${unknown}`]), `no answer: ${unanswered}`]
}

/** Draft or not in a sentence that nobody can overlook. */
export function statusInWords({ status, reviewedBy, reviewedOn }: Questionnaire): string {
  switch (status) {
    case 'draft':
      return 'DRAFT. No clinician has reviewed it. Do not use it with a real person until one has signed it.'
    case 'reviewed':
      return `Reviewed by ${reviewedBy ?? ''} on ${reviewedOn ?? ''}.`
    case 'retired':
      return 'RETIRED. It is no longer in use.'
  }
}

/** A rule's words with what stands for an answer named: `(the answer to “Age”)`. */
export function withNames(template: string, questionnaire: Questionnaire): string {
  const nameOf = shortNames(questionnaire)
  return template.replace(/\{([a-z][a-z0-9_]*)\}/g, (written, id: string) => {
    const question = questionnaire.questionById.get(id)
    if (question !== undefined) return `(the answer to ${nameOf(question)})`
    const score = questionnaire.scores.find((one) => one.id === id)
    return score === undefined ? written : `(the score ${quoted(score.title)})`
  })
}

/** `ema-spravato 4.3`. */
export function cited({ work, section }: Citation): string {
  return section === undefined ? work.id : `${work.id} ${section}`
}

/** The rules by level, the most serious first; each level in the order of the file. */
export function byLevel(rules: readonly Rule[]): readonly { readonly level: Level; readonly rules: readonly Rule[] }[] {
  return LEVELS.map((level) => ({ level, rules: rules.filter((rule) => rule.level === level) })).filter(
    (group) => group.rules.length > 0,
  )
}

export function counted(number: number, singular: string): string {
  return `${number} ${singular}${number === 1 ? '' : 's'}`
}

/** `52 questions in 12 sections, 76 rules, no scores, 45 promises, 47 sources`. */
export function contentsInWords(questionnaire: Questionnaire): string {
  const { questions, sections, rules, scores, promises, sources } = questionnaire
  const parts = [
    `${counted(questions.length, 'question')} in ${counted(sections.length, 'section')}`,
    counted(rules.length, 'rule'),
    ...(scores.length === 0 ? [] : [counted(scores.length, 'score')]),
    counted(promises.length, 'promise'),
    counted(sources.size, 'source'),
  ]
  return parts.join(', ')
}
