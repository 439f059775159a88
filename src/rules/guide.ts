import { State } from '../expression/index.ts'
import {
  type Action,
  type Answer,
  type Answers,
  answerInWords,
  type Citation,
  dueForNow,
  type Level,
  type Question,
  type Questionnaire,
  type Rule,
  type Standing,
  stateName,
} from '../questionnaire/index.ts'
import { levelFor } from './finding-kinds.ts'
import type { AnswerShown, Finding, Guidance, SourceShown } from './guidance.ts'
import type { GuidanceMemory } from './guidance-memory.ts'
import { type RolledFinding, type RollUp, rollUp } from './roll-up.ts'
import {
  type AnswerAt,
  headOf,
  keepMissing,
  keepRule,
  keepShown,
  missingToldBefore,
  ruleToldBefore,
  shownBefore,
} from './said-once.ts'
import { scoreRange, scoresOf } from './scores.ts'
import { codesTrueBy } from './true-by.ts'
import { truthsOf } from './truths.ts'
import { adviceFor, BASES_IN_WORDS, headingFor, STATEMENT } from './wording.ts'

export interface GuideOptions {
  /** The person left before every due question was settled. */
  readonly finishedEarly?: boolean
  /** Of the people before; findings and answers shown are then those of them where they are the same. */
  readonly memory?: GuidanceMemory
}

/** What a clinician should look at, given these answers on this ISO day. Never throws. */
export function guide(
  questionnaire: Questionnaire,
  answers: Answers,
  on: string,
  options: GuideOptions = {},
): Guidance {
  return guideFrom({ questionnaire, answers, standing: dueForNow(questionnaire, answers, on) }, on, options)
}

/** The same, for whoever knows already where each question stands. */
export function guideFrom(evaluated: Evaluated, on: string, options: GuideOptions = {}): Guidance {
  const { questionnaire, standing } = evaluated
  const rolled = rollUp({
    questionnaire,
    standing,
    truths: truthsOf(questionnaire, standing),
    finishedEarly: options.finishedEarly === true,
  })
  const { memory } = options
  const context = memory === undefined ? evaluated : { ...evaluated, memory }
  const findings = rolled.findings.map((finding) => inWordsOf(finding, context))
  const action = actionOf(rolled, findings)
  const { unanswered, pending, notAsked } = withoutAnswer(questionnaire, standing)
  return {
    schema: 'prescreen/guidance/1',
    questionnaire: headOf(questionnaire),
    on,
    level: rolled.level,
    action,
    complete: rolled.complete,
    heading: headingFor(rolled),
    findings,
    covered: rolled.covered.map(idOf),
    undetermined: rolled.undetermined.map(idOf),
    scores: scoresOf(questionnaire, standing),
    unanswered,
    pending,
    not_asked: notAsked,
    conflicts: rolled.conflicts.map(idOf),
    statement: STATEMENT,
  }
}

function actionOf({ level }: RollUp, findings: readonly Finding[]): Action | null {
  if (level !== 'act-now') return null
  return findings.some((finding) => finding.action === 'emergency') ? 'emergency' : 'clinician-now'
}

function withoutAnswer(
  { questions }: Questionnaire,
  { sheet }: Standing,
): { readonly unanswered: string[]; readonly pending: string[]; readonly notAsked: string[] } {
  const unanswered: string[] = []
  const pending: string[] = []
  const notAsked: string[] = []
  for (let index = 0; index < questions.length; index += 1) {
    const state = sheet.states[index]
    if (state === State.given) continue
    const { id } = questions[index] as Question
    if (state === State.unanswered) unanswered.push(id)
    else if (state === State.pending) pending.push(id)
    else if (state === State.notAsked) notAsked.push(id)
  }
  return { unanswered, pending, notAsked }
}

/** Answers, and where each question stands with them: what `due` says of the same answers. */
export interface Evaluated {
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  readonly standing: Standing
  readonly memory?: GuidanceMemory
}

function inWordsOf(finding: RolledFinding, context: Evaluated): Finding {
  const { kind, rule, question } = finding
  if (rule !== undefined)
    return kind === 'rule' ? trueRule(rule, finding, context) : remembered(ruleInWords(rule, finding, context), context)
  if (question === undefined) return NOT_FINISHED
  return kind === 'unknown' || kind === 'unanswered'
    ? openQuestion(question, finding, context)
    : remembered(questionInWords(question, finding, context), context)
}

