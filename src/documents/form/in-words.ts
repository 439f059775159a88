import { plural } from '../../diagnostics/index.ts'
import {
  type Action,
  type Citation,
  type CitedWork,
  cappedAtReferBefore,
  type HowRead,
  LEVELS,
  type Level,
  limitsText,
  type Question,
  type Questionnaire,
  type QuestionType,
  type Rule,
} from '../../questionnaire/index.ts'
import { HEADINGS } from '../../rules/index.ts'
import { quoted, shortNames } from './sentence.ts'

/** How documents about a questionnaire call its parts, with the same words everywhere. */
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

/** `Not sure`, `Prefer not to say`: what is offered besides the answers. */
export function offered({ offer }: Question): readonly string[] {
  return offer.map((one) => OFFERED[one])
}

/** The kind of answer with its unit: `a whole number (mmHg)`. */
export function kindOfAnswer({ type, unit }: Question): string {
  return unit === undefined ? TYPES[type] : `${TYPES[type]} (${unit.shown})`
}

/** A fact about a question, and what the fact is about. */
interface Told {
  readonly label: string
  readonly text: string
}

/** Limits in words; empty where there are none. */
export function limits(question: Question): readonly Told[] {
  const { hard, soft } = question
  const range = (limits: NonNullable<typeof hard>) => limitsText({ ...question, hard: limits })
  return [
    ...(hard === undefined ? [] : [{ label: 'Limits', text: `${range(hard)}; outside, the answer is not used` }]),
    ...(soft === undefined
      ? []
      : [{ label: 'Usual range', text: `${range(soft)}; outside, it is asked whether it is right` }]),
  ]
}

export function levelInWords(level: Level, action?: Action): string {
  if (level !== 'act-now' || action === undefined) return HEADINGS[level]
  return `${HEADINGS[level]}: ${action === 'emergency' ? 'get emergency help' : 'bring a clinician'}`
}

/** What happens when nothing is known: `If not known: “Not sure”, no answer: Act now`. */
export function openAnswer(questionnaire: Questionnaire, question: Question): readonly Told[] {
  const { ifUnknown, ifUnanswered } = question
  const isRead = (questionnaire.rulesReading[question.subject.index] ?? []).length > 0
  const decides = decidedBy(questionnaire, question)
  const byRules = isRead
    ? `as the most serious rule that it leaves open, at most “${HEADINGS['refer-before']}”`
    : 'no level of its own, since no rule reads it'
  const unknown = ifUnknown === undefined ? byRules : HEADINGS[ifUnknown]
  const capped = ifUnknown === undefined ? byRules : HEADINGS[cappedAtReferBefore(ifUnknown)]
  const unanswered = ifUnanswered === undefined ? capped : HEADINGS[ifUnanswered]
  const asked = decides.length === 0 ? '' : `; ${questionsInWords(decides)} asked, to be safe`
  const open = decides.length === 0 ? '' : `; ${questionsInWords(decides)} not asked yet, and the form is not finished`
  const said = offered(question).map((one) => `“${one}”`)
  if (unknown === unanswered && asked === open)
    return [{ label: 'If not known', text: `${[...said, 'no answer'].join(', ')}: ${unknown}` }]
  return [
    ...(said.length === 0 ? [] : [{ label: 'If not known', text: `${said.join(', ')}: ${unknown}${asked}` }]),
    { label: 'If not answered', text: `${unanswered}${open}` },
  ]
}

/** Questions that are asked or not depending on this one. */
export function decidedBy({ questions }: Questionnaire, { subject }: Question): readonly Question[] {
  return questions.filter(({ askIf }) => askIf?.reads.some(({ index }) => index === subject.index))
}

/** `question 6 is`, `questions 6 and 7 are`. */
export function questionsInWords(questions: readonly Question[]): string {
  const numbers = questions.map(({ subject }) => String(subject.index + 1))
  const last = numbers.at(-1) ?? ''
  return numbers.length < 2 ? `question ${last} is` : `questions ${numbers.slice(0, -1).join(', ')} and ${last} are`
}

/** Whether it is a draft, in a sentence that nobody can overlook. */
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

/** A rule's words with a name in place of each answer: `(the answer to “Age”)`. */
export function withNames(template: string, questionnaire: Questionnaire): string {
  const nameOf = shortNames(questionnaire)
  return template.replace(/\{([a-z][a-z0-9_]*)\}/g, (written, id: string) => {
    const question = questionnaire.questionById.get(id)
    if (question !== undefined)
      return `(the answer to ${nameOf(question)}${question.unit === undefined ? '' : ', with its unit'})`
    const score = questionnaire.scores.find((one) => one.id === id)
    return score === undefined ? written : `(the score ${quoted(score.title)})`
  })
}

const READ: Readonly<Record<HowRead, string>> = {
  itself: '',
  quoted: 'Not read itself: known from what others quote of it.',
  abstract: 'Not read itself: only its abstract.',
}

/** How a work was read, where the work itself was not read, then the author's note about it. */
export function noteInWords({ read = 'itself', note = '' }: CitedWork): string | undefined {
  const said = [READ[read], note].filter((one) => one !== '').join(' ')
  return said === '' ? undefined : said
}

export function titleWithYear({ title, year }: CitedWork): string {
  return year === undefined ? title : `${title} (${year})`
}

/** `ema-spravato 4.3`. */
export function cited({ work, section }: Citation): string {
  return section === undefined ? work.id : `${work.id} ${section}`
}

/** The rules by level, the most serious first, and within each level in the order of the file. */
export function byLevel(rules: readonly Rule[]): readonly { readonly level: Level; readonly rules: readonly Rule[] }[] {
  return LEVELS.map((level) => ({ level, rules: rules.filter((rule) => rule.level === level) })).filter(
    (group) => group.rules.length > 0,
  )
}

/** `52 questions in 12 sections, 76 rules, no scores, 45 promises, 47 sources`. */
export function contentsInWords(questionnaire: Questionnaire): string {
  const { questions, sections, rules, scores, promises, sources } = questionnaire
  const parts = [
    `${plural(questions.length, 'question')} in ${plural(sections.length, 'section')}`,
    plural(rules.length, 'rule'),
    ...(scores.length === 0 ? [] : [plural(scores.length, 'score')]),
    plural(promises.length, 'promise'),
    plural(sources.size, 'source'),
  ]
  return parts.join(', ')
}
