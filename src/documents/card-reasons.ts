import { type Level, labelled, type Questionnaire, visible } from '../questionnaire/index.ts'
import { adviceFor, type Finding } from '../rules/index.ts'
import type { Screened } from './card.ts'
import { paragraph, type Signs } from './layout.ts'

export interface ReasonsOptions {
  readonly level: Level
  /** What the card has told to do already; a rule's advice is not said twice. */
  readonly said: string
  readonly width: number
  readonly signs: Signs
}

const SECTIONS: Readonly<Record<Level, string>> = {
  'act-now': 'Act now',
  'refer-before': 'Before anything goes ahead',
  'refer-discuss': 'Raise at the visit',
  'none-raised': '',
}

/** More questions open for one cause than this are told in one paragraph; of more rules than this the first are named. */
const FEW = 4

/** The findings of one level: what was answered, why it matters, the rule and its sources; then what is not known. */
export function reasons({ questionnaire, guidance }: Screened, options: ReasonsOptions): readonly string[] {
  const { level } = options
  const findings = guidance.findings.filter((finding) => finding.level === level && finding.kind !== 'incomplete')
  if (findings.length === 0) return []
  const many =
    level === 'act-now' ? [] : STATES.filter((state) => findings.filter((one) => isOpen(one, state)).length > FEW)
  const told = findings.filter((finding) => !many.some((state) => isOpen(finding, state)))
  return [
    '',
    ` ${SECTIONS[level]}`,
    ...byAnswers(told).flatMap((group) => reason(group, questionnaire, options)),
    ...many.flatMap((state) => inOneParagraph(state, findings, questionnaire, options)),
  ]
}

/** States that keep something open, as a paragraph of many names says them. */
const STATES = ['unsure', 'declined', 'unanswered'] as const
type OpenState = (typeof STATES)[number]

const SAID: Readonly<Record<OpenState, string>> = {
  unsure: 'answered "not sure"',
  declined: 'answered "prefer not to say"',
  unanswered: 'not answered',
}

function isOpen({ kind, state }: Finding, wanted: OpenState): boolean {
  return (kind === 'unknown' || kind === 'unanswered') && state === wanted
}

/** Findings that rest on the same answers stand together under them: a long list of medicines is printed once. */
function byAnswers(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${isRule(finding)} ${finding.answers.map((answer) => answer.question).join(' ')}`
    const group = groups.get(key)
    if (group === undefined || finding.answers.length === 0)
      groups.set(group === undefined ? key : `${key} ${finding.rule}`, [finding])
    else group.push(finding)
  }
  return [...groups.values()]
}

function isRule({ kind }: Finding): boolean {
  return kind === 'rule' || kind === 'undetermined'
}

function reason(group: readonly Finding[], questionnaire: Questionnaire, options: ReasonsOptions): readonly string[] {
  const [first] = group
  if (first === undefined) return []
  const lead = isRule(first) ? `  ${options.signs.bullet} ` : '  ? '
  const shown = first.answers.filter((answer) => answer.state !== 'not_asked')
  const answers = shown.flatMap(({ question, text }, index) =>
    paragraph(labelled(shortOf(questionnaire, question), visible(text)), index === 0 ? lead : '    ', options.width, 6),
  )
  return [...answers, ...group.flatMap((finding) => why(finding, options))]
}

function why(finding: Finding, { level, said, width, signs }: ReasonsOptions): readonly string[] {
  const line = (text: string) => paragraph(text, '      ', width)
  if (!isRule(finding)) return line(openness(finding))
  // The level's own sentence stands at the top of the card; only what this rule adds to it is said here.
  const added = said.includes(finding.advice)
    ? ''
    : finding.advice.replace(adviceFor(level, finding.action ?? null), '').trim()
  const cited = (finding.sources ?? []).map(({ id, section }) => (section === undefined ? id : `${id} ${section}`))
  return [
    ...line(`${finding.because} ${added}`.trim()),
    ...line([`${finding.rule}`, ...(cited.length === 0 ? [] : [cited.join('; ')])].join(` ${signs.dot} `)),
  ]
}

const COUNTS: Readonly<Record<Level, string>> = {
  'act-now': 'Not known, and so a reason to act now.',
  'refer-before': 'Not known, and so a reason to refer.',
  'refer-discuss': 'Not known, and so something to raise.',
  'none-raised': '',
}

/** The state stands in the answer already; what is left to say is what it keeps open. */
function openness({ kind, level, because, undetermined = [], would_raise = [] }: Finding): string {
  const said = kind === 'unknown' || kind === 'unanswered' ? COUNTS[level] : because
  const would = would_raise.length === 0 ? '' : ` As written it would raise ${listed(would_raise)}.`
  return `${said}${would}${undetermined.length === 0 ? '' : ` Could not rule out ${listed(undetermined)}.`}`
}

function listed(ids: readonly string[]): string {
  return ids.length <= FEW ? ids.join(', ') : `${ids.slice(0, FEW).join(', ')} and ${ids.length - FEW} more`
}

function inOneParagraph(
  state: OpenState,
  findings: readonly Finding[],
  questionnaire: Questionnaire,
  { level, width }: ReasonsOptions,
): readonly string[] {
  const names = findings
    .filter((one) => isOpen(one, state))
    .map((finding) => shortOf(questionnaire, finding.question ?? ''))
  const each = level === 'refer-discuss' ? 'each something to raise' : 'each a reason to refer'
  return [
    ...paragraph(`${names.length} questions ${SAID[state]}, ${each}:`, '  ? ', width),
    ...paragraph(`${names.join('; ')}.`, '      ', width),
  ]
}

function shortOf({ questionById }: Questionnaire, id: string): string {
  return questionById.get(id)?.short ?? id
}
