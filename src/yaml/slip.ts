/** A line as it is, and as it may have been meant. Lines and columns count from 0. */
export interface Slip {
  readonly line: number
  readonly start: number
  readonly end: number
  /** Undefined where the parser's own words are good enough. */
  readonly says?: string
  readonly help?: string
  readonly meant: string
}
