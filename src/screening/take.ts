import type { Answer, Answers, Question, Questionnaire } from '../questionnaire/index.ts'
import { counting, type Evaluation, evaluate, isUnusual, subjectOf } from './evaluation.ts'
import type { Move } from './moves.ts'
import type { Aside, Notice, Screening, Step } from './screening.ts'

/** A screening in which nothing was said yet. `on` is the ISO day of the answers. */
export function begin(questionnaire: Questionnaire, on: string): Screening {
  const answers: Answers = new Map()
  const bare: Screening = {
    questionnaire,
    on,
    moves: [],
    answers,
    evaluation: evaluate(questionnaire, answers, on),
    aside: new Map(),
    step: { kind: 'done', finishedEarly: false },
    detour: undefined,
    seen: new Set<string>(),
    actNowRaised: false,
    progress: 0,
    notice: undefined,
  }
  return { ...bare, step: nextOpen(bare) }
}

export function replay(questionnaire: Questionnaire, on: string, moves: readonly Move[]): Screening {
  return moves.reduce(take, begin(questionnaire, on))
}

/**
 * The screening after a move. A move that does not fit the step changes nothing, and moving about never changes an
 * answer.
 */
export function take(screening: Screening, move: Move): Screening {
  const next = taken({ ...screening, notice: undefined }, move)
  if (next === undefined) return screening
  return { ...next, moves: [...screening.moves, move], progress: Math.max(screening.progress, shareSettled(next)) }
}

function taken(screening: Screening, move: Move): Screening | undefined {
  const { step } = screening
  switch (move.kind) {
    case 'answer':
      if (step.kind !== 'ask' || step.question.id !== move.question || move.answer.kind === 'rejected') return undefined
      if (isUnusual(step.question, move.answer))
        return at(screening, { kind: 'confirm', question: step.question, answer: move.answer })
      return answered(screening, step.question, move)
    case 'confirm':
      return step.kind === 'confirm'
        ? answered(screening, step.question, { answer: step.answer, at: move.at })
        : undefined
    case 'back':
      return back(screening)
    case 'go-on':
      return goOn(screening, move.at)
    case 'review':
      return step.kind === 'done' ? undefined : at(screening, reviewOf(screening))
    case 'edit':
      return edit(screening, move.question)
    case 'take-back':
      return takenBack(screening)
    case 'finish':
      return finish(screening)
  }
}

function answered(
  screening: Screening,
  question: Question,
  said: { readonly answer: Answer; readonly at: string },
): Screening {
  const { questionnaire, on } = screening
  const all = new Map(screening.answers).set(question.id, said.answer)
  const first = evaluate(questionnaire, all, on)
  if (first.failing.includes(question))
    return withNotice(at(screening, asking(screening, question)), {
      kind: 'check',
      question,
      message: question.check?.message ?? '',
    })
  const { answers, evaluation } = countingWith(screening, all, first)
  const lost = questionnaire.questions.filter(({ id }) => screening.answers.has(id) && !answers.has(id))
  const aside = new Map<string, Aside>(screening.aside)
  aside.delete(question.id)
  for (const { id } of lost) aside.set(id, { answer: screening.answers.get(id) as Answer, at: said.at })
  const now = new Set(evaluation.actNow.map(subjectOf))
  // Acknowledged findings that no longer hold are forgotten, so that they interrupt again if they return.
  const seen = new Set([...screening.seen].filter((subject) => now.has(subject)))
  const actNowRaised = screening.actNowRaised || now.size > 0
  const opened = evaluation.open.filter((one) => !screening.evaluation.open.includes(one))
  const detour = screening.detour && new Set([...screening.detour, ...opened.map(({ id }) => id)])
  const next: Screening = { ...screening, answers, evaluation, aside, seen, actNowRaised, detour }
  return withNotice(
    at(next, interruption(next, question) ?? onward(next)),
    consequence(screening, next, { question, answer: said.answer, lost }),
  )
}

/**
 * The answers that still count when a new one is added, and what follows from them. Where a number of an earlier check
 * was corrected, the question with that check is asked again.
 */
function countingWith(
  { questionnaire, on }: Screening,
  all: ReadonlyMap<string, Answer>,
  first: Evaluation,
): Pick<Screening, 'answers' | 'evaluation'> {
  if (first.failing.length === 0 && first.everyAnswerCounts) return { answers: all, evaluation: first }
  const doubted = new Set(first.failing.map(({ id }) => id))
  const left = new Map([...all].filter(([id]) => !doubted.has(id)))
  const answers = counting(questionnaire, left, on)
  return { answers, evaluation: evaluate(questionnaire, answers, on) }
}

/** What else an answer caused; undefined when it is new and affects no other answers. */
function consequence(
  screening: Screening,
  next: Screening,
  {
    question,
    answer,
    lost,
  }: { readonly question: Question; readonly answer: Answer; readonly lost: readonly Question[] },
): Notice | undefined {
  const earlier = screening.answers.get(question.id)
  const before = earlier !== undefined && !isSame(earlier, answer) ? earlier : undefined
  if (before === undefined && lost.length === 0) return undefined
  const known = new Set(screening.evaluation.due)
  const opened = before === undefined ? [] : next.evaluation.open.filter((one) => !known.has(one))
  return { kind: 'answered', question, answer, before, setAside: lost, opened }
}

