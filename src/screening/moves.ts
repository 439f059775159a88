import type { Answer } from '../questionnaire/index.ts'

/**
 * Everything that can happen in a screening. A screening is the list of its moves; what is asked, reviewed and recorded
 * is derived by replaying them, so that back, edit and resume are one thing. `at` is an ISO instant.
 */
export type Move =
  /** An answer to the question at hand. */
  | { readonly kind: 'answer'; readonly question: string; readonly answer: Answer; readonly at: string }
  /** Keep an answer outside its soft limits. */
  | { readonly kind: 'confirm'; readonly at: string }
  /** To the question before, or to the review that a question was opened from; from a doubt to the question itself. */
  | { readonly kind: 'back'; readonly at: string }
  /** On: past an act-now interrupt, over a question whose earlier answer is kept, from review to what is open. */
  | { readonly kind: 'go-on'; readonly at: string }
  | { readonly kind: 'review'; readonly at: string }
  /** To one question, from review. */
  | { readonly kind: 'edit'; readonly question: string; readonly at: string }
  /** Takes the last answer back, which nobody gave: a key was held down. Its question is asked again. */
  | { readonly kind: 'take-back'; readonly at: string }
  /** Refused while something due is open, unless an act-now finding stands. */
  | { readonly kind: 'finish'; readonly at: string }
