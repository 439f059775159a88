export type Severity = 'error' | 'warning'

/** What a code means, for `explain`, for the manual, and for whoever adds the next code. */
export interface CodePage {
  readonly severity: Severity
  /** What is found, in one line. */
  readonly what: string
  readonly why: string
  readonly todo: string
  /** A piece of a questionnaire, wrong and right. Absent where no piece can show it. */
  readonly example?: { readonly wrong: string; readonly right: string }
  /**
   * `hides`: a definition could not be read, so the name that was meant elsewhere may be missing from every list, and
   * no name is mended. `closed`: the list of names is the program's own and always complete.
   */
  readonly names?: 'hides' | 'closed' | 'hides and closed'
}
