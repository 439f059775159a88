import { type Answers, LEVELS, type Level, type Question, type Questionnaire, visible } from '../questionnaire/index.ts'
import { adviceFor, type Guidance, HEADINGS, NOT_FINISHED } from '../rules/index.ts'
import { reasons } from './card-reasons.ts'
import { asciiOf, type Layout, paragraph, type Signs, signsFor, unbroken, widthOf } from './layout.ts'

/** What a card says about the visit itself; times come from outside. */
export interface Visit {
  /** Local date and time with its offset: `2026-11-22 13:05 +00:00`. */
  readonly at: string
  readonly ref?: string
  readonly by?: string
  /** Version of this program. */
  readonly program: string
  /** Whom to call, as the site has set it; printed at act-now only. */
  readonly contacts?: { readonly emergency: string; readonly crisis: string }
}

export interface Screened {
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  readonly guidance: Guidance
  readonly visit: Visit
}

/**
 * The result card: level first in a word with a sign, then what to do, why, and what is not known, then identity.
 * Colour is added elsewhere and only repeats what the words say.
 */
export function card(screened: Screened, layout: Layout): string {
  const width = widthOf(layout)
  const signs = signsFor(layout)
  const { guidance } = screened
  const doing = whatToDo(guidance)
  const lines = [
    signs.heavy.repeat(width),
    ...title(guidance, width),
    signs.heavy.repeat(width),
    ...paragraph(doing, ' What to do  ', width),
    ...contactLines(screened, width),
    ...LEVELS.flatMap((level) => reasons(screened, { level, said: doing, width, signs })),
    ...covered(guidance, width),
    signs.light.repeat(width),
    ...identity(screened, width, signs),
    signs.light.repeat(width),
  ]
  const text = lines.join('\n')
  return `${layout.ascii ? asciiOf(text) : text}\n`
}

/** A sign and a word: a glance across the desk is enough, without colour. */
const BADGES: Readonly<Record<Level | 'open', string>> = {
  'act-now': '!! ACT NOW',
  'refer-before': '! REFER',
  'refer-discuss': '! AT VISIT',
  'none-raised': '- NO FLAG',
  open: '? REFER',
}

function title({ level, complete, action }: Guidance, width: number): readonly string[] {
  const line = (badge: string, words: string) => paragraph(words, ` ${badge.padEnd(10)}  `, width)
  const open = complete ? [] : line(BADGES.open, NOT_FINISHED)
  if (level !== 'act-now') return complete ? line(BADGES[level], HEADINGS[level]) : open
  return [...line(BADGES[level], action === 'emergency' ? 'Get emergency help now' : 'Bring a clinician now'), ...open]
}

function whatToDo({ level, action, complete, findings }: Guidance): string {
  if (level === 'act-now') {
    // A rule's own words fit what was said; the general sentence stands in where no rule speaks.
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

function contactLines({ guidance, visit }: Screened, width: number): readonly string[] {
  if (guidance.level !== 'act-now' || visit.contacts === undefined) return []
  const { emergency, crisis } = visit.contacts
  return paragraph(`Emergency: ${emergency}. Crisis: ${crisis}.`, ' Call        ', width)
}

function covered({ covered }: Guidance, width: number): readonly string[] {
  return covered.length === 0
    ? []
    : ['', ...paragraph(`Also true, and part of a reason above: ${covered.join(', ')}.`, ' ', width)]
}

function identity(
  { questionnaire, answers, guidance, visit }: Screened,
  width: number,
  signs: Signs,
): readonly string[] {
  const dot = ` ${signs.dot} `
  const who = [
    ...(visit.ref === undefined ? [] : [`Reference ${visible(visit.ref)}`]),
    ...(visit.by === undefined ? [] : [`by ${visible(visit.by)}`]),
  ]
  const status = {
    draft: 'DRAFT, not reviewed',
    reviewed: `reviewed ${questionnaire.reviewedOn ?? ''}`,
    retired: 'RETIRED',
  }[questionnaire.status]
  const form = `${questionnaire.id} ${questionnaire.version} sha256:${guidance.questionnaire.sha256.slice(0, 8)}`
  return [
    ...paragraph(
      [...[...who, visit.at].map(unbroken), counts(guidance, answers, questionnaire.questions)].join(dot),
      ' ',
      width,
    ),
    ...paragraph([form, status, `prescreen ${visit.program}`].map(unbroken).join(dot), ' ', width),
    ...paragraph(guidance.statement, ' ', width),
  ]
}

function counts(guidance: Guidance, answers: Answers, questions: readonly Question[]): string {
  const kinds = questions.map((question) => answers.get(question.id)?.kind)
  const of = (kind: string) => kinds.filter((one) => one === kind).length
  const told: readonly (readonly [number, string])[] = [
    [of('given'), 'answered'],
    [of('unsure'), 'not sure'],
    [of('declined'), 'prefer not to say'],
    [of('rejected'), 'not usable'],
    [guidance.unanswered.length + guidance.pending.length, 'not answered'],
    [guidance.not_asked.length, 'not asked'],
  ]
  return told
    .filter(([count], index) => count > 0 || index === 0)
    .map(([count, label]) => unbroken(`${count} ${label}`))
    .join(', ')
}
