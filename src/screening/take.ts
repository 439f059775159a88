import type { Answer, Question, Questionnaire } from '../questionnaire/index.ts'
import {
  counting,
  dueQuestions,
  failingChecks,
  isUnusual,
  pressing,
  stillPossible,
  subjectOf,
} from './due-questions.ts'
import type { Move } from './moves.ts'
import type { Aside, Notice, Screening, Step } from './screening.ts'

/** A screening with nothing said yet. `on` is the ISO day of the answers. */
export function begin(questionnaire: Questionnaire, on: string): Screening {
  const bare = {
    questionnaire,
    on,
    moves: [],
    answers: new Map(),
    aside: new Map(),
    seen: new Set<string>(),
    progress: 0,
    notice: undefined,
  }
  return { ...bare, step: nextOpen({ ...bare, step: { kind: 'done', finishedEarly: false } }) }
}

export function replay(questionnaire: Questionnaire, on: string, moves: readonly Move[]): Screening {
  return moves.reduce(take, begin(questionnaire, on))
}

/** The screening after a move. A move that does not fit the step changes nothing; moving about never changes an answer. */
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
      return answered(screening, step.question, move.answer, move.at)
    case 'confirm':
      return step.kind === 'confirm' ? answered(screening, step.question, step.answer, move.at) : undefined
    case 'back':
      return back(screening)
    case 'go-on':
      return goOn(screening, move.at)
    case 'review':
      return step.kind === 'done' ? undefined : at(screening, reviewOf(screening))
    case 'edit':
      return edit(screening, move.question)
    case 'finish':
      return finish(screening)
  }
}

function answered(screening: Screening, question: Question, answer: Answer, when: string): Screening {
  const { questionnaire, on } = screening
  const said = new Map(screening.answers).set(question.id, answer)
  const failing = failingChecks(questionnaire, said, on)
  const own = failing.find((one) => one === question)
  if (own !== undefined) {
    return withNotice(at(screening, asking(screening, question)), {
      kind: 'check',
      question,
      message: own.check?.message ?? '',
    })
  }
  // An earlier number was corrected: the question that carries the check is asked again.
  for (const doubtful of failing) said.delete(doubtful.id)
  const answers = counting(questionnaire, said, on)
  const lost = questionnaire.questions.filter(({ id }) => screening.answers.has(id) && !answers.has(id))
  const aside = new Map<string, Aside>(screening.aside)
  aside.delete(question.id)
  for (const { id } of lost) aside.set(id, { answer: screening.answers.get(id) as Answer, at: when })
  const now = new Set(pressing(questionnaire, answers, on).map(subjectOf))
  // What is no longer so has not been seen: should it come back, it interrupts again.
  const seen = new Set([...screening.seen].filter((subject) => now.has(subject)))
  const next: Screening = { ...screening, answers, aside, seen }
  return withNotice(
    at(next, interruption(next, question) ?? nextOpen(next)),
    lost.length === 0 ? undefined : { kind: 'set-aside', questions: lost },
  )
}

/** The act-now step when something pressing has not been seen yet; `last` is the question at hand. */
function interruption({ questionnaire, answers, on, seen }: Screening, last?: Question): Step | undefined {
  const findings = pressing(questionnaire, answers, on).filter((finding) => !seen.has(subjectOf(finding)))
  const about = new Set(
    findings.flatMap((finding) => [finding.question, ...finding.answers.map((one) => one.question)]),
  )
  const causes = questionnaire.questions.filter(({ id }) => about.has(id) && answers.has(id))
  const question = last !== undefined && causes.includes(last) ? last : (causes.at(-1) ?? last)
  return question === undefined || findings.length === 0 ? undefined : { kind: 'act-now', question, findings }
}

function back(screening: Screening): Screening | undefined {
  const { step } = screening
  switch (step.kind) {
    case 'confirm':
    case 'act-now':
      return at(screening, asking(screening, step.question))
    case 'ask': {
      const asked = dueQuestions(screening.questionnaire, screening.answers, screening.on)
      const before = asked[asked.indexOf(step.question) - 1]
      return before === undefined ? undefined : at(screening, asking(screening, before))
    }
    case 'review': {
      const here = step.open[0] ?? dueQuestions(screening.questionnaire, screening.answers, screening.on).at(-1)
      return here === undefined ? undefined : at(screening, asking(screening, here))
    }
    case 'done':
      return at(screening, reviewOf(screening))
  }
}

function goOn(screening: Screening, when: string): Screening | undefined {
  const { step } = screening
  switch (step.kind) {
    case 'act-now': {
      const seen = new Set([...screening.seen, ...step.findings.map(subjectOf)])
      return at(screening, nextOpen(screening), seen)
    }
    case 'review':
      return step.open.length === 0 ? undefined : at(screening, interruption(screening) ?? nextOpen(screening))
    case 'ask':
      if (step.earlier === undefined) return undefined
      if (!screening.answers.has(step.question.id)) return answered(screening, step.question, step.earlier, when)
      return at(screening, interruption(screening, step.question) ?? after(screening, step.question))
    case 'confirm':
    case 'done':
      return undefined
  }
}

function edit(screening: Screening, id: string): Screening | undefined {
  const question = dueQuestions(screening.questionnaire, screening.answers, screening.on).find((one) => one.id === id)
  return screening.step.kind === 'review' && question !== undefined
    ? at(screening, asking(screening, question))
    : undefined
}

function finish(screening: Screening): Screening | undefined {
  const { step } = screening
  if (step.kind === 'act-now') return at(screening, { kind: 'done', finishedEarly: openNow(screening).length > 0 })
  if (step.kind !== 'review') return undefined
  if (step.mayFinish) return at(screening, { kind: 'done', finishedEarly: step.open.length > 0 })
  return withNotice(screening, { kind: 'open', questions: step.open })
}

function at(screening: Screening, step: Step, seen: ReadonlySet<string> = screening.seen): Screening {
  return { ...screening, step, seen }
}

function withNotice(screening: Screening, what: Notice | undefined): Screening {
  return { ...screening, notice: what }
}

function asking(screening: Screening, question: Question): Step {
  const earlier = screening.answers.get(question.id) ?? screening.aside.get(question.id)?.answer
  return { kind: 'ask', question, earlier }
}

function reviewOf(screening: Screening): Step {
  const { questionnaire, answers, on } = screening
  const open = openNow(screening)
  return { kind: 'review', open, mayFinish: open.length === 0 || pressing(questionnaire, answers, on).length > 0 }
}

function nextOpen(screening: Screening): Step {
  const [first] = openNow(screening)
  return first === undefined ? reviewOf(screening) : asking(screening, first)
}

/** The due question after this one, answered or not: keeping answers walks through them one by one. */
function after(screening: Screening, question: Question): Step {
  const asked = dueQuestions(screening.questionnaire, screening.answers, screening.on)
  const following = asked[asked.indexOf(question) + 1]
  return following === undefined ? reviewOf(screening) : asking(screening, following)
}

function openNow({ questionnaire, answers, on }: Screening): readonly Question[] {
  return dueQuestions(questionnaire, answers, on).filter(({ id }) => !answers.has(id))
}

function shareSettled({ questionnaire, answers, on }: Screening): number {
  const settled = answers.size
  return settled / Math.max(1, settled + stillPossible(questionnaire, answers, on))
}
