import {
  type Answer,
  answerInWords,
  parseAnswer,
  type Question,
  type Questionnaire,
} from '../../src/questionnaire/index.ts'
import { type Guidance, guide } from '../../src/rules/index.ts'
import { begin, type Move, type Notice, type Screening, type Step, take } from '../../src/screening/index.ts'

/** A move without its time: the desk's clock gives it. */
type Untimed<M extends Move = Move> = M extends Move ? Omit<M, 'at'> : never

const OPENED = Date.parse('2026-11-22T09:00:00.000Z')

/**
 * One person at a desk, told as a story: `new Desk(intake).says('yes').goesBack().says('no')`. Every step must fit what
 * is in front of the person; `tries` is for those that need not. Each move comes a second after the one before.
 */
export class Desk {
  screening: Screening
  private now = OPENED

  constructor(form: Questionnaire, on = '2026-11-22') {
    this.screening = begin(form, on)
  }

  /** Answers the question at hand, written as in a file of answers; codes of several in a list. */
  says(written: string | number | readonly string[]): this {
    const question = this.question
    const answer = parseAnswer(question, typeof written === 'number' ? String(written) : written)
    if (answer === undefined || answer.kind === 'rejected')
      throw new Error(`${question.id} cannot be answered with ${written}`)
    return this.gives(answer)
  }

  gives(answer: Answer): this {
    return this.does({ kind: 'answer', question: this.question.id, answer })
  }

  /** Several answers, each to the question that must be asked at that moment. */
  answers(story: Readonly<Record<string, string | number | readonly string[]>>): this {
    for (const [id, written] of Object.entries(story)) {
      if (this.asks !== id) throw new Error(`the desk is at ${this.at}, not at ${id}`)
      this.says(written)
    }
    return this
  }

  /** Usual answers until that question is asked, or until there is none to ask. */
  saysTheUsualUntil(id?: string): this {
    while (this.asks !== undefined && this.asks !== id) {
      const { usual } = this.question
      this.gives(usual ?? { kind: 'declined' })
    }
    return this
  }

  keeps(): this {
    return this.does({ kind: 'go-on' })
  }

  goesOn(): this {
    return this.does({ kind: 'go-on' })
  }

  goesBack(times = 1): this {
    for (let time = 0; time < times; time += 1) this.does({ kind: 'back' })
    return this
  }

  confirms(): this {
    return this.does({ kind: 'confirm' })
  }

  reviews(): this {
    return this.does({ kind: 'review' })
  }

  /** To that question, by way of the review. */
  edits(question: string): this {
    if (this.step.kind !== 'review') this.reviews()
    return this.does({ kind: 'edit', question })
  }

  finishes(): this {
    return this.does({ kind: 'finish' })
  }

  /** A move that may not fit. */
  tries(move: Untimed): this {
    this.now += 1000
    this.screening = take(this.screening, { ...move, at: new Date(this.now).toISOString() })
    return this
  }

  get step(): Step {
    return this.screening.step
  }

  /** Id of the question at hand. */
  get asks(): string | undefined {
    return this.step.kind === 'ask' ? this.step.question.id : undefined
  }

  /** The question at hand, or the kind of step. */
  get at(): string {
    return this.asks ?? this.step.kind
  }

  /** The earlier answer that the question at hand offers, in words. */
  get offers(): string | undefined {
    return this.step.kind === 'ask' && this.step.earlier !== undefined
      ? answerInWords(this.step.question, this.step.earlier)
      : undefined
  }

  /** What the last move brought about, with the ids of the questions that it is about. */
  get told(): string | undefined {
    return noticeInIds(this.screening.notice)
  }

  /** Every answer that counts, in words. */
  get said(): Readonly<Record<string, string>> {
    const { questionnaire, answers } = this.screening
    const words = questionnaire.questions.flatMap((question) => {
      const answer = answers.get(question.id)
      return answer === undefined ? [] : [[question.id, answerInWords(question, answer)]]
    })
    return Object.fromEntries(words)
  }

  get guidance(): Guidance {
    const { questionnaire, answers, on } = this.screening
    return guide(questionnaire, answers, on, { finishedEarly: this.step.kind === 'done' && this.step.finishedEarly })
  }

  get level(): string {
    return this.guidance.level
  }

  /** Ids of the rules that fire, and of questions not known, most serious first. */
  get findings(): readonly string[] {
    return this.guidance.findings.map((finding) => finding.rule ?? finding.question ?? finding.kind)
  }

  private get question(): Question {
    if (this.step.kind !== 'ask') throw new Error(`nothing is asked: the desk is at ${this.at}`)
    return this.step.question
  }

  private does(move: Untimed): this {
    const before = this.screening
    this.tries(move)
    if (this.screening === before) throw new Error(`${move.kind} does not fit: the desk is at ${this.at}`)
    return this
  }
}

function noticeInIds(notice: Notice | undefined): string | undefined {
  const ids = (questions: readonly Question[]) => questions.map(({ id }) => id).join(', ')
  switch (notice?.kind) {
    case 'answered':
      return [
        ...(notice.before === undefined ? [] : [`changed: ${notice.question.id}`]),
        ...(notice.setAside.length === 0 ? [] : [`set-aside: ${ids(notice.setAside)}`]),
        ...(notice.opened.length === 0 ? [] : [`opened: ${ids(notice.opened)}`]),
      ].join('; ')
    case 'check':
      return notice.message
    case 'open':
      return `open: ${ids(notice.questions)}`
    case 'taken-back':
      return `taken-back: ${notice.question.id}`
    case undefined:
      return undefined
  }
}
