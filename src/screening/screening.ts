import type { Answer, Answers, Question, Questionnaire } from '../questionnaire/index.ts'
import type { Finding } from '../rules/index.ts'
import type { Evaluation } from './evaluation.ts'
import type { Move } from './moves.ts'

/** One person's way through a form, as the moves have made it. Immutable; `take` makes the next one. */
export interface Screening {
  readonly questionnaire: Questionnaire
  /** ISO day of the answers. */
  readonly on: string
  readonly moves: readonly Move[]
  /** What counts now: answers to questions that are due. */
  readonly answers: Answers
  /** What follows from those answers. */
  readonly evaluation: Evaluation
  /**
   * Earlier answers to questions that a later answer ruled out or made uncertain. They are offered again when the
   * question is asked again.
   */
  readonly aside: ReadonlyMap<string, Aside>
  readonly step: Step
  /**
   * Set while a question that was opened from the review is current, so that its answer leads back there: ids of the
   * questions that this answer brings up, which are asked first.
   */
  readonly detour: ReadonlySet<string> | undefined
  /** Act-now findings that somebody has seen and passed, by what they are about. */
  readonly seen: ReadonlySet<string>
  /** Whether an answer of this screening was ever a reason to act now, even if it was corrected since. */
  readonly actNowRaised: boolean
  /** The largest share settled so far, 0 to 1, so that the progress shown never goes backwards. */
  readonly progress: number
  /** What else the last move caused, to be shown once. */
  readonly notice: Notice | undefined
}

export interface Aside {
  readonly answer: Answer
  /** When it was set aside. */
  readonly at: string
}

/** What the person at the desk sees. */
export type Step =
  | { readonly kind: 'ask'; readonly question: Question; readonly earlier: Answer | undefined }
  /** An answer outside its soft limits waits to be confirmed. */
  | { readonly kind: 'confirm'; readonly question: Question; readonly answer: Answer }
  /** Something that cannot wait. `question` is the one whose answer caused it. */
  | { readonly kind: 'act-now'; readonly question: Question; readonly findings: readonly Finding[] }
  | { readonly kind: 'review'; readonly open: readonly Question[]; readonly mayFinish: boolean }
  | { readonly kind: 'done'; readonly finishedEarly: boolean }

export type Notice =
  /** An answer that changed, or that affects other answers. */
  | {
      readonly kind: 'answered'
      readonly question: Question
      readonly answer: Answer
      /** The answer that it replaces; undefined where there was none, or the same. */
      readonly before: Answer | undefined
      /** Questions whose answers no longer count because of this one. */
      readonly setAside: readonly Question[]
      /** Questions that are asked from now on because of this answer. Only where an earlier answer was changed. */
      readonly opened: readonly Question[]
    }
  /** The answer was not accepted, because a check fails with it. */
  | { readonly kind: 'check'; readonly question: Question; readonly message: string }
  /** Finishing was refused, because these questions are due and open. */
  | { readonly kind: 'open'; readonly questions: readonly Question[] }
  /** The answer to this question came from a key that was held down. */
  | { readonly kind: 'taken-back'; readonly question: Question }
