import type { Questionnaire } from '../questionnaire/index.ts'
import { SECTIONS, type SectionName } from './form.ts'

export interface SectionReport {
  readonly name: SectionName
  /** `unchecked`: not looked at to the end, because what stands before it is wrong. */
  readonly state: 'ok' | 'found' | 'unchecked'
  readonly says: string
}

/** What was looked at, and how much was found in each section. */
export interface Looked {
  readonly questionnaire: Questionnaire | undefined
  readonly isRead: boolean
  /** Undefined: cases were not looked for. */
  readonly hasCases: boolean | undefined
  readonly cases: number | undefined
  readonly found: ReadonlyMap<SectionName, number>
  /** What the author has silenced; it is said, because `ok` would hide it. */
  readonly ignored: ReadonlyMap<SectionName, number>
}

/** One line for each section; `ok` only where everything was looked at and nothing was found. */
export function sectionReports(looked: Looked): readonly SectionReport[] {
  return SECTIONS.filter((name) => name !== 'cases' || isAboutCases(looked)).map((name) => {
    const count = looked.found.get(name) ?? 0
    if (count > 0) return { name, state: 'found', says: `${count} ${count === 1 ? 'finding' : 'findings'}` }
    if (looked.isRead && looked.questionnaire !== undefined)
      return {
        name,
        state: 'ok',
        says: `${saysOf(name, looked.questionnaire, looked.cases)}${but(looked.ignored.get(name))}`,
      }
    return { name, state: 'unchecked', says: 'not checked to the end: the questionnaire is refused' }
  })
}

function but(ignored = 0): string {
  return ignored === 0 ? '' : `, but for ${ignored} ignored`
}

/** Without rules there is nothing that a case could show; of standard input nobody knows the sidecars. */
function isAboutCases({ hasCases, found, questionnaire }: Looked): boolean {
  if ((found.get('cases') ?? 0) > 0) return true
  return hasCases === true || (hasCases === false && questionnaire?.rules.length !== 0)
}

function saysOf(name: SectionName, { sources, reviewBy, rules }: Questionnaire, cases = 0): string {
  switch (name) {
    case 'names':
      return `every name exists${rules.length === 0 ? '' : ', every rule has a source'}`
    case 'sources':
      return `${counted(sources.size, 'source')}; ${reviewBy === undefined ? 'no day for the next review' : `next review due ${reviewBy}`}`
    case 'wording':
      return 'nothing decides for a clinician; every question is short and plain'
    case 'cases':
      return `${counted(cases, 'case')} as expected; every rule raised by one and silent in another`
  }
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
