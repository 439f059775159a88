import type { Question, Questionnaire } from '../questionnaire/index.ts'
import { certainCode } from './fixed-words.ts'
import { nameForm, type SampledColumn, sameQuestion } from './match-columns.ts'
import { type TickColumns, tickColumns } from './tick-columns.ts'
import { NOT_TICKED } from './ticks.ts'

/** A question with several answers, and the columns that seem to contain one answer each. */
export interface TickMatch {
  readonly question: Question
  /** The columns are named after the question, or only this question has their answers. */
  readonly isSure: boolean
  /** By field: the code of the answer, or undefined where no answer has that name. */
  readonly codes: ReadonlyMap<number, string | undefined>
  /** No cell says "not ticked", so that an empty cell must mean it. */
  readonly hasOnlyBlanks: boolean
}

export interface TickMatches {
  readonly matches: readonly TickMatch[]
  /** By field: the common part of the names in a group of columns for which no question was found. */
  readonly others: ReadonlyMap<number, string>
}

/** Finds columns that contain one answer of several each, and the questions to which they belong. */
export function matchTicks(questionnaire: Questionnaire, columns: readonly SampledColumn[]): TickMatches {
  const matches: TickMatch[] = []
  const others = new Map<number, string>()
  const taken = new Set<Question>()
  for (const group of tickColumns(columns.map(({ name, titles }) => [name, ...titles]))) {
    const match = matchOf(questionnaire, group, columns)
    if (match === undefined || taken.has(match.question))
      for (const { field } of group.members) others.set(field, group.stem)
    else {
      matches.push(match)
      taken.add(match.question)
    }
  }
  return { matches: [...matches, ...namedByAnswer(questionnaire, columns, { taken, matches, others })], others }
}

/** Columns that are named after one answer of one question, as SurveyMonkey writes without its first heading line. */
function namedByAnswer(
  { questions }: Questionnaire,
  columns: readonly SampledColumn[],
  { taken, matches, others }: TickMatches & { readonly taken: ReadonlySet<Question> },
): readonly TickMatch[] {
  const several = questions.filter((question) => question.type === 'choices' && !taken.has(question))
  const isFree = (field: number) => !others.has(field) && !matches.some(({ codes }) => codes.has(field))
  const found = columns.map(({ name }, field) => {
    const owners = several.filter(({ options }) => options.some(({ label }) => nameForm(label) === nameForm(name)))
    return isFree(field) && owners.length === 1 ? owners[0] : undefined
  })
  return several.flatMap((question) => {
    const named = found.flatMap((owner, field) => (owner === question ? [field] : []))
    const fields = named.length === 0 ? [] : [...named, ...noneOf(question, found, columns)].sort((a, b) => a - b)
    const values = fields.flatMap((field) => columns[field]?.values ?? [])
    if (fields.length === 0) return []
    const codes = onlyOnce(fields.map((field) => [field, codeOf(question, columns[field]?.name ?? '')]))
    return [{ question, isSure: false, codes, hasOnlyBlanks: hasOnlyBlanks(values) }]
  })
}

/** The column for "none of these", where no other question with such columns has the same name for it. */
function noneOf(
  question: Question,
  found: readonly (Question | undefined)[],
  columns: readonly SampledColumn[],
): readonly number[] {
  const none = (one: Question | undefined) => (one?.none === undefined ? undefined : nameForm(one.none))
  const isShared = found.some((other) => other !== undefined && other !== question && none(other) === none(question))
  if (isShared || none(question) === undefined) return []
  return columns.flatMap(({ name }, field) =>
    found[field] === undefined && nameForm(name) === none(question) ? [field] : [],
  )
}

/** Of two columns for one answer nobody knows which one contains it, so that both are left open. */
function onlyOnce(codes: readonly (readonly [number, string | undefined])[]): ReadonlyMap<number, string | undefined> {
  const isDouble = (code: string | undefined) => codes.filter(([, other]) => other === code).length > 1
  return new Map(codes.map(([field, code]) => [field, isDouble(code) ? undefined : code]))
}

function hasOnlyBlanks(values: readonly string[]): boolean {
  return !values.some((value) => NOT_TICKED.includes(value.toLowerCase()))
}

function matchOf(
  questionnaire: Questionnaire,
  { stem, members }: TickColumns,
  columns: readonly SampledColumn[],
): TickMatch | undefined {
  const several = questionnaire.questions.filter(({ type }) => type === 'choices')
  const named = sameQuestion(questionnaire, [stem, stem.split('/').at(-1) ?? stem])
  if (named !== undefined && named.type !== 'choices') return undefined
  const fits = several
    .map((question) => ({
      question,
      found: members.filter(({ option }) => codeOf(question, option) !== undefined).length,
    }))
    .filter(({ found }) => found >= 2 && found * 2 >= members.length)
    .sort((a, b) => b.found - a.found)
  const question = named ?? fits[0]?.question
  if (question === undefined) return undefined
  const values = members.flatMap(({ field }) => columns[field]?.values ?? [])
  return {
    question,
    isSure: named !== undefined || fits.length === 1,
    codes: onlyOnce(members.map(({ field, option }) => [field, codeOf(question, option)])),
    hasOnlyBlanks: hasOnlyBlanks(values),
  }
}

/** The code of the answer whose name is part of a column's name. */
function codeOf(question: Question, option: string): string | undefined {
  const byName = question.options.find(({ code, label }) => nameForm(label) === nameForm(option) || code === option)
  if (byName !== undefined) return byName.code
  const isNone = option.toLowerCase() === 'none' || nameForm(question.none ?? '') === nameForm(option)
  if (isNone && question.none !== undefined) return 'none'
  const state = certainCode(question, option)
  return state === 'unsure' || state === 'declined' ? state : undefined
}
