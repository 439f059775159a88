/** A line as it stands, and as it may have been meant. Lines count from 0, columns from 0. */
export interface Slip {
  readonly line: number
  readonly start: number
  readonly end: number
  /** Undefined where the parser's own words say it. */
  readonly says?: string
  readonly help?: string
  readonly meant: string
}
