import type { Answer, Answers, Question, Questionnaire } from '../questionnaire/index.ts'
import type { Finding } from '../rules/index.ts'
import type { Evaluation } from './evaluation.ts'
import type { Move } from './moves.ts'

/** One person's walk, as its moves have made it. Immutable; `take` makes the next one. */
export interface Screening {
  readonly questionnaire: Questionnaire
  /** ISO day of the answers. */
  readonly on: string
  readonly moves: readonly Move[]
  /** What counts now: answers to questions that are due. */
  readonly answers: Answers
  /** What follows from those answers. */
  readonly evaluation: Evaluation
  /** Earlier answers to questions that a later answer closed or threw into doubt; offered again when asked again. */
  readonly aside: ReadonlyMap<string, Aside>
  readonly step: Step
  /**
   * Defined while a question that was opened from the review is at hand, so that its answer leads back there: ids of
   * what that answer opened, which is asked before.
   */
  readonly detour: ReadonlySet<string> | undefined
  /** Act-now findings that somebody has seen and gone on from, by what they are about. */
  readonly seen: ReadonlySet<string>
  /** Whether an answer of this screening has ever been a reason to act now, corrected since or not. */
  readonly actNowRaised: boolean
  /** Largest share settled so far, 0 to 1: what is shown never goes backwards. */
  readonly progress: number
  /** What the last move brought about besides the step, to be told once. */
  readonly notice: Notice | undefined
}

export interface Aside {
  readonly answer: Answer
  /** When it was set aside. */
  readonly at: string
}

/** What is in front of the person at the desk. */
export type Step =
  | { readonly kind: 'ask'; readonly question: Question; readonly earlier: Answer | undefined }
  /** An answer outside its soft limits waits for a yes. */
  | { readonly kind: 'confirm'; readonly question: Question; readonly answer: Answer }
  /** Something that cannot wait; `question` is the one whose answer brought it. */
  | { readonly kind: 'act-now'; readonly question: Question; readonly findings: readonly Finding[] }
  | { readonly kind: 'review'; readonly open: readonly Question[]; readonly mayFinish: boolean }
  | { readonly kind: 'done'; readonly finishedEarly: boolean }

export type Notice =
  /** An answer that is another than before, or that has a consequence for others. */
  | {
      readonly kind: 'answered'
      readonly question: Question
      readonly answer: Answer
      /** The answer that it replaces; undefined where there was none, or the same. */
      readonly before: Answer | undefined
      /** Their answers no longer count, because of this one. */
      readonly setAside: readonly Question[]
      /** They are asked from now on, because of this answer: only where an earlier one was changed. */
      readonly opened: readonly Question[]
    }
  /** The answer was not taken: with it a check does not hold. */
  | { readonly kind: 'check'; readonly question: Question; readonly message: string }
  /** Finishing was refused: these are due and open. */
  | { readonly kind: 'open'; readonly questions: readonly Question[] }
  /** The answer to this question was the repeat of a key that was held down. */
  | { readonly kind: 'taken-back'; readonly question: Question }
