import type { Questionnaire } from '../../questionnaire/index.ts'
import type { Mapping, Scalar, YamlNode } from '../../yaml/index.ts'
import { mappingsIn } from '../form.ts'
import { type NameInCondition, namesInCondition } from './names-in-condition.ts'
import { exactly, keyPlaces, nodeUnder, type Place, placesInReasons, placesOf, scalarAt, scalarsIn } from './place.ts'
import type { Target } from './target.ts'

/** Every place in a questionnaire's own file that names the thing. */
export function placesInQuestionnaire(top: Mapping, questionnaire: Questionnaire, target: Target): readonly Place[] {
  const file = partsOf(top)
  switch (target.kind) {
    case 'question':
      return [
        ...idsOf(file.items, target.id),
        ...inConditions(file, questionnaire, (name) => name.kind === 'subject' && name.name === target.id),
        ...file.scores.flatMap((score) => exactly(nodeUnder(score, 'sum'), target.id)),
        ...placesInReasons(file.rules, target.id),
        ...excused(file, target.id),
      ]
    case 'score':
      return [
        ...idsOf(file.scores, target.id),
        ...inConditions(file, questionnaire, (name) => name.kind === 'subject' && name.name === target.id),
        ...placesInReasons(file.rules, target.id),
      ]
    case 'rule':
      return idsOf(file.rules, target.id)
    case 'promise':
      return idsOf(file.promises, target.id)
    case 'source':
      return [...keyPlaces(nodeUnder(top, 'sources'), target.id), ...citations(file, target.id)]
    case 'option':
      return ofOption(file, questionnaire, target)
  }
}

interface Parts {
  readonly top: Mapping
  /** Questions and notes. */
  readonly items: readonly Mapping[]
  readonly scores: readonly Mapping[]
  readonly rules: readonly Mapping[]
  readonly promises: readonly Mapping[]
}

function partsOf(top: Mapping): Parts {
  const sections = mappingsIn(nodeUnder(top, 'sections'))
  const list = (key: string) => mappingsIn(nodeUnder(top, key))
  return {
    top,
    items: sections.flatMap((section) => mappingsIn(nodeUnder(section, 'questions'))),
    scores: list('scores'),
    rules: list('rules'),
    promises: list('promises'),
  }
}

function idsOf(things: readonly Mapping[], id: string): readonly Place[] {
  return things.flatMap((thing) => exactly(nodeUnder(thing, 'id'), id))
}

function inConditions(
  { items, rules, promises }: Parts,
  questionnaire: Questionnaire,
  names: (name: NameInCondition) => boolean,
): readonly Place[] {
  const conditions: readonly (Scalar | undefined)[] = [
    ...items.flatMap((item) => [scalarAt(item, 'ask_if'), scalarAt(nodeUnder(item, 'check'), 'that')]),
    ...[...rules, ...promises].map((thing) => scalarAt(thing, 'when')),
  ]
  return conditions
    .filter((scalar) => scalar !== undefined)
    .flatMap((scalar) =>
      namesInCondition(scalar.value, questionnaire)
        .filter(names)
        .map(({ span }) => ({ scalar, within: span })),
    )
}

/** The reason of an `ignore` of `missing-in-set` names the questions that it excuses. */
function excused({ top }: Parts, id: string): readonly Place[] {
  const reason = scalarAt(nodeUnder(top, 'ignore'), 'missing-in-set')
  return reason === undefined ? [] : placesOf(reason, new RegExp(`(?<![a-z0-9_])(${id})(?![a-z0-9_])`, 'g'))
}

/** `[ema-spravato 4.3]`: the id of the source, then the place in that work. */
function citations({ items, scores, rules }: Parts, id: string): readonly Place[] {
  const pattern = new RegExp(`^\\s*(${id})(?=\\s|$)`, 'g')
  return [...items, ...scores, ...rules]
    .flatMap((thing) => scalarsIn(nodeUnder(thing, 'sources')))
    .flatMap((scalar) => placesOf(scalar, pattern))
}

/** An option of a shared list is renamed for every question that uses the list. */
function ofOption(file: Parts, questionnaire: Questionnaire, target: Target & { kind: 'option' }): readonly Place[] {
  const shared = questionsWithOption(file.top, target)
  const names = (name: NameInCondition) =>
    name.kind === 'code' && name.name === target.id && shared.questions.includes(name.question)
  const about = file.items.filter((item) => shared.questions.includes(scalarAt(item, 'id')?.value ?? ''))
  return [
    ...keyPlaces(shared.options, target.id),
    ...about.flatMap((item) => [
      ...exactly(nodeUnder(item, 'usual'), target.id),
      ...exactly(nodeUnder(item, 'worse'), target.id),
    ]),
    ...inConditions(file, questionnaire, names),
  ]
}

/** The list in which an option is written, and the questions that offer it. */
export function questionsWithOption(
  top: Mapping,
  { question }: Target & { kind: 'option' },
): { readonly options: YamlNode | undefined; readonly questions: readonly string[] } {
  const { items } = partsOf(top)
  const item = items.find((one) => scalarAt(one, 'id')?.value === question)
  const set = scalarAt(item, 'option_set')?.value
  if (set === undefined) return { options: nodeUnder(item, 'options'), questions: [question] }
  const users = items.filter((one) => scalarAt(one, 'option_set')?.value === set)
  return {
    options: nodeUnder(top, 'option_sets', set),
    questions: users.flatMap((one) => scalarAt(one, 'id')?.value ?? []),
  }
}
