import { visible, withoutUndefined } from '../../diagnostics/index.ts'
import { answerInWords, type Level, labelled, type Questionnaire } from '../../questionnaire/index.ts'
import { type AnswerShown, adviceFor, type Finding, type Guidance, type SourceShown } from '../../rules/index.ts'

/** Something that a clinician should look at, in words but not laid out: what was answered, and why it matters. */
export interface ShownReason {
  /** `open`: not known, not usable or contradictory. */
  readonly kind: 'rule' | 'open'
  /** Answers with their questions. For many questions that are open for the same cause, what applies to all of them. */
  readonly answers: readonly string[]
  readonly why: readonly Why[]
  /**
   * One clinic's habit or our own judgement, without anything to act on now. One line is enough where the full text is
   * near.
   */
  readonly brief: boolean
}

export interface Why {
  readonly text: string
  /** What the rule recommends beyond what its level says. Part of `text`. */
  readonly added?: string
  /** The rule that was raised. */
  readonly rule?: string
  /** Whose judgement it is: `label: contraindication`. */
  readonly basis?: string
  /** `ema-spravato 4.3`. */
  readonly cited: readonly Cited[]
}

export interface Cited {
  readonly text: string
  /** False where the author saw only an abstract, or what others quote. */
  readonly readItself: boolean
}

export const CARD_SECTIONS: Readonly<Record<Level, string>> = {
  'act-now': 'Act now',
  'refer-before': 'Before anything goes ahead',
  'refer-discuss': 'Raise at the visit',
  'none-raised': '',
}

/**
 * With more questions open for one cause than this, they share a paragraph. Of more rules than this only the first are
 * named.
 */
const FEW = 4

/**
 * The findings of one level: what was answered, why it matters, the rule and its sources; then what is not known.
 * `said` is the action that the sheet has already given, so that a rule's advice is not repeated.
 */
export function reasonsAt(
  level: Level,
  said: string,
  { questionnaire, guidance }: { readonly questionnaire: Questionnaire; readonly guidance: Guidance },
): readonly ShownReason[] {
  const findings = guidance.findings.filter((finding) => finding.level === level && finding.kind !== 'incomplete')
  const many =
    level === 'act-now' ? [] : STATES.filter((state) => findings.filter((one) => isOpen(one, state)).length > FEW)
  const told = findings.filter((finding) => !many.some((state) => isOpen(finding, state)))
  return [
    ...byAnswers(told).map((group) => reason(group, questionnaire, said)),
    ...many.map((state) => ofMany(state, findings, questionnaire)),
  ]
}

/** States that keep something open, in the order in which a paragraph lists them. */
const STATES = ['unsure', 'declined', 'unanswered'] as const
type OpenState = (typeof STATES)[number]

const SAID: Readonly<Record<OpenState, string>> = {
  unsure: 'answered "not sure"',
  declined: 'answered "prefer not to say"',
  unanswered: 'not answered',
}

/** Where something was named in addition to "not sure", both have to be said. */
function isOpen({ kind, state, answers }: Finding, wanted: OpenState): boolean {
  const isWhole = answers.every(({ value }) => value === undefined)
  return (kind === 'unknown' || kind === 'unanswered') && state === wanted && isWhole
}

/** Findings with the same answers share them, so that a long list of medicines is printed once. */
function byAnswers(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const shown = finding.answers.map(({ question, true_by = [] }) => [question, ...true_by].join('+'))
    const key = `${isRule(finding)} ${shown.join(' ')}`
    const group = groups.get(key)
    if (group === undefined || finding.answers.length === 0 || isBrief(finding))
      groups.set(group === undefined && !isBrief(finding) ? key : `${key} ${finding.rule}`, [finding])
    else group.push(finding)
  }
  return [...groups.values()]
}

function isRule({ kind }: Finding): boolean {
  return kind === 'rule' || kind === 'undetermined'
}

function isBrief({ kind, level, basis }: Finding): boolean {
  return kind === 'rule' && level !== 'act-now' && (basis === 'clinic' || basis === 'own')
}