function trueRule(rule: Rule, finding: RolledFinding, context: Evaluated): Finding {
  const { answers, questionnaire } = context
  const told = ruleToldBefore(rule, questionnaire.questions, answers)
  return told ?? keepRule(remembered(ruleInWords(rule, finding, context), context), rule, answers)
}

function openQuestion(question: Question, finding: RolledFinding, context: Evaluated): Finding {
  const { rules = [] } = finding
  const at = answerAt(question, context)
  const told = missingToldBefore(rules, at)
  return told ?? keepMissing(remembered(questionInWords(question, finding, context), context), rules, at)
}

function remembered(made: Finding, { memory }: Evaluated): Finding {
  return memory === undefined ? made : memory.finding(made)
}

/** What an act-now finding asks for; nothing but a rule can ask for an emergency. */
function actionAt(level: Level, rule?: Rule): Action | null {
  return level === 'act-now' ? (rule?.action ?? 'clinician-now') : null
}

const NOT_FINISHED: Finding = Object.freeze({
  kind: 'incomplete',
  level: levelFor.incomplete(),
  because: 'The form is not finished: something that a rule needs was not answered.',
  advice: adviceFor(levelFor.incomplete(), null),
  answers: Object.freeze([]),
})

function questionInWords(question: Question, finding: RolledFinding, context: Evaluated): Finding {
  const { kind, level, rules = [] } = finding
  const action = actionAt(level)
  const { id } = question
  const state = stateName(context.standing.sheet, question.subject.index)
  const because = becauseOf(finding, question, context)
  const advice = adviceFor(level, action)
  const answers = answersOf(finding, question, context)
  const shown: { -readonly [Key in keyof Finding]: Finding[Key] } =
    action === null
      ? { kind, level, question: id, state, because, advice, answers }
      : { kind, level, action, question: id, state, because, advice, answers }
  if (kind === 'check-failed') return shown
  const ids = rules.map(idOf)
  if (kind === 'out-of-range') shown.would_raise = ids
  shown.undetermined = kind === 'out-of-range' ? undeterminedBy(question, context) : ids
  return shown
}

/** What a rule says when it is true, or could not be worked out. */
export function ruleInWords(rule: Rule, finding: RolledFinding, context: Evaluated): Finding {
  const { kind, level } = finding
  const action = actionAt(level, rule)
  const { id } = rule
  const { questions } = context.questionnaire
  const because =
    kind === 'rule' ? filled(rule.because, context) : `\`${id}\` could not be worked out from these answers.`
  const advice = rule.advice === undefined ? adviceFor(level, action) : filled(rule.advice, context)
  const answers = rule.when.reads.map((read) => {
    const shown = shownAnswer(questions[read.index] as Question, context)
    return kind === 'rule' ? withTrueBy(shown, rule, context) : shown
  })
  const sources = SOURCES.get(rule) ?? sourcesOf(rule)
  const shown: { -readonly [Key in keyof Finding]: Finding[Key] } =
    action === null
      ? { kind, level, rule: id, because, advice, answers, sources }
      : { kind, level, action, rule: id, because, advice, answers, sources }
  if (rule.basis === undefined) return shown
  shown.basis = rule.basis
  shown.basis_text = BASES_IN_WORDS[rule.basis]
  return shown
}

/** Of a long list of answers the reader needs those that made the rule true. */
function withTrueBy(shown: AnswerShown, rule: Rule, { questionnaire, standing, memory }: Evaluated): AnswerShown {
  const { value } = shown
  const question = questionnaire.questionById.get(shown.question)
  if (question === undefined || !Array.isArray(value) || value.length < 2) return shown
  const codes = codesTrueBy(rule, { question, chosen: value as readonly string[] }, standing.sheet)
  if (codes.length === value.length) return shown
  return memory?.withTrueBy(shown, codes) ?? { ...shown, true_by: codes }
}

/** The same for every person, so that they are written once for each rule. */
const SOURCES = new WeakMap<Rule, NonNullable<Finding['sources']>>()

