import type { CodePage, ProblemText, Source, Span } from '../diagnostics/index.ts'
import type { Questionnaire } from '../questionnaire/index.ts'
import { type Mapping, spanInScalar, type YamlFile, type YamlNode } from '../yaml/index.ts'
import type { Case } from './cases.ts'
import { type Ignores, ignoresIn } from './ignores.ts'
import type { Proof } from './prove/index.ts'
import type { Slips } from './slips/index.ts'

/** The sections of a report, in the order in which they are printed. */
export const SECTIONS = ['names', 'sources', 'wording', 'logic', 'promises', 'unknown', 'worse', 'cases'] as const
export type SectionName = (typeof SECTIONS)[number]

/** One code of `prescreen check`: its page, and how it is looked for. */
export interface Check extends CodePage {
  readonly code: string
  readonly section: SectionName
  /** `refused` checks also run while the questionnaire has errors, so that everything is reported at once. */
  readonly looksAt: 'refused' | 'whole'
  /** The check reads its own `ignore`, because it may be ignored for only part of what it finds. */
  readonly appliesIgnore?: true
  readonly look: (form: Form, found: Found) => void
}

/** Reports one diagnostic. It belongs to the questionnaire's own file unless another source is given. */
export type Found = (span: Span, fault: ProblemText, source?: Source) => void

/** A questionnaire as checks see it: what was read, and the YAML with the place of every key. */
export interface Form {
  readonly file: YamlFile
  readonly top: Mapping
  /** When the file has errors, whatever could be read of it. */
  readonly questionnaire: Questionnaire
  /** ISO day of the check. */
  readonly on: string
  /** The mapping of each question, rule, score and promise, by the offset at which it starts. */
  readonly mappings: ReadonlyMap<number, Mapping>
  readonly ignores: Ignores
  /** Undefined when nobody looked for them or they could not be read; null when there are none. */
  readonly cases: CasesOf | null | undefined
  readonly translations: readonly YamlFile[]
  /** Undefined when no proof was tried. */
  readonly proof: Proof | undefined
  /** The result of trying small wrong edits. Undefined when that was not tried. */
  readonly slips: Slips | undefined
  /** The other questionnaires of the same folder. Undefined when nobody looked for them. */
  readonly siblings: readonly Questionnaire[] | undefined
  /** Undefined when nobody else has a form with this id, or when nobody looked. */
  readonly namesake: Namesake | undefined
}

/** Whose other form has the same id: the program's, or one of the site's own folder. */
export type Namesake = 'program' | 'site'

/** Where the cases of a form are looked for. Never the path of the form itself. */
export function casesPathOf(path: string): string {
  return /\.ya?ml$/i.test(path) ? path.replace(/\.(ya?ml)$/i, '.cases.$1') : `${path}.cases.yaml`
}

interface CasesOf {
  readonly source: Source
  readonly list: readonly Case[]
}

interface Placed {
  readonly span: Span
}

export function formOf(
  file: YamlFile,
  top: Mapping,
  rest: Pick<Form, 'questionnaire' | 'on' | 'cases' | 'translations' | 'proof' | 'slips' | 'siblings' | 'namesake'>,
): Form {
  const things = [...itemsOf(top)]
  const mappings = new Map(things.map((thing) => [thing.span.start, thing]))
  return { file, top, ...rest, mappings, ignores: ignoresIn(top, things) }
}

function* itemsOf(top: Mapping): Generator<Mapping> {
  const lists = ['scores', 'rules', 'promises'].map((key) => top.entries.get(key)?.value)
  const sections = mappingsIn(top.entries.get('sections')?.value)
  for (const list of [...sections.map((section) => section.entries.get('questions')?.value), ...lists])
    yield* mappingsIn(list)
}

export function mappingsIn(node: YamlNode | undefined): readonly Mapping[] {
  return node?.kind === 'sequence' ? node.items.filter((item) => item.kind === 'mapping') : []
}

/** The node under these keys of a question, rule, score or promise. */
export function nodeAt(form: Form, { span }: Placed, ...keys: readonly string[]): YamlNode | undefined {
  let node: YamlNode | undefined = form.mappings.get(span.start)
  for (const key of keys) node = node?.kind === 'mapping' ? node.entries.get(key)?.value : undefined
  return node
}

/** The place of a key's value, or the thing's first key where it lacks that key. */
export function spanAt(form: Form, thing: Placed, ...keys: readonly string[]): Span {
  const first = form.mappings.get(thing.span.start)?.entries.values().next().value
  const node = nodeAt(form, thing, ...keys)
  // For a block text the words are marked, not the `|` or `>` that introduces it.
  if (node?.kind === 'scalar' && node.body.start !== node.span.start)
    return spanInScalar(form.file.source, node, { start: 0, end: node.value.trimEnd().length })
  return node?.span ?? first?.value.span ?? thing.span
}

/** The place of a piece of the text under these keys, such as one test of a condition. */
export function pieceAt(
  form: Form,
  thing: Placed,
  { keys, within }: { readonly keys: readonly string[]; readonly within: Span },
): Span {
  const node = nodeAt(form, thing, ...keys)
  return node?.kind === 'scalar' ? spanInScalar(form.file.source, node, within) : spanAt(form, thing, ...keys)
}

/** Where an option of a question is written: in the question itself, or in the list that several questions share. */
export function optionSpan(form: Form, question: Placed, code: string): Span {
  const named = nodeAt(form, question, 'option_set')
  const sets = form.top.entries.get('option_sets')?.value
  const shared = named?.kind === 'scalar' && sets?.kind === 'mapping' ? sets.entries.get(named.value)?.value : undefined
  const options = nodeAt(form, question, 'options') ?? shared
  const option = options?.kind === 'mapping' ? options.entries.get(code) : undefined
  return option?.key.span ?? spanAt(form, question, 'text')
}
