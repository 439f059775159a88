import type { Questionnaire } from '../questionnaire/index.ts'
import { CHECKS } from './checks/index.ts'
import { SECTIONS, type SectionName } from './form.ts'
import type { Claim, Proof } from './prove/index.ts'

/** The sections of a report that rest on proofs. */
export type ProofSection = Extract<SectionName, 'logic' | 'promises' | 'unknown' | 'worse'>

export const PROOF_SECTIONS: readonly ProofSection[] = SECTIONS.filter(
  (name): name is ProofSection => name === 'logic' || name === 'promises' || name === 'unknown' || name === 'worse',
)

const SECTION_OF: ReadonlyMap<string, SectionName> = new Map(CHECKS.map(({ code, section }) => [code, section]))

export function claimsIn(name: ProofSection, { claims }: Proof): readonly Claim[] {
  return claims.filter(({ code }) => SECTION_OF.get(code) === name)
}

/** Whether the questionnaire has anything that this section is about. */
export function isAbout(name: ProofSection, { questions, notes, rules, promises }: Questionnaire): boolean {
  switch (name) {
    case 'logic':
      return rules.length > 0 || [...questions, ...notes].some(({ askIf }) => askIf !== undefined)
    case 'promises':
      return promises.length > 0
    case 'unknown':
      return rules.length > 0
    case 'worse':
      return questions.some(({ worse }) => worse !== undefined)
  }
}

/** What `ok` stands for in a section. */
export function provedSays(name: ProofSection, { promises, questions }: Questionnaire, proof: Proof): string {
  switch (name) {
    case 'logic':
      return 'every question can be asked; every rule can fire, stay silent, and matter'
    case 'promises':
      return `${promises.length} of ${promises.length} hold for all 2^${Math.floor(proof.bits)} answer sheets${proof.holdsParts ? ', also with lists known in part' : ''}`
    case 'unknown':
      return "no open answer that a rule needs ends at none-raised, or below its question's level for unknown"
    case 'worse': {
      const count = questions.filter(({ worse }) => worse !== undefined).length
      return count === 1
        ? 'the answer declared worse never lowers the level'
        : `${count} answers declared worse never lower the level`
    }
  }
}

/** At most this many names are listed among what was not proved. */
const MOST_NAMED = 5

/**
 * A line such as `not proved: 3 of 76 (never-fires, pointless-rule), about BMI: …`, with the reason. Undefined when
 * everything was proved or refuted.
 */
export function unprovedSays(name: ProofSection, proof: Proof): string | undefined {
  const claims = claimsIn(name, proof)
  const open = claims.filter(({ outcome }) => outcome === 'open')
  if (open.length === 0) return undefined
  const ids = [...new Set(open.map(({ about }) => about.id))]
  const more = ids.length > MOST_NAMED ? ', …' : ''
  const codes = [...new Set(open.map(({ code }) => code))].join(', ')
  const count = `not proved: ${open.length} of ${claims.length}, about ${ids.slice(0, MOST_NAMED).join(', ')}${more}`
  return `${count} (${codes}); ${reasonOf(open, proof)}; see \`explain not-proved\``
}

function readsOf(about: Claim['about']): readonly { readonly index: number }[] {
  if ('subject' in about) return [about.subject]
  return 'when' in about ? about.when.reads : (about.askIf?.reads ?? [])
}

function reasonOf(open: readonly Claim[], { undecided }: Proof): string {
  const isTooMuch = open.some(({ why }) => why === 'limit')
  const texts = new Set(
    open
      .filter(({ why }) => why === 'undecided')
      .flatMap(({ about }) => readsOf(about))
      .flatMap(({ index }) => undecided.get(index) ?? []),
  )
  const [first] = texts
  const turns =
    first === undefined
      ? []
      : [`\`${first}\`${texts.size > 1 ? ' and others' : ''} can turn where it was not looked at`]
  const tooMuch = isTooMuch ? ['too many answers hang together'] : []
  const reasons = [...tooMuch, ...turns]
  return reasons.length === 0 ? 'other questions of the form are not decided' : reasons.join(', and ')
}
