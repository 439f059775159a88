export type Severity = 'error' | 'warning'

/** What a finding code means, for `explain`, the manual and whoever adds the next code. */
export interface CodePage {
  readonly severity: Severity
  /** What is found, one line. */
  readonly what: string
  readonly why: string
  readonly todo: string
  /** A piece of a questionnaire as it is wrong, and as it is right; absent where no line can show it. */
  readonly example?: { readonly wrong: string; readonly right: string }
  /**
   * `hides`: a definition could not be read, so that the name that was meant elsewhere may be missing from every list,
   * and no name is mended. `closed`: the list of names is the program's own and always complete.
   */
  readonly names?: 'hides' | 'closed' | 'hides and closed'
}
