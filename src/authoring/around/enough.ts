import { type Answers, type Level, type Question, rank } from '../../questionnaire/index.ts'
import { guide } from '../../rules/index.ts'
import type { Node } from '../prove/diagram.ts'
import { cheapest } from '../prove/paths.ts'
import { answersOn, withAnswers } from '../prove/person-on-path.ts'
import { NO } from '../prove/truths.ts'
import { costsAround, type OwnQuestion, type PersonalPart, type PersonalProof } from './personal.ts'

/** A set of answers that keeps the level at least as serious, whatever the answers to the other questions are. */
export type Enough =
  /** The level is `none-raised`, which needs all answers. */
  | { readonly kind: 'all' }
  /** `doubtful`: answers for which it is not decided whether they could be left out. */
  | { readonly kind: 'part'; readonly questions: readonly Question[]; readonly doubtful: readonly Question[] }
  | { readonly kind: 'open' }

interface Sought {
  readonly proof: PersonalProof
  readonly level: Level
  /** Answers that keep every part below the level, as far as such answers were found. */
  readonly quiet: Answers
}

/**
 * As few answers as possible that keep the level, none of which can be left out. "No answer" counts as one too. `floor`
 * is what is as serious by itself: a value that cannot be used, with its question, or an interview that was left early.
 */
export function enoughFor(
  proof: PersonalProof,
  level: Level,
  floors: readonly { readonly level: Level; readonly question?: Question }[],
): Enough {
  const wanted = rank(level)
  if (wanted === 0) return { kind: 'all' }
  const floor = floors.find((one) => rank(one.level) >= wanted)
  if (floor?.question === undefined && floor !== undefined) return { kind: 'part', questions: [], doubtful: [] }
  const parts = proof.parts.flatMap((part) => part ?? [])
  if (parts.some((part) => belowIn(part, level) === NO && !part.diagrams.isExhausted()))
    return { kind: 'part', questions: [], doubtful: [] }
  if (floor?.question !== undefined) return { kind: 'part', questions: [floor.question], doubtful: [] }
  const sought = { proof, level, quiet: quietAnswers(proof, level) }
  const able = parts.filter((part) => level !== 'act-now' || !part.hidesActNow)
  for (const starts of [readByFindings(proof, level), [undefined]]) {
    const found = starts.flatMap((ids) =>
      able.flatMap((part) => leastOf(part.held.filter(isAmong(ids)), part, sought) ?? []),
    )
    const best = found.sort(
      (a, b) => a.doubtful.length - b.doubtful.length || a.questions.length - b.questions.length,
    )[0]
    if (best !== undefined) return best
  }
  return { kind: 'open' }
}

function belowIn(part: PersonalPart, level: Level): Node {
  return part.truths.and(part.below(rank(level)), part.possible)
}

/** Ids of the questions that each finding of this level reads, in the order of the findings. */
function readByFindings(
  { questionnaire, answers, on }: PersonalProof,
  level: Level,
): readonly (ReadonlySet<string> | undefined)[] {
  const { findings } = guide(questionnaire, answers, on)
  return findings
    .filter((finding) => finding.level === level)
    .map((finding) => new Set(finding.answers.map(({ question }) => question)))
}

/**
 * Takes all questions of a part when no ids are given: if a finding comes of a question that is not asked, it depends
 * on more questions than it reads.
 */
function isAmong(ids: ReadonlySet<string> | undefined): (one: OwnQuestion) => boolean {
  return ({ question }) => ids === undefined || ids.has(question.id)
}

/**
 * Leaves out one answer after the other that is not needed, from the last one on. Undefined when not even all of them
 * are enough.
 */
function leastOf(
  start: readonly OwnQuestion[],
  part: PersonalPart,
  sought: Sought,
): (Enough & { readonly kind: 'part' }) | undefined {
  if (start.length === 0 || !isEnough(start, part, sought.level)) return undefined
  let kept = start
  for (const one of start.toReversed()) {
    const fewer = kept.filter((other) => other !== one)
    if (isEnough(fewer, part, sought.level)) kept = fewer
  }
  const doubtful = kept.filter((one) => {
    const fewer = kept.filter((other) => other !== one)
    return !isShownLower(fewer, part, sought)
  })
  const inOrder = (list: readonly OwnQuestion[]) =>
    part.held.filter((one) => list.includes(one)).map(({ question }) => question)
  return { kind: 'part', questions: inOrder(kept), doubtful: inOrder(doubtful) }
}

function isEnough(kept: readonly OwnQuestion[], part: PersonalPart, level: Level): boolean {
  return lowerWith(kept, part, level) === NO && !part.diagrams.isExhausted()
}

/** The sheets below the level that contain these answers. */
function lowerWith(kept: readonly OwnQuestion[], part: PersonalPart, level: Level): Node {
  return part.truths.and(belowIn(part, level), ...kept.map(({ asNow }) => asNow))
}

/** Whether a person with these answers and a less serious level was found. */
function isShownLower(kept: readonly OwnQuestion[], part: PersonalPart, { proof, level, quiet }: Sought): boolean {
  const { truths, exact, diagrams } = part
  const lower = lowerWith(kept, part, level)
  const costs = costsAround(part, () => 1)
  return [truths.and(lower, exact), lower].some((set) => {
    const path = cheapest(diagrams, set, costs)
    if (path === undefined) return false
    const answers = proof.moved(part, path, quiet)
    return rank(guide(proof.questionnaire, answers, proof.on).level) < rank(level)
  })
}

function quietAnswers({ parts, answers }: PersonalProof, level: Level): Answers {
  return parts.reduce<Answers>((all, part) => {
    if (part === undefined) return all
    const below = belowIn(part, level)
    const costs = costsAround(part, () => 1)
    const path =
      cheapest(part.diagrams, part.truths.and(below, part.exact), costs) ?? cheapest(part.diagrams, below, costs)
    return path === undefined ? all : withAnswers(part, answersOn(part, path), all)
  }, answers)
}
