import { plural } from '../diagnostics/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'
import type { ToldSlips } from './checks/slip-unnoticed.ts'
import { SECTIONS, type SectionName } from './form.ts'
import { claimsIn, isAbout, PROOF_SECTIONS, type ProofSection, provedSays, unprovedSays } from './proof-sections.ts'
import type { Proof } from './prove/index.ts'

export interface SectionReport {
  readonly name: SectionName
  /**
   * `unchecked`: not looked at to the end, because an earlier section has errors. `unproved`: nothing wrong was found,
   * but something could not be proved.
   */
  readonly state: 'ok' | 'found' | 'unchecked' | 'unproved'
  readonly says: string
}

/** What was looked at, and how many diagnostics each section has. */
export interface Looked {
  readonly questionnaire: Questionnaire | undefined
  readonly isRead: boolean
  /** Undefined when nobody looked for cases. */
  readonly hasCases: boolean | undefined
  readonly cases: number | undefined
  readonly wantsProof: boolean
  /** Undefined when no proof was wanted, or the questionnaire is refused. */
  readonly proof: Proof | undefined
  /** Undefined when slips were not tried. */
  readonly slips: ToldSlips | undefined
  readonly found: ReadonlyMap<SectionName, number>
  /** How many diagnostics the author silenced. This is reported, because a plain `ok` would hide it. */
  readonly ignored: ReadonlyMap<SectionName, number>
}

/** One line for each section. It says `ok` only where everything was looked at and nothing was found. */
export function sectionReports(looked: Looked): readonly SectionReport[] {
  return SECTIONS.filter((name) => isShown(name, looked)).map((name) => {
    const { questionnaire } = looked
    const count = looked.found.get(name) ?? 0
    const open = openIn(name, looked)
    if (count > 0)
      return {
        name,
        state: 'found',
        says: [plural(count, 'finding'), ...(open === undefined ? [] : [open])].join('; '),
      }
    if (!looked.isRead || questionnaire === undefined)
      return { name, state: 'unchecked', says: 'not checked to the end: the questionnaire is refused' }
    if (open !== undefined) return { name, state: 'unproved', says: open }
    return { name, state: 'ok', says: `${saysOf(name, looked, questionnaire)}${but(looked.ignored.get(name))}` }
  })
}

function openIn(name: SectionName, { proof, slips }: Looked): string | undefined {
  if (isOfProof(name)) return proof === undefined ? undefined : unprovedSays(name, proof)
  const count = name === 'cases' ? (slips?.open.length ?? 0) : 0
  return count === 0
    ? undefined
    : `not proved: whether ${count} of ${plural(slips?.possible ?? 0, 'possible slip')} would change anything`
}

/** When no slip is left unnoticed, every rule is raised in at least one case and not raised in another. */
function slipsSay(slips: ToldSlips | undefined): string {
  if (slips === undefined || slips.possible === 0) return 'every rule raised by one and silent in another'
  const { possible, harmless, silenced } = slips
  const all = possible === 1 ? 'the one possible slip' : `all ${possible} possible slips`
  return `${all} would be noticed${silenced === 0 ? '' : `, but for ${silenced} ignored`}${harmless.length === 0 ? '' : ` (${harmless.length} more change nothing)`}`
}

function isOfProof(name: SectionName): name is ProofSection {
  return PROOF_SECTIONS.some((one) => one === name)
}

function isShown(name: SectionName, looked: Looked): boolean {
  const { questionnaire, proof, wantsProof, isRead } = looked
  if (name === 'cases') return isAboutCases(looked)
  if (!isOfProof(name)) return true
  if (proof !== undefined)
    return claimsIn(name, proof).length > 0 && questionnaire !== undefined && isAbout(name, questionnaire)
  return wantsProof && !isRead && questionnaire !== undefined && isAbout(name, questionnaire)
}

function but(ignored = 0): string {
  return ignored === 0 ? '' : `, but for ${ignored} ignored`
}

/** Without rules a case has nothing to show. For standard input nobody can look for sidecars. */
function isAboutCases({ hasCases, found, questionnaire }: Looked): boolean {
  if ((found.get('cases') ?? 0) > 0) return true
  return hasCases === true || (hasCases === false && questionnaire?.rules.length !== 0)
}

function saysOf(name: SectionName, { cases = 0, proof, slips }: Looked, questionnaire: Questionnaire): string {
  const { sources, reviewBy, rules } = questionnaire
  if (isOfProof(name)) return proof === undefined ? '' : provedSays(name, questionnaire, proof)
  switch (name) {
    case 'names':
      return `every name exists${rules.length === 0 ? '' : ', every rule has a source'}`
    case 'sources':
      return `${plural(sources.size, 'source')}; ${reviewBy === undefined ? 'no day for the next review' : `next review due ${reviewBy}`}`
    case 'wording':
      return 'nothing decides for a clinician; every question is short and plain'
    case 'cases':
      return `${plural(cases, 'case')} as expected; ${slipsSay(slips)}`
  }
}