function sourcesOf(rule: Rule): NonNullable<Finding['sources']> {
  const sources = Object.freeze(rule.sources.map(sourceOf))
  SOURCES.set(rule, sources)
  return sources
}

function sourceOf({ work, section }: Citation): SourceShown {
  const { id, title, read } = work
  return Object.freeze({
    id,
    ...(section === undefined ? {} : { section }),
    title,
    ...(read === undefined ? {} : { read }),
  })
}

function becauseOf({ kind }: RolledFinding, question: Question, { answers, standing }: Evaluated): string {
  switch (kind) {
    case 'unknown': {
      const answer = answers.get(question.id)
      const isPart = answer !== undefined && answer.kind !== 'given' && answer.codes !== undefined
      return `${answer?.kind === 'declined' ? 'Prefers not to say' : 'Not sure'}${isPart ? ' about the others' : ''}.`
    }
    case 'unanswered':
      return 'Not answered.'
    case 'out-of-range':
      return 'The value is outside its limits and is not used; a slip in writing it down may hide a reason. Ask again.'
    case 'unreadable':
      return 'What was written cannot be read as an answer. Ask again.'
    case 'conflict':
      return standing.contradictory.includes(question.subject.index)
        ? '"None" was chosen together with something else.'
        : 'Answered, although another answer says that this does not apply.'
    case 'check-failed':
      return question.check?.message ?? 'Two answers do not fit together.'
    case 'rule':
    case 'undetermined':
    case 'incomplete':
      return ''
  }
}

/** A failed check shows all that it reads, because the slip may be in either number. */
function answersOf({ kind }: RolledFinding, question: Question, context: Evaluated): readonly AnswerShown[] {
  const reads = kind === 'check-failed' ? (question.check?.that.reads ?? []) : [question.subject]
  return reads.map((read) => shownAnswer(context.questionnaire.questions[read.index] as Question, context))
}

function undeterminedBy(question: Question, { questionnaire, standing }: Evaluated): readonly string[] {
  const { index } = question.subject
  const open = (questionnaire.rulesReading[index] ?? []).filter((rule) => {
    let blamed = false
    rule.when.unknowns(standing.sheet, (one) => {
      blamed ||= one === index
    })
    return blamed
  })
  return open.map(idOf)
}

/** The answer to one question, in words and as data. */
export function shownAnswer(question: Question, context: Evaluated): AnswerShown {
  const at = answerAt(question, context)
  const before = shownBefore(at)
  if (before !== undefined) return before
  const { memory } = context
  const { answer } = at
  if (memory === undefined || answer === undefined) return keepShown(newlyShown(question, answer, context), at)
  const known = memory.answerShown(question, answer)
  return known ?? memory.keepAnswer(question, answer, keepShown(newlyShown(question, answer, context), at))
}

function answerAt(question: Question, { answers, standing }: Evaluated): AnswerAt {
  return { question, answer: answers.get(question.id), state: standing.sheet.states[question.subject.index] as number }
}

function newlyShown(question: Question, answer: Answer | undefined, { standing }: Evaluated): AnswerShown {
  const state = stateName(standing.sheet, question.subject.index)
  const { id } = question
  if (answer === undefined) return { question: id, state, text: state === 'not_asked' ? 'Not asked' : 'Not answered' }
  const text = answerInWords(question, answer)
  if (answer.kind === 'given') return { question: id, state, value: answer.value, text }
  if (answer.kind === 'rejected') return { question: id, state, raw: answer.raw, text }
  return answer.codes === undefined ? { question: id, state, text } : { question: id, state, value: answer.codes, text }
}

/** `{id}` becomes the answer in words, or the range of a score. */
function filled(template: string, context: Evaluated): string {
  if (!template.includes('{')) return template
  return template.replace(/\{([a-z][a-z0-9_]*)\}/g, (written, id: string) => {
    const question = context.questionnaire.questionById.get(id)
    if (question !== undefined) return shownAnswer(question, context).text
    const score = context.questionnaire.scores.find((one) => one.id === id)
    if (score === undefined) return written
    const range = scoreRange(score, context.standing.sheet)
    if (range === null) return 'not asked'
    return range.low === range.high ? String(range.low) : `${range.low} to ${range.high}`
  })
}

function idOf({ id }: { readonly id: string }): string {
  return id
}
