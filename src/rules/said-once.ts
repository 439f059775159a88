import type { Answer, Answers, Question, Questionnaire, Rule } from '../questionnaire/index.ts'
import type { AnswerShown, Finding, Guidance } from './guidance.ts'

/*
 * What is said in the same words to all who say the same: an option that was chosen, that there is no answer, and what a
 * rule or an open question is told with because of it. It is made when it is first said, and shared from then on. It is
 * frozen, because whoever changed it for one person would change it for all.
 */

interface QuestionSaid {
  /** By the index of the option, where it was chosen alone. */
  readonly options: (AnswerShown | undefined)[]
  /** By the code of the state, where nothing was named. */
  readonly without: (AnswerShown | undefined)[]
  /** The same: the finding that was told last, with the rules that the question left open. */
  readonly missing: (MissingSaid | undefined)[]
}

interface MissingSaid {
  readonly rules: readonly Rule[]
  readonly finding: Finding
}

interface RuleSaid {
  /** All that the rule reads; undefined where it reads more, or its texts tell of an answer. */
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

/** An answer as it is asked about here. */
export interface AnswerAt {
  readonly question: Question
  readonly answer: Answer | undefined
  /** `State` of the question. */
  readonly state: number
}

/** How this answer was shown before; undefined where it was not, or is not one of few. */
export function shownBefore(at: AnswerAt): AnswerShown | undefined {
  const said = QUESTIONS.get(at.question)
  if (said === undefined) return undefined
  const option = optionAlone(at)
  return option >= 0 ? said.options[option] : isWithout(at) ? said.without[at.state] : undefined
}

/** Keeps how an answer is shown, if it is one of few. */
export function keepShown(made: AnswerShown, at: AnswerAt): AnswerShown {
  const { options, without } = saidOf(at.question)
  const option = optionAlone(at)
  if (option < 0) {
    if (isWithout(at)) without[at.state] = Object.freeze(made)
    return made
  }
  // A list is copied, because the answer's own is not ours to freeze.
  const shown = Array.isArray(made.value) ? { ...made, value: Object.freeze([...made.value]) } : made
  options[option] = Object.freeze(shown)
  return shown
}

/** What a true rule was told with because of one option; undefined where it was not, or something else speaks in it too. */
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

/** What an open question was told with, if the last time it left the same rules open. */
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
  // The same rule may stand in another edition, where the question reads otherwise.
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

/** The index of the option that was chosen, and no other; -1 for every other answer. */
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

/** With its lists; answers that are one of few are frozen already. */
function frozen(finding: Finding): Finding {
  Object.freeze(finding.answers)
  Object.freeze(finding.undetermined)
  return Object.freeze(finding)
}
