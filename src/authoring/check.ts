import { type Diagnostic, diagnosticWith, type Loaded, type Source, withoutUndefined } from '../diagnostics/index.ts'
import { type Questionnaire, questionnaireIn } from '../questionnaire/index.ts'
import { asWritten, type YamlFile } from '../yaml/index.ts'
import { loadCases } from './cases.ts'
import { CHECKS } from './checks/index.ts'
import { type ToldSlips, toldSlips } from './checks/slip-unnoticed.ts'
import { type Check, type Form, formOf, type Namesake, SECTIONS, type SectionName } from './form.ts'
import { withSafeMends } from './mends.ts'
import { type Budget, type Proof, prove } from './prove/index.ts'
import { type Looked, type SectionReport, sectionReports } from './sections.ts'
import { slipsOf } from './slips/index.ts'

/**
 * The files of one questionnaire. `cases` is undefined when nobody looked for it, and null when there is no such file.
 */
export interface FormFiles {
  readonly path: string
  readonly form: Loaded<YamlFile>
  readonly cases: Loaded<YamlFile> | null | undefined
  readonly translations: readonly Loaded<YamlFile>[]
  /** The other questionnaires of the same folder, needed for forms of one set. Absent when nobody looked for them. */
  readonly siblings?: readonly Questionnaire[]
  /**
   * Who else has a form with the same id, which commands would take when only the id is given. Absent when nobody has
   * one, or when nobody looked.
   */
  readonly namesake?: Namesake
}

export interface Report {
  readonly path: string
  /** When the file has errors, whatever could be read of it. */
  readonly questionnaire?: Questionnaire
  readonly cases?: number
  readonly proof?: Proof
  /** The slips that the author has not silenced. */
  readonly slips?: ToldSlips
  readonly sections: readonly SectionReport[]
  /** In the order of the files, and within each file in the order of its lines. */
  readonly diagnostics: readonly Diagnostic[]
}

/** What a check may cost. */
export interface CheckBudget extends Budget {
  /** Also look for people who would tell slips when there are no cases yet. */
  readonly peopleWithoutCases?: true
}

/**
 * Everything that is wrong in a questionnaire and its sidecars on this ISO day. With a budget, what must hold for
 * everybody is proved as well. Never throws, unless a proof and the evaluation disagree.
 */
export function check(files: FormFiles, on: string, budget?: CheckBudget): Report {
  const read = questionnaireIn(files.form)
  const questionnaire = read.ok ? read.value : read.partial
  const file = files.form.ok ? files.form.value : files.form.partial
  const cases = read.ok && files.cases?.ok ? loadCases(files.cases.value, read.value) : (files.cases ?? undefined)
  const proof = read.ok && budget !== undefined ? prove(read.value, on, budget) : undefined
  const list = casesIn(files.cases, cases)
  const tried = list?.list ?? (files.cases === null && budget?.peopleWithoutCases ? [] : undefined)
  const slips = proof === undefined || tried === undefined ? undefined : slipsOf(proof.proving, tried)
  const told: Placed[] = [
    ...problemsOf(read).map(placed('names')),
    ...files.translations.flatMap(problemsOf).map(placed('wording')),
    ...problemsOf(cases).map(placed('cases')),
  ]
  const ignored: Placed[] = []
  let leftOver: ToldSlips | undefined
  if (questionnaire !== undefined && file?.root.kind === 'mapping') {
    const form = formOf(file, file.root, {
      questionnaire,
      on,
      cases: files.cases === null ? null : list,
      translations: files.translations.flatMap((one) => (one.ok ? [one.value] : [])),
      proof,
      slips,
      siblings: files.siblings,
      namesake: files.namesake,
    })
    told.push(...lookedAt(form, { isWhole: read.ok, ignored }))
    if (slips !== undefined) leftOver = toldSlips(slips, form)
  }
  const count = list?.list.length
  const looked: Looked = {
    questionnaire,
    isRead: read.ok,
    hasCases: files.cases === undefined ? undefined : files.cases !== null,
    cases: count,
    wantsProof: budget !== undefined,
    proof,
    slips: leftOver,
    found: countedIn(told),
    ignored: countedIn(ignored),
  }
  return {
    path: files.path,
    ...withoutUndefined({ questionnaire, cases: count, proof, slips: leftOver }),
    sections: sectionReports(looked),
    diagnostics: withSafeMends(inOrder(told.map(({ diagnostic }) => asWritten(diagnostic)))),
  }
}

function countedIn(placed: readonly Placed[]): Looked['found'] {
  return new Map(SECTIONS.map((name) => [name, placed.filter(({ section }) => section === name).length]))
}

interface Placed {
  readonly diagnostic: Diagnostic
  readonly section: SectionName
}

/** Diagnostics of the reader that are about sources belong to the section `sources`. */
function placed(section: SectionName): (diagnostic: Diagnostic) => Placed {
  return (diagnostic) => ({
    diagnostic,
    section: section === 'names' && /-(source|url)$/.test(diagnostic.code) ? 'sources' : section,
  })
}

function problemsOf(read: Loaded<unknown> | undefined): readonly Diagnostic[] {
  if (read === undefined) return []
  return read.ok ? read.warnings : read.diagnostics
}

function casesIn(file: FormFiles['cases'], read: Loaded<unknown> | undefined): NonNullable<Form['cases']> | undefined {
  if (!file?.ok || !read?.ok || !Array.isArray(read.value)) return undefined
  return { source: file.value.source, list: read.value }
}

/**
 * The diagnostics of the checks, without those that the author silenced, followed by what is wrong with the silencing
 * itself.
 */
function lookedAt(
  form: Form,
  { isWhole, ignored }: { readonly isWhole: boolean; readonly ignored: Placed[] },
): readonly Placed[] {
  const found: Placed[] = []
  for (const check of CHECKS) {
    if (check.looksAt === 'whole' && !isWhole) continue
    for (const diagnostic of lookFor(check, form)) {
      const list = check.appliesIgnore !== true && isSilenced(diagnostic, form) ? ignored : found
      list.push({ diagnostic, section: check.section })
    }
  }
  return found
}

function lookFor({ code, severity, look }: Check, form: Form): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>()
  look(form, (span, fault, source: Source = form.file.source) => {
    // Questions that share a list of options would report the same fault of that list.
    const key = `${source.path} ${span.start} ${fault.message}`
    found.set(key, diagnosticWith({ code, severity }, { source, span }, fault))
  })
  return [...found.values()]
}

/**
 * An `ignore` beside a thing silences diagnostics inside that thing; at the top of the file, anywhere in it. It never
 * silences an error.
 */
function isSilenced({ code, severity, source, span }: Diagnostic, { file, ignores }: Form): boolean {
  return severity !== 'error' && source === file.source && ignores.silence(code, span.start)
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const paths = [...new Set(diagnostics.map(({ source }) => source.path))]
  const place = new Map(paths.map((path, index) => [path, index]))
  const of = ({ source }: Diagnostic) => place.get(source.path) ?? 0
  return [...diagnostics].sort((a, b) => of(a) - of(b) || a.span.start - b.span.start)
}
