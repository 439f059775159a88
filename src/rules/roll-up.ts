import { FALSE, type Sheet, State, TRUE, UNKNOWN } from '../expression/index.ts'
import {
  basisRank,
  Due,
  type Level,
  mostSerious,
  type Question,
  type Questionnaire,
  type Rule,
  rank,
  type Standing,
} from '../questionnaire/index.ts'
import { FINDING_KINDS, type FindingKind, levelFor } from './finding-kinds.ts'
import { isContrary, lacksAnswer, type MissingKind, missingKind, needsNoFinding } from './missing.ts'
import { rulesTrueWith } from './true-with.ts'

/** A finding before it is put into words. */
export interface RolledFinding {
  readonly kind: FindingKind
  readonly level: Level
  readonly rule?: Rule
  readonly question?: Question
  /**
   * unknown, unanswered, conflict, unreadable: the rules that this question leaves undetermined. out-of-range: those
   * that it would make true.
   */
  readonly rules?: readonly Rule[]
}

export interface RollUp {
  readonly level: Level
  readonly complete: boolean
  /**
   * Most serious first; then by kind; rules then by whose judgement they are; then in the order of the questionnaire.
   */
  readonly findings: readonly RolledFinding[]
  /** Rules that are true but covered by a more serious one of their group. */
  readonly covered: readonly Rule[]
  readonly undetermined: readonly Rule[]
  /**
   * Questions with an answer that contradicts another: given although not due, or `none` together with something else.
   */
  readonly conflicts: readonly Question[]
}

/** One person's answers, evaluated. */
export interface Judged {
  readonly questionnaire: Questionnaire
  readonly standing: Standing
  /** A `TruthCode` for each rule. */
  readonly truths: Uint8Array
  /** The person left before every due question was answered. */
  readonly finishedEarly: boolean
}

/**
 * From the truth of each rule and the state of each question to findings and a level. Interview, answers files, cases
 * and JSON Lines all use it, and tests compare the faster methods for tables and the proofs with it.
 */
export function rollUp({ questionnaire, standing, truths, finishedEarly }: Judged): RollUp {
  const { rules, questions, needed } = questionnaire
  const { sheet, contradictory } = standing
  const fired: Rule[] = []
  const undetermined: Rule[] = []
  for (let index = 0; index < rules.length; index += 1) {
    const truth = truths[index]
    if (truth === TRUE) fired.push(rules[index] as Rule)
    else if (truth === UNKNOWN) undetermined.push(rules[index] as Rule)
  }
  const findings: RolledFinding[] = []
  const openRules = undeterminedByQuestion(undetermined, sheet, findings)
  const conflicts: Question[] = []
  const noneContradicts = contradictory.length === 0
  let complete = !finishedEarly
  for (let index = 0; index < questions.length; index += 1) {
    if (needsNoFinding(sheet.states[index], standing.due[index]) && (noneContradicts || !contradictory.includes(index)))
      continue
    if (needed[index] === true && standing.due[index] !== Due.no && lacksAnswer(sheet.states[index])) complete = false
    const question = questions[index] as Question
    const open = openRules.get(index) ?? NONE
    const finding = findingOf(question, { questionnaire, standing, truths, open, conflicts })
    if (finding !== undefined) findings.push(finding)
  }
  for (const question of checkedQuestions(questions)) addFailedCheck(question, sheet, findings)
  if (!complete) findings.push({ kind: 'incomplete', level: levelFor.incomplete() })
  const { shown, covered } = mostSeriousOfGroups(fired)
  for (const rule of shown) findings.push({ kind: 'rule', level: levelFor.rule(rule), rule })
  if (findings.length > 1) findings.sort(bySeriousness)
  return { level: findings[0]?.level ?? 'none-raised', complete, findings, covered, undetermined, conflicts }
}

const NONE: readonly Rule[] = []
const CHECKED = new WeakMap<readonly Question[], readonly Question[]>()

/** Questions with a check, looked up once for each questionnaire. */
function checkedQuestions(questions: readonly Question[]): readonly Question[] {
  const known = CHECKED.get(questions)
  if (known !== undefined) return known
  const checked = questions.filter(({ check }) => check !== undefined)
  CHECKED.set(questions, checked)
  return checked
}

const NONE_OPEN: ReadonlyMap<number, readonly Rule[]> = new Map()

