import { type Answers, LEVELS, type Level, type Question, type Questionnaire, visible } from '../questionnaire/index.ts'
import { adviceFor, type Finding, type Guidance, HEADINGS, NOT_FINISHED } from '../rules/index.ts'
import { asciiOf, type Layout, paragraph, type Signs, signsFor, widthOf } from './layout.ts'

/** What a card says about the visit itself; times come from outside. */
export interface Visit {
  /** Local date and time with its offset: `2026-11-22 13:05 +00:00`. */
  readonly at: string
  readonly ref?: string
  readonly by?: string
  /** Version of this program. */
  readonly program: string
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
  const lines = [
    signs.heavy.repeat(width),
    ...title(guidance, width),
    signs.heavy.repeat(width),
    ...paragraph(whatToDo(guidance), ' What to do  ', width),
    ...LEVELS.flatMap((level) => reasons(screened, level, width, signs)),
    ...covered(guidance, width),
    signs.light.repeat(width),
    ...identity(screened, width, signs),
    signs.light.repeat(width),
  ]
  const text = lines.join('\n')
  return `${layout.ascii ? asciiOf(text) : text}\n`
}

const BADGES: Readonly<Record<Level, string>> = {
  'act-now': '!! ACT NOW',
  'refer-before': '! REFER',
  'refer-discuss': '! RAISE',
  'none-raised': '- NO FLAG',
}

function title({ level, complete, action }: Guidance, width: number): readonly string[] {
  if (level !== 'act-now') {
    const [badge, words] = complete ? [BADGES[level], HEADINGS[level]] : ['? OPEN', NOT_FINISHED]
    return paragraph(words, ` ${badge.padEnd(10)} `, width)
  }
  const words = action === 'emergency' ? 'Get emergency help now' : 'Bring a clinician now'
  return [
    ...paragraph(words, ` ${BADGES[level]}  `, width),
    ...(complete ? [] : paragraph(NOT_FINISHED, ' ? OPEN     ', width)),
  ]
}

function whatToDo({ level, action, complete, findings }: Guidance): string {
  if (level === 'act-now') {
    // A rule's own words come first: they fit what was said; the general sentence stands in where no rule speaks.
    const own = findings.filter(
      (finding) => finding.level === 'act-now' && (action === 'clinician-now' || finding.action === action),
    )
    return [...new Set(own.map((finding) => finding.advice))].join(' ')
  }
  const sheet = 'Give this sheet to the clinician'
  if (!complete) return `${sheet}, or go back and ask what is open. Nothing goes ahead until a clinician has looked.`
  if (level === 'refer-before') return `${sheet}. ${adviceFor(level, null)}`
  return level === 'refer-discuss' ? `${sheet} at the visit.` : `${sheet}.`
}

const SECTIONS: Readonly<Record<Level, string>> = {
  'act-now': 'Act now',
  'refer-before': 'Before anything goes ahead',
  'refer-discuss': 'Raise at the visit',
  'none-raised': '',
}

function reasons(screened: Screened, level: Level, width: number, signs: Signs): readonly string[] {
  const findings = screened.guidance.findings.filter(
    (finding) => finding.level === level && finding.kind !== 'incomplete',
  )
  if (findings.length === 0) return []
  const open = findings.filter((finding) => finding.kind === 'unanswered')
  const told = open.length > FEW ? findings.filter((finding) => finding.kind !== 'unanswered') : findings
  return [
    ` ${SECTIONS[level]}`,
    ...told.flatMap((finding) => reason(finding, screened, width, signs)),
    ...(open.length > FEW ? manyUnanswered(open, screened, width) : []),
  ]
}

/** More unanswered questions than this are told in one paragraph. */
const FEW = 4

function reason(
  finding: Finding,
  { questionnaire, guidance }: Screened,
  width: number,
  signs: Signs,
): readonly string[] {
  const isRule = finding.kind === 'rule'
  const lead = isRule ? `  ${signs.bullet} ` : '  ? '
  const shown = finding.answers.filter((answer) => answer.state !== 'not_asked')
  const answers = shown.flatMap(({ question, text }, index) =>
    paragraph(`${shortOf(questionnaire, question)}: ${visible(text)}`, index === 0 ? lead : '    ', width, 6),
  )
  if (isRule || finding.kind === 'undetermined') {
    const special =
      finding.advice !== adviceFor(finding.level, null) && guidance.level !== 'act-now' ? ` ${finding.advice}` : ''
    const cited = (finding.sources ?? [])
      .map(({ id, section }) => (section === undefined ? id : `${id} ${section}`))
      .join('; ')
    return [
      ...answers,
      ...paragraph(`${finding.because}${special}`, '      ', width),
      ...paragraph(`${finding.rule} ${signs.dot} ${cited}`, '      ', width),
    ]
  }
  return [...answers, ...paragraph(consequence(finding), '      ', width)]
}

/** The state stands in the answer already; what is left to say is what it keeps open. */
function consequence({ kind, because, undetermined = [], would_raise = [] }: Finding): string {
  const said = kind === 'unknown' || kind === 'unanswered' ? 'Counts as a reason to refer.' : because
  const would = would_raise.length === 0 ? '' : ` As written it would raise ${listed(would_raise)}.`
  return `${said}${would}${undetermined.length === 0 ? '' : ` Could not rule out ${listed(undetermined)}.`}`
}

function listed(ids: readonly string[]): string {
  return ids.length <= FEW ? ids.join(', ') : `${ids.slice(0, FEW).join(', ')} and ${ids.length - FEW} more`
}

function manyUnanswered(findings: readonly Finding[], { questionnaire }: Screened, width: number): readonly string[] {
  const names = findings.map((finding) => shortOf(questionnaire, finding.question ?? ''))
  return [
    ...paragraph(`${findings.length} questions not answered; each counts as a reason to refer:`, '  ? ', width),
    ...paragraph(`${names.join('; ')}.`, '      ', width),
  ]
}

function covered({ covered }: Guidance, width: number): readonly string[] {
  return covered.length === 0
    ? []
    : paragraph(`Also true, and part of a reason above: ${covered.join(', ')}.`, ' ', width)
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
    ...paragraph([...who, visit.at, counts(guidance, answers, questionnaire.questions)].join(dot), ' ', width),
    ...paragraph([form, status, `prescreen ${visit.program}`].join(dot), ' ', width),
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
    .map(([count, label]) => `${count} ${label}`)
    .join(', ')
}

function shortOf({ questionById }: Questionnaire, id: string): string {
  return questionById.get(id)?.short ?? id
}
