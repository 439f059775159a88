import type { Answer } from '../questionnaire/index.ts'

/**
 * Everything that can happen in a screening. A screening is the list of its moves. What is asked, reviewed and recorded
 * follows from replaying them, so that going back, editing and resuming work in the same way. `at` is an ISO instant.
 */
export type Move =
  /** An answer to the current question. */
  | { readonly kind: 'answer'; readonly question: string; readonly answer: Answer; readonly at: string }
  /** Keeps an answer outside its soft limits. */
  | { readonly kind: 'confirm'; readonly at: string }
  /**
   * To the question before, or to the review that a question was opened from, or from a doubt to the question itself.
   */
  | { readonly kind: 'back'; readonly at: string }
  /**
   * Onwards: past an act-now interrupt, past a question whose earlier answer is kept, or from the review to what is
   * open.
   */
  | { readonly kind: 'go-on'; readonly at: string }
  | { readonly kind: 'review'; readonly at: string }
  /** To one question, from the review. */
  | { readonly kind: 'edit'; readonly question: string; readonly at: string }
  /** Takes back the last answer, which nobody meant: a key was held down. Its question is asked again. */
  | { readonly kind: 'take-back'; readonly at: string }
  /** Refused while something due is open, unless there is an act-now finding. */
  | { readonly kind: 'finish'; readonly at: string }
