/** What `verify` finds, gathered while it reads. */
export interface Findings {
  /** Not as it was written, in one sentence without its end. */
  problem(sentence: string): void
  /** As it may be after a kill, or for a person to know: nothing is wrong. */
  note(sentence: string): void
  /** A questionnaire that a draft or record cannot do without. */
  needs(sha256: string, form: string, whoever: string): void
}

export interface GatheredRecords extends Findings {
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  /** By hash: which form, and who needs it first. */
  readonly needed: ReadonlyMap<string, { readonly form: string; readonly whoever: string }>
}

export function gatherFindings(): GatheredRecords {
  const problems: string[] = []
  const notes: string[] = []
  const needed = new Map<string, { readonly form: string; readonly whoever: string }>()
  return {
    problems,
    notes,
    needed,
    problem: (sentence) => problems.push(sentence),
    note: (sentence) => notes.push(sentence),
    needs: (sha256, form, whoever) => {
      if (!needed.has(sha256)) needed.set(sha256, { form, whoever })
    },
  }
}