function isSame(one: Answer, other: Answer): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The act-now step when there is an act-now finding that has not been seen yet. `last` is the current question. */
function interruption({ questionnaire, answers, evaluation, seen }: Screening, last?: Question): Step | undefined {
  const findings = evaluation.actNow.filter((finding) => !seen.has(subjectOf(finding)))
  const about = new Set(
    findings.flatMap((finding) => [finding.question, ...finding.answers.map((one) => one.question)]),
  )
  const causes = questionnaire.questions.filter(({ id }) => about.has(id) && answers.has(id))
  const question = last !== undefined && causes.includes(last) ? last : (causes.at(-1) ?? last)
  return question === undefined || findings.length === 0 ? undefined : { kind: 'act-now', question, findings }
}

function back(screening: Screening): Screening | undefined {
  const { step, detour, evaluation } = screening
  switch (step.kind) {
    case 'confirm':
    case 'act-now':
      return at(screening, asking(screening, step.question))
    case 'ask': {
      if (detour !== undefined) return at(screening, reviewOf(screening))
      const before = evaluation.due[evaluation.due.indexOf(step.question) - 1]
      return before === undefined ? undefined : at(screening, asking(screening, before))
    }
    case 'review': {
      const here = step.open[0] ?? evaluation.due.at(-1)
      return here === undefined ? undefined : at(screening, asking(screening, here))
    }
    case 'done':
      return at(screening, reviewOf(screening))
  }
}

function goOn(screening: Screening, when: string): Screening | undefined {
  const { step, evaluation } = screening
  switch (step.kind) {
    case 'act-now': {
      const seen = new Set([...screening.seen, ...step.findings.map(subjectOf)])
      return at({ ...screening, seen }, onward(screening))
    }
    case 'review':
      return step.open.length === 0 ? undefined : at(screening, interruption(screening) ?? nextOpen(screening))
    case 'ask':
      if (step.earlier === undefined) return undefined
      if (!screening.answers.has(step.question.id))
        return answered(screening, step.question, { answer: step.earlier, at: when })
      return at(screening, interruption(screening, step.question) ?? keptOn(screening, step.question, evaluation))
    case 'confirm':
    case 'done':
      return undefined
  }
}

function edit(screening: Screening, id: string): Screening | undefined {
  const question = screening.evaluation.due.find((one) => one.id === id)
  return screening.step.kind === 'review' && question !== undefined
    ? at({ ...screening, detour: new Set() }, asking(screening, question))
    : undefined
}

/**
 * The screening before its last move, if that was an answer. The moves stay, so that nothing is hidden from the log.
 */
function takenBack({ questionnaire, on, moves, progress }: Screening): Screening | undefined {
  const last = moves.at(-1)
  if (last?.kind !== 'answer') return undefined
  const before = replay(questionnaire, on, moves.slice(0, -1))
  const question = questionnaire.questionById.get(last.question)
  if (question === undefined) return undefined
  return withNotice({ ...before, moves, progress }, { kind: 'taken-back', question })
}

function finish(screening: Screening): Screening | undefined {
  const { step, evaluation } = screening
  if (step.kind === 'act-now') return at(screening, { kind: 'done', finishedEarly: evaluation.open.length > 0 })
  if (step.kind !== 'review') return undefined
  if (step.mayFinish) return at(screening, { kind: 'done', finishedEarly: step.open.length > 0 })
  return withNotice(screening, { kind: 'open', questions: step.open })
}

function at(screening: Screening, step: Step): Screening {
  const isBack = step.kind === 'review' || step.kind === 'done'
  return { ...screening, step, detour: isBack ? undefined : screening.detour }
}

function withNotice(screening: Screening, notice: Notice | undefined): Screening {
  return { ...screening, notice }
}

function asking(screening: Screening, question: Question): Step {
  const earlier = screening.answers.get(question.id) ?? screening.aside.get(question.id)?.answer
  return { kind: 'ask', question, earlier }
}

function reviewOf({ evaluation: { open, actNow } }: Screening): Step {
  return { kind: 'review', open, mayFinish: open.length === 0 || actNow.length > 0 }
}

/**
 * The first open question. On the way from the review only those that the changed answer brought up, and then the
 * review again.
 */
function onward(screening: Screening): Step {
  const { detour, evaluation } = screening
  if (detour === undefined) return nextOpen(screening)
  const opened = evaluation.open.find(({ id }) => detour.has(id))
  return opened === undefined ? reviewOf(screening) : asking(screening, opened)
}

function nextOpen(screening: Screening): Step {
  const [first] = screening.evaluation.open
  return first === undefined ? reviewOf(screening) : asking(screening, first)
}

/** Keeping answers walks through the due questions one by one, answered or not. */
function keptOn(screening: Screening, question: Question, { due }: Evaluation): Step {
  const following = due[due.indexOf(question) + 1]
  if (screening.detour !== undefined) return onward(screening)
  return following === undefined ? reviewOf(screening) : asking(screening, following)
}

function shareSettled({ answers, evaluation: { possible } }: Screening): number {
  return answers.size / Math.max(1, answers.size + possible)
}