/** For each question the rules that it keeps open. A rule that no question keeps open becomes a finding of its own. */
function undeterminedByQuestion(
  undetermined: readonly Rule[],
  sheet: Sheet,
  findings: RolledFinding[],
): ReadonlyMap<number, readonly Rule[]> {
  if (undetermined.length === 0) return NONE_OPEN
  const open = new Map<number, Rule[]>()
  for (const rule of undetermined) {
    let blamed = false
    rule.when.unknowns(sheet, (question) => {
      blamed = true
      const known = open.get(question)
      if (known === undefined) open.set(question, [rule])
      else if (known[known.length - 1] !== rule) known.push(rule)
    })
    if (!blamed) findings.push({ kind: 'undetermined', level: levelFor.undetermined(rule), rule })
  }
  return open
}

interface AboutQuestion {
  readonly questionnaire: Questionnaire
  readonly standing: Standing
  readonly truths: Uint8Array
  /** The rules that this question leaves undetermined. */
  readonly open: readonly Rule[]
  readonly conflicts: Question[]
}

/**
 * The one finding of a question besides those of rules: the most serious one, and among equals the first in the order
 * of kinds.
 */
function findingOf(question: Question, about: AboutQuestion): RolledFinding | undefined {
  const { questionnaire, standing, truths, open, conflicts } = about
  const { index } = question.subject
  const state = standing.sheet.states[index]
  if (state === State.rejected) return rejectedFinding(question, about)
  const kind = missingKind(state)
  const unknown = kind && missingFinding(kind, question, open)
  if (state === State.pending || state === State.unanswered) return unknown
  const contradictory = standing.contradictory.includes(index)
  if (!isContrary(state, standing.due[index]) && !contradictory) return unknown
  conflicts.push(question)
  const matters =
    contradictory || (questionnaire.rulesReading[index] ?? NONE).some((rule) => truths[rule.index] !== FALSE)
  if (!matters) return unknown
  return unknown ?? { kind: 'conflict', level: levelFor.conflict(), question, rules: open }
}

function missingFinding(kind: MissingKind, question: Question, open: readonly Rule[]): RolledFinding | undefined {
  const worst = open.length === 0 ? undefined : mostSerious(...open.map((rule) => rule.level))
  const level = levelFor[kind](question, worst)
  return level && { kind, level, question, rules: open }
}

function rejectedFinding(question: Question, { questionnaire, standing, open }: AboutQuestion): RolledFinding {
  const { index } = question.subject
  const rejected = standing.rejected.get(index)
  if (rejected?.why !== 'out-of-range')
    return { kind: 'unreadable', level: levelFor.unreadable(question), question, rules: open }
  const rules = rulesTrueWith(questionnaire.rulesReading[index] ?? NONE, standing.sheet, {
    index,
    number: rejected.number ?? Number.NaN,
  })
  return { kind: 'out-of-range', level: levelFor['out-of-range'](rules), question, rules }
}

function addFailedCheck(question: Question, sheet: Sheet, findings: RolledFinding[]): void {
  const that = question.check?.that
  if (that === undefined || that.reads.some(({ index }) => sheet.states[index] !== State.given)) return
  if (that.test(sheet) !== FALSE) return
  const other = findings.findIndex((finding) => finding.question === question)
  const failed: RolledFinding = { kind: 'check-failed', level: levelFor['check-failed'](), question }
  if (other < 0) findings.push(failed)
  else if (bySeriousness(failed, findings[other] as RolledFinding) < 0) findings[other] = failed
}

/** Of the true rules of one group only the most serious one is shown. Rules without a group are all shown. */
function mostSeriousOfGroups(fired: readonly Rule[]): {
  readonly shown: readonly Rule[]
  readonly covered: readonly Rule[]
} {
  if (fired.length < 2 || fired.every(({ group }) => group === undefined)) return { shown: fired, covered: [] }
  const worst = new Map<string, number>()
  for (const { group, level } of fired) {
    if (group !== undefined) worst.set(group, Math.max(worst.get(group) ?? 0, rank(level)))
  }
  const stands = ({ group, level }: Rule) => group === undefined || rank(level) === worst.get(group)
  return { shown: fired.filter(stands), covered: fired.filter((rule) => !stands(rule)) }
}

/** Most findings have the same level and kind, so that equals are compared without a look-up. */
function bySeriousness(a: RolledFinding, b: RolledFinding): number {
  if (a.level !== b.level) return rank(b.level) - rank(a.level)
  if (a.kind !== b.kind) return FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind)
  return basisRank(a.rule?.basis) - basisRank(b.rule?.basis) || place(a) - place(b)
}

function place(finding: RolledFinding): number {
  return finding.rule?.index ?? finding.question?.subject.index ?? 0
}
