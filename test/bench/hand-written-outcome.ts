import {
  type Answer,
  type Answers,
  answerInWords,
  type Level,
  type Questionnaire,
  rank,
} from '../../src/questionnaire/index.ts'
import {
  type AnswerShown,
  adviceFor,
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type Guidance,
  headingFor,
  STATEMENT,
} from '../../src/rules/index.ts'

type State = AnswerShown['state']

interface RuleWords {
  readonly id: string
  readonly index: number
  readonly level: Level
  readonly order: number
  readonly action: Finding['action']
  readonly because: string
  readonly placeholder: string | undefined
  readonly advice: string
  readonly reads: readonly string[]
  readonly sources: NonNullable<Finding['sources']>
}

interface QuestionWords {
  readonly id: string
  readonly index: number
  readonly labels: ReadonlyMap<string, string>
  readonly unit: string
  readonly unknown: Level
  readonly unanswered: Level
  readonly check: string
}

/** What the intake says, looked up once. */
export interface Words {
  readonly form: Guidance['questionnaire']
  readonly rules: ReadonlyMap<string, RuleWords>
  readonly questions: ReadonlyMap<string, QuestionWords>
}

export function wordsOf(questionnaire: Questionnaire): Words {
  const { id, version, source, status, language } = questionnaire
  const rules = questionnaire.rules.map((rule): RuleWords => {
    const action = rule.level === 'act-now' ? (rule.action ?? 'clinician-now') : undefined
    return {
      id: rule.id,
      index: rule.index,
      level: rule.level,
      order: orderOf('rule', rule.level, rule.index),
      action,
      because: rule.because,
      placeholder: /\{(\w+)\}/.exec(rule.because)?.[1],
      advice: rule.advice ?? adviceFor(rule.level, action ?? null),
      reads: rule.when.reads.map((read) => read.id),
      sources: rule.sources.map(({ work, section }) => ({
        id: work.id,
        ...(section === undefined ? {} : { section }),
        title: work.title,
      })),
    }
  })
  const questions = questionnaire.questions.map((question): QuestionWords => {
    const { ifUnknown = 'none-raised', ifUnanswered } = question
    return {
      id: question.id,
      index: question.subject.index,
      labels: new Map(
        [...question.options.map((option) => option.code), 'none'].map((code) => [
          code,
          answerInWords(question, { kind: 'given', value: [code] }),
        ]),
      ),
      unit: question.unit === undefined ? '' : ` ${question.unit.shown}`,
      unknown: ifUnknown,
      unanswered: ifUnanswered ?? (ifUnknown === 'act-now' ? 'refer-before' : ifUnknown),
      check: question.check?.message ?? '',
    }
  })
  return {
    form: { id, version, sha256: source.sha256, status, language },
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    questions: new Map(questions.map((question) => [question.id, question])),
  }
}

/** Most serious first, then by kind, then by place in the questionnaire. */
function orderOf(kind: FindingKind, level: Level, place: number): number {
  return (-rank(level) * FINDING_KINDS.length + FINDING_KINDS.indexOf(kind)) * 1000 + place
}

/** Whether a follow-up question is asked: yes, no, or not known yet. */
export type Due = 'yes' | 'no' | 'pending'

/** What one person's answers come to, gathered question by question. */
export class Outcome {
  private readonly words: Words
  private readonly answers: Answers
  private readonly found: { readonly order: number; readonly finding: Finding }[] = []
  private readonly covered: string[] = []
  private readonly open: RuleWords[] = []
  private readonly unanswered: string[] = []
  private readonly pending: string[] = []
  private readonly notAskedIds: string[] = []
  private readonly conflicts: string[] = []
  private complete = true

  constructor(words: Words, answers: Answers) {
    this.words = words
    this.answers = answers
  }

  raise(id: string): void {
    const rule = this.words.rules.get(id) as RuleWords
    const { level, action, advice, sources, placeholder } = rule
    const answers = rule.reads.map((question) => this.shown(question))
    const because =
      placeholder === undefined ? rule.because : rule.because.replace(`{${placeholder}}`, answers[0]?.text ?? '')
    const finding: Finding =
      action === undefined
        ? { kind: 'rule', level, rule: id, because, advice, answers, sources }
        : { kind: 'rule', level, action, rule: id, because, advice, answers, sources }
    this.found.push({ order: rule.order, finding })
  }

  /** A rule that is true, behind a more serious one of its group. */
  cover(id: string): void {
    this.covered.push(id)
  }

  /** A question that was due and has no value, with the rules that stay open because of it. */
  leavesOpen(id: string, ...rules: readonly string[]): void {
    const question = this.words.questions.get(id) as QuestionWords
    for (const rule of rules) this.keepOpen(rule)
    const answer = this.answers.get(id)
    if (answer === undefined) {
      this.complete = false
      this.unanswered.push(id)
      this.find('unanswered', question.unanswered, question, 'Not answered.', rules)
    } else {
      const because = answer.kind === 'declined' ? 'Prefers not to say.' : 'Not sure.'
      this.find('unknown', question.unknown, question, because, rules)
    }
  }

