import { visible } from '../../diagnostics/index.ts'
import type { Answers, Level, Questionnaire } from '../../questionnaire/index.ts'
import { adviceFor, type Guidance, HEADINGS, NOT_FINISHED } from '../../rules/index.ts'

/** What a card or handout says about the visit. Times and ids come from outside. */
export interface Visit {
  /** Local date and time with its offset: `2026-11-22 13:05 +00:00`. */
  readonly at: string
  readonly ref?: string
  readonly by?: string
  /** Version of this program. */
  readonly program: string
  /** The record, and the head of the audit log at that time: a log that is cut later no longer contains it. */
  readonly recorded?: { readonly record: string; readonly head: string | undefined }
  /** Whom to call, as the site has set it. Printed at act-now only. */
  readonly contacts?: { readonly emergency: string; readonly crisis: string }
}

export interface Screened {
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  readonly guidance: Guidance
  readonly visit: Visit
}

export interface Headline {
  /** A sign and a word, recognisable across the desk without colour. */
  readonly badge: string
  readonly words: string
}

const BADGES: Readonly<Record<Level | 'open', string>> = {
  'act-now': '!! ACT NOW',
  'refer-before': '! REFER',
  'refer-discuss': '! AT VISIT',
  'none-raised': '- NO FLAG',
  open: '? REFER',
}

/** The level, or that the form is not finished. Both where somebody has to act now although it is not finished. */
export function headlines({
  level,
  complete,
  action,
}: Pick<Guidance, 'level' | 'complete' | 'action'>): readonly Headline[] {
  const open = complete ? [] : [{ badge: BADGES.open, words: NOT_FINISHED }]
  if (level !== 'act-now') return complete ? [{ badge: BADGES[level], words: HEADINGS[level] }] : open
  const words = action === 'emergency' ? 'Get emergency help now' : 'Bring a clinician now'
  return [{ badge: BADGES[level], words }, ...open]
}

export function whatToDo({ level, action, complete, findings }: Guidance): string {
  if (level === 'act-now') {
    // A rule's own advice fits what was said. The general sentence is used where no rule has any.
    const pressing = findings.filter((finding) => finding.action === action)
    const rules = pressing.filter((finding) => finding.kind === 'rule')
    return [...new Set((rules.length > 0 ? rules : pressing).map((finding) => finding.advice))].join(' ')
  }
  const sheet = 'Give this sheet to the clinician'
  if (!complete)
    return `Go back and ask what is open, or give this sheet to the clinician as it is. ${adviceFor('refer-before', null)}`
  if (level === 'refer-before') return `${sheet}. ${adviceFor(level, null)}`
  return level === 'refer-discuss' ? `${sheet} at the visit.` : `${sheet}.`
}

/** Undefined where there is no reason to call, or the site has set nothing. */
export function whomToCall({ guidance, visit: { contacts } }: Screened): string | undefined {
  if (guidance.level !== 'act-now' || contacts === undefined) return undefined
  return `Emergency: ${contacts.emergency}. Crisis: ${contacts.crisis}.`
}

/** For a form that is not finished: what is due and has no answer, except what is already among the reasons. */
export function stillOpen({ guidance, questionnaire }: Screened): string | undefined {
  const told = new Set(guidance.findings.map((finding) => finding.question))
  const open = guidance.complete ? [] : guidance.unanswered.filter((id) => !told.has(id))
  const names = open.map((id) => visible(questionnaire.questionById.get(id)?.short ?? id))
  return names.length === 0 ? undefined : `Not answered yet: ${names.join('; ')}`.replace(/[^.?!]$/, '$&.')
}

/** Rules that are true but covered by a more serious one of their group. */
export function alsoTrue({ covered }: Guidance): string | undefined {
  return covered.length === 0 ? undefined : `Also true, and part of a reason above: ${covered.join(', ')}.`
}

/** Whose sheet this is and when it was made: record, reference, staff, time. Each stays on one line where possible. */
export function visitInWords({ visit: { recorded, ref, by, at } }: Screened): readonly string[] {
  return [
    ...(recorded === undefined ? [] : [`Record ${visible(recorded.record)}`]),
    ...(ref === undefined ? [] : [`Reference ${visible(ref)}`]),
    ...(by === undefined ? [] : [`by ${visible(by)}`]),
    at,
  ]
}

/** How many digits are shown of the hashes of the questionnaire's text and of the audit log. */
export interface Digits {
  readonly form: number
  readonly head: number
}

/** On a card: enough to distinguish two forms, and so many of the log that no other line begins with them. */
export const SOME_DIGITS: Digits = { form: 8, head: 16 }

/** On a handout, which may be all that is left to compare with. */
export const ALL_DIGITS: Digits = { form: 64, head: 64 }

/** Questionnaire with version and hash, whether it is a draft, the program, and the head of the audit log. */
export function formInWords({ questionnaire, guidance, visit }: Screened, digits: Digits): readonly string[] {
  const { id, version, status, reviewedOn } = questionnaire
  const reviewed = { draft: 'DRAFT, not reviewed', reviewed: `reviewed ${reviewedOn ?? ''}`, retired: 'RETIRED' }
  return [
    `${id} ${version} sha256:${guidance.questionnaire.sha256.slice(0, digits.form)}`,
    reviewed[status],
    `prescreen ${visit.program}`,
    ...(visit.recorded?.head === undefined ? [] : [`log ${visit.recorded.head.slice(0, digits.head)}`]),
  ]
}

/** Whether a rule or a score reads it. What is only recorded may stay open, and nobody has to ask again. */
export function isWanted({ questionById, needed }: Questionnaire, id: string): boolean {
  const question = questionById.get(id)
  return question !== undefined && needed[question.subject.index] === true
}

/**
 * `47 answered`, `1 not sure`, `4 not asked`. Every question is in one of them, except open ones that are only
 * recorded.
 */
export function countsInWords({ guidance, answers, questionnaire }: Screened): readonly string[] {
  const kinds = questionnaire.questions.map((question) => answers.get(question.id)?.kind)
  const of = (kind: string) => kinds.filter((one) => one === kind).length
  const told: readonly (readonly [number, string])[] = [
    [of('given'), 'answered'],
    [of('unsure'), 'not sure'],
    [of('declined'), 'prefer not to say'],
    [of('rejected'), 'not usable'],
    [[...guidance.unanswered, ...guidance.pending].filter((id) => isWanted(questionnaire, id)).length, 'not answered'],
    [guidance.not_asked.length, 'not asked'],
  ]
  return told.filter(([count], index) => count > 0 || index === 0).map(([count, label]) => `${count} ${label}`)
}
