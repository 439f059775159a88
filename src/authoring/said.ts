import { State } from '../expression/index.ts'
import { type Answers, due, type Questionnaire, type Standing } from '../questionnaire/index.ts'
import { type FindingKind, type Guidance, type RollUp, rollUp, scoresOf, truthsOf } from '../rules/index.ts'
import type { ListKey } from './cases.ts'

/** What a form says about one person before it is put into words: everything that a case can expect. */
export interface Said {
  readonly rolled: RollUp
  /** Ids of the questions that are not asked, in the order of the form. */
  readonly notAsked: () => readonly string[]
  readonly scores: () => Guidance['scores']
}

export function saidOf(questionnaire: Questionnaire, answers: Answers, on: string): Said {
  const standing = due(questionnaire, answers, on)
  return saidFrom(questionnaire, standing, truthsOf(questionnaire, standing))
}

/** The same, for callers that already know the state of each question and the truth code of each rule. */
export function saidFrom(questionnaire: Questionnaire, standing: Standing, truths: Uint8Array): Said {
  return {
    rolled: rollUp({ questionnaire, standing, truths, finishedEarly: false }),
    notAsked: () =>
      questionnaire.questions.flatMap(({ id, subject }) =>
        standing.sheet.states[subject.index] === State.notAsked ? [id] : [],
      ),
    scores: () => scoresOf(questionnaire, standing),
  }
}

/** The ids that a list in a case is compared with. */
export function listIn(said: Said, key: ListKey): readonly string[] {
  switch (key) {
    case 'raised':
    case 'raised_includes':
      return said.rolled.findings.flatMap(({ kind, rule }) => (kind === 'rule' && rule !== undefined ? [rule.id] : []))
    case 'unknown':
    case 'unanswered':
      return questionsOf(said, key)
    case 'not_asked':
      return said.notAsked()
    case 'conflicts':
      return said.rolled.conflicts.map(({ id }) => id)
    case 'out_of_range':
      return questionsOf(said, 'out-of-range')
    case 'check_failed':
      return questionsOf(said, 'check-failed')
  }
}

function questionsOf({ rolled }: Said, wanted: FindingKind): readonly string[] {
  return rolled.findings.flatMap(({ kind, question }) =>
    kind === wanted && question !== undefined ? [question.id] : [],
  )
}
