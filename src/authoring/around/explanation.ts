import { withoutUndefined } from '../../diagnostics/index.ts'
import { type Compiled, FALSE, State, type Truth, unknown } from '../../expression/index.ts'
import {
  type Answers,
  due,
  type Level,
  mostSerious,
  type Question,
  type Questionnaire,
  type Rule,
} from '../../questionnaire/index.ts'
import {
  type AnswerShown,
  type ConditionExplained,
  type EnoughExplained,
  type Evaluated,
  type Explained,
  type Explanation,
  type Finding,
  type Guidance,
  guideFrom,
  type NewAnswers,
  ruleInWords,
  type SilentExplained,
  shownAnswer,
  type TruthTree,
  truthTree,
  type UnknownExplained,
} from '../../rules/index.ts'
import type { Budget } from '../prove/index.ts'
import { type Enough, enoughFor } from './enough.ts'
import { nearestRaising } from './nearest.ts'
import { type PersonalProof, proofAround } from './personal.ts'
import { type Raising, raisingOf } from './raising.ts'

/** Whose level is explained, and in how much detail. */
export interface ToExplain {
  readonly answers: Answers
  /** ISO day of the answers. */
  readonly on: string
  /** The person left before every due question was answered. */
  readonly finishedEarly?: boolean
  /** Also explain the rules that are not raised. */
  readonly all?: boolean
  /** Show the tree of this rule's condition only, and nothing that needs a proof. */
  readonly rule?: Rule
}

/**
 * Why a person has their level, what could still raise it, and which of their answers are enough for it. Never throws.
 */
export function explanationOf(questionnaire: Questionnaire, person: ToExplain, budget: Budget): Explanation {
  const { answers, on, finishedEarly = false, all = false, rule } = person
  const evaluated = { questionnaire, answers, standing: due(questionnaire, answers, on) }
  const guidance = guideFrom(evaluated, on, { finishedEarly })
  const { level } = guidance
  const covered = questionnaire.rules.filter(({ id }) => guidance.covered.includes(id))
  const proof = proofAround(questionnaire, { answers, on }, budget)
  return {
    schema: 'prescreen/explanation/1',
    questionnaire: guidance.questionnaire,
    on,
    level,
    action: guidance.action,
    complete: guidance.complete,
    heading: guidance.heading,
    scores: guidance.scores,
    because: guidance.findings.filter((one) => one.level === level).map((one) => withCondition(one, questionnaire)),
    also: [
      ...guidance.findings.filter((one) => one.level !== level).map((one) => withCondition(one, questionnaire)),
      ...covered.map((one) => coveredBy(one, evaluated)),
    ],
    unknown: unknownIn(guidance, evaluated, proof),
    enough: enoughIn(enoughFor(proof, level, floorsOf(guidance, evaluated, { finishedEarly })), evaluated),
    ...(all ? { silent: silentIn(evaluated, proof) } : {}),
    ...withoutUndefined({ rule: rule && ruleIn(rule, evaluated) }),
    statement: guidance.statement,
  }
}

function withCondition(finding: Finding, { rules }: Questionnaire): Explained {
  const rule = finding.rule === undefined ? undefined : rules.find(({ id }) => id === finding.rule)
  return rule === undefined ? finding : { ...finding, when: rule.when.text }
}

function coveredBy(rule: Rule, evaluated: Evaluated): Explained {
  const finding = ruleInWords(rule, { kind: 'rule', level: rule.level, rule }, evaluated)
  return { ...finding, when: rule.when.text, covered: true }
}

function unknownIn(
  { level }: Guidance,
  { questionnaire, answers, standing }: Evaluated,
  proof: PersonalProof,
): readonly UnknownExplained[] {
  const raisings = raisingOf(proof, level)
  const open = questionnaire.questions.filter((question) => isOpen(question, standing))
  return open.map((question) => {
    const undetermined = (questionnaire.rulesReading[question.subject.index] ?? [])
      .filter((rule) => isBlamed(question, rule.when, standing))
      .map(({ id }) => id)
    return {
      ...shownAnswer(question, { questionnaire, answers, standing }),
      undetermined,
      ...couldRaise(raisings.get(question), proof),
    }
  })
}

/**
 * Asked and without a complete answer. A question that waits for another answer is not counted: it is part of what that
 * answer can lead to.
 */
function isOpen({ subject }: Question, { sheet }: Evaluated['standing']): boolean {
  const state = sheet.states[subject.index]
  return state !== State.given && state !== State.notAsked && state !== State.pending
}

function isBlamed({ subject }: Question, { unknowns }: Compiled, { sheet }: Evaluated['standing']): boolean {
  let isSo = false
  unknowns(sheet, (index) => {
    isSo ||= index === subject.index
  })
  return isSo
}

