import type { YamlNode } from '../../yaml/index.ts'
import { mappingsIn } from '../form.ts'
import { exactly, keyPlaces, nodeUnder, type Place, placesInReasons, placesOf, scalarAt, scalarsIn } from './place.ts'
import type { Target } from './target.ts'

/** Questions that offer a renamed option. Several can share its list of options. */
type Offering = readonly string[]

/** Lists of `expect` that name rules, and lists that name questions. */
const RULE_LISTS = ['raised', 'raised_includes']
const QUESTION_LISTS = ['unknown', 'unanswered', 'not_asked', 'conflicts', 'out_of_range', 'check_failed']

/** Every place in a cases file that names the thing. */
export function placesInCases(root: YamlNode, target: Target, offering: Offering): readonly Place[] {
  return mappingsIn(nodeUnder(root, 'cases')).flatMap((one) => placesInCase(one, target, offering))
}

function placesInCase(one: YamlNode, target: Target, offering: Offering): readonly Place[] {
  const answers = nodeUnder(one, 'answers')
  const expect = nodeUnder(one, 'expect')
  const inLists = (keys: readonly string[]) => keys.flatMap((key) => exactly(nodeUnder(expect, key), target.id))
  switch (target.kind) {
    case 'question':
      return [...keyPlaces(answers, target.id), ...inLists(QUESTION_LISTS)]
    case 'score':
      return keyPlaces(nodeUnder(expect, 'scores'), target.id)
    case 'rule':
      return inLists(RULE_LISTS)
    case 'option':
      return offering.flatMap((question) => inAnswer(nodeUnder(answers, question), target.id))
    case 'promise':
    case 'source':
      return []
  }
}

/** An answer of several codes is a list, or a text separated by `;`. */
function inAnswer(node: YamlNode | undefined, code: string): readonly Place[] {
  const pattern = new RegExp(`(?:^|;)\\s*(${code})\\s*(?=;|$)`, 'g')
  return scalarsIn(node).flatMap((scalar) => placesOf(scalar, pattern))
}

/** Every place in a translation that names the thing. Its ids and codes are those of the questionnaire. */
export function placesInTranslation(root: YamlNode, target: Target, offering: Offering): readonly Place[] {
  const items = mappingsIn(nodeUnder(root, 'sections')).flatMap((section) =>
    mappingsIn(nodeUnder(section, 'questions')),
  )
  const rules = mappingsIn(nodeUnder(root, 'rules'))
  switch (target.kind) {
    case 'question':
      return [
        ...items.flatMap((item) => exactly(nodeUnder(item, 'id'), target.id)),
        ...placesInReasons(rules, target.id),
      ]
    case 'score':
      return placesInReasons(rules, target.id)
    case 'rule':
      return rules.flatMap((rule) => exactly(nodeUnder(rule, 'id'), target.id))
    case 'option':
      return items
        .filter((item) => offering.includes(scalarAt(item, 'id')?.value ?? ''))
        .flatMap((item) => keyPlaces(nodeUnder(item, 'options'), target.id))
    case 'promise':
    case 'source':
      return []
  }
}

/** Every place in a column map that names the thing. */
export function placesInColumnMap(root: YamlNode, target: Target, offering: Offering): readonly Place[] {
  if (target.kind === 'question') {
    const lists = exactly(nodeUnder(root, 'all_zero_is_none'), target.id)
    return [
      ...lists,
      ...keyPlaces(nodeUnder(root, 'unticked'), target.id),
      ...inColumns(root, targetPattern(target.id)),
    ]
  }
  if (target.kind !== 'option') return []
  return offering.flatMap((question) => [
    ...inColumns(root, tickPattern(question, target.id)),
    ...columnsOf(root)
      .filter(({ question: asked }) => asked?.value.trim().replace(/^\?\s*/, '') === question)
      .flatMap(({ node }) => valuesOf(nodeUnder(node, 'codes'), target.id)),
  ])
}

/** `question`, `?question` or `question___code`. */
function targetPattern(id: string): RegExp {
  return new RegExp(`^\\s*\\??\\s*(${id})(?=___|\\s*$)`, 'g')
}

function tickPattern(question: string, code: string): RegExp {
  return new RegExp(`^\\s*\\??\\s*${question}___(${code})\\s*$`, 'g')
}

function inColumns(root: YamlNode, pattern: RegExp): readonly Place[] {
  return columnsOf(root).flatMap(({ question }) => (question === undefined ? [] : placesOf(question, pattern)))
}

/** The columns of a map: each is the name of a question, or a mapping that contains one. */
function columnsOf(root: YamlNode) {
  const columns = nodeUnder(root, 'columns')
  return [...(columns?.kind === 'mapping' ? columns.entries.values() : [])].map(({ value }) => ({
    node: value,
    question: value.kind === 'scalar' ? value : scalarAt(value, 'question'),
  }))
}

function valuesOf(node: YamlNode | undefined, code: string): readonly Place[] {
  return [...(node?.kind === 'mapping' ? node.entries.values() : [])].flatMap(({ value }) => exactly(value, code))
}
