/** What `verify` finds, collected while it reads. */
export interface Findings {
  /** Something is not as it was written, as one sentence without its end. */
  problem(sentence: string): void
  /** Something is as a kill may leave it, or a person should know it; nothing is wrong. */
  note(sentence: string): void
  /** A questionnaire that a draft or record needs. */
  needs(sha256: string, form: string, whoever: string): void
}

export interface GatheredRecords extends Findings {
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  /** By hash: which form it is, and who needs it first. */
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
