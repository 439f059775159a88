import type { Answer, Answers, Question, Questionnaire, Rule } from '../questionnaire/index.ts'
import type { AnswerShown, Finding, Guidance } from './guidance.ts'

/*
 * What is said in the same words to everybody who answers alike: an option that was chosen, that there is no answer,
 * and what a rule or an open question says because of it. It is made when it is first needed and shared from then on.
 * It is frozen, because changing it for one person would change it for all.
 */

interface QuestionSaid {
  /** By the index of the option, when it was chosen alone. */
  readonly options: (AnswerShown | undefined)[]
  /** By the code of the state, when nothing was named. */
  readonly without: (AnswerShown | undefined)[]
  /** The same: the finding that was made last, with the rules that the question left open. */
  readonly missing: (MissingSaid | undefined)[]
}

interface MissingSaid {
  readonly rules: readonly Rule[]
  readonly finding: Finding
}

interface RuleSaid {
  /** The only question that the rule reads; undefined where it reads more, or where its texts mention an answer. */
  readonly question: Question | undefined
  /** By the index of the option. */
  readonly findings: (Finding | undefined)[]
}

const HEADS = new WeakMap<Questionnaire, Guidance['questionnaire']>()
const QUESTIONS = new WeakMap<Question, QuestionSaid>()
const RULES = new WeakMap<Rule, RuleSaid>()

/** Which questionnaire it was, as each result says it. */
export function headOf(questionnaire: Questionnaire): Guidance['questionnaire'] {
  const known = HEADS.get(questionnaire)
  if (known !== undefined) return known
  const { id, version, source, status, language } = questionnaire
  const head = Object.freeze({ id, version, sha256: source.sha256, status, language })
  HEADS.set(questionnaire, head)
  return head
}

/** An answer, with its question and state. */
export interface AnswerAt {
  readonly question: Question
  readonly answer: Answer | undefined
  /** The `State` of the question. */
  readonly state: number
}

/** How this answer was shown before; undefined where it was not, or where there are too many possible answers. */
export function shownBefore(at: AnswerAt): AnswerShown | undefined {
  const said = QUESTIONS.get(at.question)
  if (said === undefined) return undefined
  const option = optionAlone(at)
  return option >= 0 ? said.options[option] : isWithout(at) ? said.without[at.state] : undefined
}

/** Remembers how an answer is shown, if it is one of few possible ones. */
export function keepShown(made: AnswerShown, at: AnswerAt): AnswerShown {
  const { options, without } = saidOf(at.question)
  const option = optionAlone(at)
  if (option < 0) {
    if (isWithout(at)) without[at.state] = Object.freeze(made)
    return made
  }
  // The list is copied, because the answer's own list must not be frozen here.
  const shown = Array.isArray(made.value) ? { ...made, value: Object.freeze([...made.value]) } : made
  options[option] = Object.freeze(shown)
  return shown
}

/**
 * What a true rule said because of one option; undefined where it has not been said, or depends on something else as
 * well.
 */
export function ruleToldBefore(rule: Rule, questions: readonly Question[], answers: Answers): Finding | undefined {
  const { question, findings } = saidOfRule(rule, questions)
  return question && findings[optionAlone({ question, answer: answers.get(question.id) })]
}

export function keepRule(told: Finding, rule: Rule, answers: Answers): Finding {
  const { question, findings } = RULES.get(rule) ?? NOTHING_SAID
  const option = question === undefined ? -1 : optionAlone({ question, answer: answers.get(question.id) })
  if (option >= 0) findings[option] = frozen(told)
  return told
}

/** What an open question said, if it left the same rules open the last time. */
export function missingToldBefore(rules: readonly Rule[], at: AnswerAt): Finding | undefined {
  const told = QUESTIONS.get(at.question)?.missing[at.state]
  return told !== undefined && isWithout(at) && areSame(told.rules, rules) ? told.finding : undefined
}

export function keepMissing(finding: Finding, rules: readonly Rule[], at: AnswerAt): Finding {
  if (isWithout(at)) saidOf(at.question).missing[at.state] = { rules, finding: frozen(finding) }
  return finding
}

function saidOf(question: Question): QuestionSaid {
  const known = QUESTIONS.get(question)
  if (known !== undefined) return known
  const said: QuestionSaid = { options: [], without: [], missing: [] }
  QUESTIONS.set(question, said)
  return said
}

const NOTHING_SAID: RuleSaid = { question: undefined, findings: [] }

function saidOfRule(rule: Rule, questions: readonly Question[]): RuleSaid {
  const known = RULES.get(rule)
  // The same rule can exist in another edition with different words for the question.
  if (
    known !== undefined &&
    (known.question === undefined || known.question === questions[known.question.subject.index])
  )
    return known
  const { when, because, advice = '' } = rule
  const [read, another] = when.reads
  const tellsAnswers = because.includes('{') || advice.includes('{')
  const question = another === undefined && !tellsAnswers ? questions[read?.index ?? -1] : undefined
  const said: RuleSaid = { question, findings: [] }
  RULES.set(rule, said)
  return said
}

/** The index of the option that was chosen alone; -1 for every other answer. */
function optionAlone({ question, answer }: Pick<AnswerAt, 'question' | 'answer'>): number {
  if (answer === undefined || answer.kind !== 'given') return -1
  const { value } = answer
  if (typeof value === 'string') return question.subject.codes.indexOf(value)
  return typeof value === 'object' && value.length === 1 ? question.subject.codes.indexOf(value[0] as string) : -1
}

/** No answer, or one that names nothing. */
function isWithout({ answer }: AnswerAt): boolean {
  return (
    answer === undefined || ((answer.kind === 'unsure' || answer.kind === 'declined') && answer.codes === undefined)
  )
}

function areSame(some: readonly Rule[], others: readonly Rule[]): boolean {
  if (some.length !== others.length) return false
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false
  return true
}

/** With its lists. Answers of few possible ones are frozen already. */
function frozen(finding: Finding): Finding {
  Object.freeze(finding.answers)
  Object.freeze(finding.undetermined)
  return Object.freeze(finding)
}