function reason(group: readonly Finding[], questionnaire: Questionnaire, said: string): ShownReason {
  const [first] = group
  const all = first?.answers ?? []
  const asked = all.filter((answer) => answer.state !== 'not_asked')
  // A rule may be true because nothing was asked.
  const shown = asked.length > 0 ? asked : all
  return {
    kind: group.every(isRule) ? 'rule' : 'open',
    answers: shown.map((answer) =>
      labelled(shortOf(questionnaire, answer.question), visible(shownText(answer, questionnaire))),
    ),
    why: group.map((finding) => why(finding, said)),
    brief: group.some(isBrief),
  }
}

/** Of several answers, those that make the rule true; all of them where further answers are not known. */
export function shownText({ question, state, text, true_by }: AnswerShown, { questionById }: Questionnaire): string {
  const asked = questionById.get(question)
  if (asked === undefined || true_by === undefined || state !== 'given') return text
  return answerInWords(asked, { kind: 'given', value: true_by })
}

function why(finding: Finding, said: string): Why {
  if (!isRule(finding)) return { text: openness(finding), cited: [] }
  // The level's own sentence is at the top of the sheet. Only what this rule adds is said here.
  const added = said.includes(finding.advice)
    ? ''
    : finding.advice.replace(adviceFor(finding.level, finding.action ?? null), '').trim()
  return {
    text: `${finding.because} ${added}`.trim(),
    ...(added === '' ? {} : { added }),
    ...withoutUndefined({ rule: finding.rule, basis: finding.basis_text }),
    cited: (finding.sources ?? []).map(citedIn),
  }
}

export function citedIn({ id, section, read }: SourceShown): Cited {
  const readItself = read !== 'quoted' && read !== 'abstract'
  return { text: section === undefined ? id : `${id} ${section}`, readItself }
}

/**
 * How many reasons there are and whose judgement they are: `11 reasons: 2 label contraindications · 1 guideline · 8
 * others`. Undefined where there are none.
 */
export function countsOfReasons({ findings }: Guidance): string | undefined {
  const reasons = findings.filter(({ kind }) => kind !== 'incomplete')
  const rules = reasons.filter(isRule)
  const of = (...bases: readonly Finding['basis'][]) => rules.filter(({ basis }) => bases.includes(basis)).length
  const counts: readonly (readonly [number, string, string])[] = [
    [of('contraindication'), 'label contraindication', 'label contraindications'],
    [of('warning'), 'label warning', 'label warnings'],
    [of('guideline'), 'guideline', 'guidelines'],
    [of('study', 'clinic', 'own', undefined), 'other', 'others'],
    [reasons.length - rules.length, 'not known or not clear', 'not known or not clear'],
  ]
  if (reasons.length === 0) return undefined
  const told = counts.filter(([count]) => count > 0).map(([count, one, more]) => `${count} ${count === 1 ? one : more}`)
  return `${reasons.length === 1 ? '1 reason' : `${reasons.length} reasons`}: ${told.join(' · ')}`
}

const COUNTS: Readonly<Record<Level, string>> = {
  'act-now': 'Not known, and so a reason to act now.',
  'refer-before': 'Not known, and so a reason to refer.',
  'refer-discuss': 'Not known, and so something to raise.',
  'none-raised': '',
}

/** The answer already says the state. What remains is what it keeps open. */
export function openness({ kind, level, because, undetermined = [], would_raise = [] }: Finding): string {
  const said = kind === 'unknown' || kind === 'unanswered' ? COUNTS[level] : because
  const would = would_raise.length === 0 ? '' : ` As written it would raise ${listed(would_raise)}.`
  return `${said}${would}${undetermined.length === 0 ? '' : ` Could not rule out ${listed(undetermined)}.`}`
}

function listed(ids: readonly string[]): string {
  return ids.length <= FEW ? ids.join(', ') : `${ids.slice(0, FEW).join(', ')} and ${ids.length - FEW} more`
}

function ofMany(state: OpenState, findings: readonly Finding[], questionnaire: Questionnaire): ShownReason {
  const open = findings.filter((one) => isOpen(one, state))
  const names = open.map((finding) => shortOf(questionnaire, finding.question ?? ''))
  const each = open[0]?.level === 'refer-discuss' ? 'each something to raise' : 'each a reason to refer'
  return {
    kind: 'open',
    answers: [`${names.length} questions ${SAID[state]}, ${each}:`],
    why: [{ text: `${names.join('; ')}.`, cited: [] }],
    brief: false,
  }
}

function shortOf({ questionById }: Questionnaire, id: string): string {
  return questionById.get(id)?.short ?? id
}