function couldRaise(
  raising: Raising | undefined,
  proof: PersonalProof,
): Pick<UnknownExplained, 'could_raise' | 'by' | 'together'> {
  if (raising === undefined || raising.kind === 'open') return { could_raise: 'not-decided' }
  if (raising.kind === 'never') return { could_raise: 'no' }
  const { answers, level, together } = raising
  return {
    could_raise: 'yes',
    by: changeTo(answers, level, proof),
    ...(together.length === 0 ? {} : { together: together.map(({ id }) => id) }),
  }
}

/** The answers that differ from the person's. Answers that the form no longer asks for are left out. */
function changeTo(answers: Answers, level: Level, proof: PersonalProof): NewAnswers {
  const { questionnaire, on } = proof
  const standing = due(questionnaire, answers, on)
  const changed = questionnaire.questions.filter(({ id }) => {
    const answer = answers.get(id)
    return answer !== undefined && answer !== proof.answers.get(id)
  })
  return { answers: changed.map((question) => shownAnswer(question, { questionnaire, answers, standing })), level }
}

/** What keeps the level as serious by itself, whatever else is answered. */
function floorsOf(
  { findings }: Guidance,
  { questionnaire, standing }: Evaluated,
  { finishedEarly }: { readonly finishedEarly: boolean },
): readonly { readonly level: Level; readonly question?: Question }[] {
  const named = (level: Level, id: string | undefined) => {
    const question = questionnaire.questionById.get(id ?? '')
    return question === undefined ? [] : [{ level, question }]
  }
  return [
    ...(finishedEarly ? [{ level: 'refer-before' } as const] : []),
    ...findings.flatMap(({ kind, level, question, would_raise: rules = [] }) => {
      if (kind === 'unreadable') return named(level, question)
      return kind === 'out-of-range' ? named(levelByItself(rules, questionnaire), question) : []
    }),
    ...standing.contradictory.flatMap((index) => named('refer-discuss', questionnaire.questions[index]?.id)),
  ]
}

/** How serious a number outside its limits is when taken as written, judged by the rules that read nothing else. */
function levelByItself(ids: readonly string[], { rules }: Questionnaire): Level {
  const alone = rules.filter(({ id, when }) => ids.includes(id) && when.reads.length === 1)
  return mostSerious('refer-before', ...alone.map(({ level }) => level))
}

function enoughIn(enough: Enough, evaluated: Evaluated): EnoughExplained {
  if (enough.kind !== 'part')
    return { decided: enough.kind === 'all' ? 'no' : 'not-decided', answers: [], not_decided: [] }
  return {
    decided: 'yes',
    answers: enough.questions.map((question) => shownAnswer(question, evaluated)),
    not_decided: enough.doubtful.map(({ id }) => id),
  }
}

function silentIn({ questionnaire, standing }: Evaluated, proof: PersonalProof): readonly SilentExplained[] {
  return questionnaire.rules
    .filter(({ when }) => when.test(standing.sheet) === FALSE)
    .map((rule) => {
      const nearest = nearestRaising(rule, proof)
      const own = { rule: rule.id, level: rule.level }
      if (nearest.kind !== 'found')
        return { ...own, could_be_raised: nearest.kind === 'nobody' ? 'no' : 'not-decided' } as const
      return { ...own, could_be_raised: 'yes', nearest: changeTo(nearest.answers, nearest.level, proof) } as const
    })
}

function ruleIn(rule: Rule, evaluated: Evaluated): Explanation['rule'] {
  const tree = truthTree(rule.when.condition, evaluated.standing.sheet)
  return { rule: rule.id, level: rule.level, ...conditionIn(tree, rule.when.text, evaluated) }
}

function conditionIn(
  { condition, truth, parts, questions, numbers }: TruthTree,
  written: string,
  evaluated: Evaluated,
): ConditionExplained {
  const { kind, span } = condition
  const answers = questions.flatMap(({ index }): readonly AnswerShown[] => {
    const question = evaluated.questionnaire.questions[index]
    return question === undefined ? [] : [shownAnswer(question, evaluated)]
  })
  return {
    text: written.slice(span.start, span.end),
    truth: nameOf(truth),
    kind: kind === 'and' || kind === 'or' || kind === 'not' ? kind : 'test',
    answers,
    numbers: numbers.map(({ range }) => (typeof range === 'string' ? null : range)),
    parts: parts.map((part) => conditionIn(part, written, evaluated)),
  }
}

function nameOf(truth: Truth): ConditionExplained['truth'] {
  if (truth === unknown) return 'unknown'
  return truth === true ? 'true' : 'false'
}
