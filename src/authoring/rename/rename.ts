import type { Source } from '../../diagnostics/index.ts'
import { loadQuestionnaire, type Questionnaire } from '../../questionnaire/index.ts'
import { readYaml, type YamlFile } from '../../yaml/index.ts'
import { mended } from '../mends.ts'
import { placesInQuestionnaire, questionsWithOption } from './in-questionnaire.ts'
import { placesInCases, placesInColumnMap, placesInTranslation } from './in-sidecars.ts'
import { mendAt, type Place } from './place.ts'
import { type NotRenamed, problemWithName, type Target, targetNamed } from './target.ts'

/** A questionnaire with its sidecars, all of which could be read. */
export interface FormToRename {
  readonly file: YamlFile
  readonly questionnaire: Questionnaire
  readonly cases: YamlFile | undefined
  readonly translations: readonly YamlFile[]
  /** The other questionnaires of its folder. */
  readonly siblings: readonly Questionnaire[]
}

export interface Renaming {
  readonly forms: readonly FormToRename[]
  /** Column maps that belong to these questionnaires. */
  readonly maps: readonly YamlFile[]
  /** As written: an id, `question.option`, or `source:id` where an id names several things. */
  readonly from: string
  readonly to: string
}

/** A file with the new name that is still to be written. */
export interface RenamedFile {
  readonly source: Source
  readonly text: string
  readonly places: number
  /** Lines whose comments still contain the old name. */
  readonly left: readonly number[]
}

/**
 * The same questionnaires with one thing renamed everywhere. Comments and layout stay. Nothing is renamed where one of
 * the files could not use the name, or where another form of the set would be left behind.
 */
export function renamed(renaming: Renaming): readonly RenamedFile[] | NotRenamed {
  const files: RenamedFile[] = []
  for (const form of renaming.forms) {
    const target = targetNamed(form.questionnaire, renaming.from)
    if ('refused' in target) return { ...target, refused: `${form.file.source.path}: ${target.refused}` }
    const refused = problemWithName(form.questionnaire, target, renaming.to) ?? leftBehind(form, target, renaming)
    if (refused !== undefined) return refused
    const changed = filesOf(form, target, renaming)
    if ('refused' in changed) return changed
    files.push(...changed)
  }
  const byPath = new Map(files.map((file) => [file.source.path, file]))
  return [...byPath.values()].filter(({ places }) => places > 0)
}

/**
 * Forms of the same set that have the question too. It must be renamed in all of them, because it is one question only
 * as long as its id is the same.
 */
function leftBehind(form: FormToRename, target: Target, { forms, from, to }: Renaming): NotRenamed | undefined {
  if (target.kind !== 'question' && target.kind !== 'option') return undefined
  const question = target.kind === 'option' ? target.question : target.id
  const { set } = form.questionnaire
  const named = new Set(forms.map(({ questionnaire }) => questionnaire.id))
  const others = form.siblings.filter(
    (one) => set !== undefined && one.set === set && one.questionById.has(question) && !named.has(one.id),
  )
  if (others.length === 0) return undefined
  const paths = others.map(({ source }) => source.path.replace(/^\.\//, ''))
  const all = [...forms.map(({ file }) => file.source.path), ...paths].join(' ')
  return {
    refused: `\`${question}\` is also in ${paths.join(', ')}, of the same set \`${set}\``,
    help: `rename it in all of them: prescreen rename ${all} ${from} ${to}`,
  }
}

function filesOf(form: FormToRename, target: Target, { maps, to }: Renaming): readonly RenamedFile[] | NotRenamed {
  const { file, questionnaire, cases, translations } = form
  const top = file.root
  if (top.kind !== 'mapping') return { refused: `${file.source.path} is not a questionnaire` }
  const offering = target.kind === 'option' ? questionsWithOption(top, target).questions : []
  const own = withName(file, placesInQuestionnaire(top, questionnaire, target), { target, to })
  if (!isWhole(own, questionnaire))
    return {
      refused: `${file.source.path}: with the name \`${to}\` it could not be read any more`,
      help: 'choose another name',
    }
  return [
    own,
    ...(cases === undefined ? [] : [withName(cases, placesInCases(cases.root, target, offering), { target, to })]),
    ...translations.map((one) => withName(one, placesInTranslation(one.root, target, offering), { target, to })),
    ...maps.map((one) => withName(one, placesInColumnMap(one.root, target, offering), { target, to })),
  ]
}

function withName(
  { source }: YamlFile,
  places: readonly Place[],
  { target, to }: { readonly target: Target; readonly to: string },
): RenamedFile {
  const mends = places.map((place) => mendAt(source, place, to))
  return { source, text: mended(source.text, mends), places: mends.length, left: linesWith(source, target.id) }
}

function linesWith({ text }: Source, id: string): readonly number[] {
  const comment = new RegExp(`(?:^|\\s)#.*(?<![\\w-])${id}(?![\\w-])`)
  return text.split('\n').flatMap((line, index) => (comment.test(line) ? [index + 1] : []))
}

/** The new text is read again: it must be a questionnaire with as many things as before. */
function isWhole({ source, text }: RenamedFile, before: Questionnaire): boolean {
  const file = readYaml({ path: source.path, bytes: new TextEncoder().encode(text), sha256: '' })
  const after = file.ok ? loadQuestionnaire(file.value) : undefined
  return after?.ok === true && sizeOf(after.value) === sizeOf(before)
}

function sizeOf({ questions, scores, rules, promises, sources }: Questionnaire): string {
  return [questions, scores, rules, promises]
    .map(({ length }) => length)
    .concat(sources.size)
    .join(' ')
}