  /** A question that is asked only after some answers, and the one rule that reads it. */
  followUp(id: string, due: Due, rule: string, raised: boolean): void {
    const answer = this.answers.get(id)
    if (answer === undefined) {
      if (due === 'yes') this.leavesOpen(id, rule)
      else if (due === 'no') this.notAsked(id)
      else this.notYetKnown(id, rule)
      return
    }
    if (answer.kind !== 'given') this.leavesOpen(id, rule)
    else if (raised) this.raise(rule)
    if (due === 'no') this.leftBehind(id, raised)
  }

  notAsked(id: string): void {
    this.notAskedIds.push(id)
  }

  /** Not known yet whether the question is asked; no finding of its own, but the rule stays open. */
  notYetKnown(id: string, rule: string): void {
    this.pending.push(id)
    this.complete = false
    this.keepOpen(rule)
  }

  /** An answer to a question that does not apply; a finding when a rule comes of it. */
  leftBehind(id: string, matters: boolean): void {
    this.conflicts.push(id)
    if (!matters) return
    const because = 'Answered, although another answer says that this does not apply.'
    this.find('conflict', 'refer-discuss', this.words.questions.get(id) as QuestionWords, because, [])
  }

  /** `none` chosen together with something else: the others count. */
  noneBesideOthers(id: string): void {
    this.conflicts.push(id)
    const because = '"None" was chosen together with something else.'
    this.find('conflict', 'refer-discuss', this.words.questions.get(id) as QuestionWords, because, [])
  }

  /** No rule reads it. */
  recordOnly(id: string): void {
    if (!this.answers.has(id)) this.unanswered.push(id)
  }

  failedCheck(id: string, ...reads: readonly string[]): void {
    const { index, check } = this.words.questions.get(id) as QuestionWords
    const finding: Finding = {
      kind: 'check-failed',
      level: 'refer-before',
      question: id,
      state: 'given',
      because: check,
      advice: adviceFor('refer-before', null),
      answers: reads.map((read) => this.shown(read)),
    }
    this.found.push({ order: orderOf('check-failed', 'refer-before', index), finding })
  }

  guidance(on: string): Guidance {
    const { words, found, open, covered, complete, unanswered, pending, notAskedIds, conflicts } = this
    if (!complete) found.push(INCOMPLETE)
    if (found.length > 1) found.sort((a, b) => a.order - b.order)
    if (open.length > 1) open.sort((a, b) => a.index - b.index)
    const findings = found.map(({ finding }) => finding)
    const level = findings[0]?.level ?? 'none-raised'
    const emergency = findings.some((finding) => finding.action === 'emergency')
    return {
      schema: 'prescreen/guidance/1',
      questionnaire: words.form,
      on,
      level,
      action: level !== 'act-now' ? null : emergency ? 'emergency' : 'clinician-now',
      complete,
      heading: headingFor({ level, complete }),
      findings,
      covered,
      undetermined: open.map(({ id }) => id),
      scores: {},
      unanswered,
      pending,
      not_asked: notAskedIds,
      conflicts,
      statement: STATEMENT,
    }
  }

  private keepOpen(id: string): void {
    const rule = this.words.rules.get(id) as RuleWords
    if (!this.open.includes(rule)) this.open.push(rule)
  }

  private find(
    kind: FindingKind,
    level: Level,
    question: QuestionWords,
    because: string,
    rules: readonly string[],
  ): void {
    const action = level === 'act-now' ? 'clinician-now' : undefined
    const answers = [this.shown(question.id)]
    const { state } = answers[0] as AnswerShown
    const rest = { question: question.id, state, because, advice: adviceFor(level, action ?? null), answers }
    const finding: Finding =
      action === undefined
        ? { kind, level, ...rest, undetermined: rules }
        : { kind, level, action, ...rest, undetermined: rules }
    this.found.push({ order: orderOf(kind, level, question.index), finding })
  }

  private shown(id: string): AnswerShown {
    const answer = this.answers.get(id)
    if (answer?.kind === 'given') {
      const { value } = answer
      return { question: id, state: 'given', value, text: this.inWords(id, value) }
    }
    const state: State =
      answer !== undefined
        ? answer.kind
        : this.notAskedIds.includes(id)
          ? 'not_asked'
          : this.pending.includes(id)
            ? 'pending'
            : 'unanswered'
    return { question: id, state, text: ABSENT[state] ?? '' }
  }

  private inWords(id: string, value: (Answer & { kind: 'given' })['value']): string {
    const { labels, unit } = this.words.questions.get(id) as QuestionWords
    if (typeof value === 'number') return `${value}${unit}`
    if (typeof value === 'string') return labels.get(value) ?? value
    return value.length === 1 ? (labels.get(value[0] ?? '') ?? '') : value.map((code) => labels.get(code)).join('; ')
  }
}

const ABSENT: Readonly<Partial<Record<State, string>>> = {
  unsure: 'Not sure',
  declined: 'Prefer not to say',
  unanswered: 'Not answered',
  pending: 'Not answered',
  not_asked: 'Not asked',
}

const INCOMPLETE: { readonly order: number; readonly finding: Finding } = {
  order: orderOf('incomplete', 'refer-before', 0),
  finding: {
    kind: 'incomplete',
    level: 'refer-before',
    because: 'The form is not finished: something that a rule needs was not answered.',
    advice: adviceFor('refer-before', null),
    answers: [],
  },
}
