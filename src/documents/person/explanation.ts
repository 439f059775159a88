import { visible } from '../../diagnostics/index.ts'
import type { Sheet } from '../../expression/index.ts'
import {
  LEVELS,
  type Level,
  labelled,
  type Question,
  type Questionnaire,
  type Rule,
} from '../../questionnaire/index.ts'
import type { AnswerShown, Explained, Explanation, NewAnswers, UnknownExplained } from '../../rules/index.ts'
import { truePart, unnamedIn } from '../../rules/index.ts'
import { withNames } from '../form/in-words.ts'
import { sentences, shortNames } from '../form/sentence.ts'
import type { Block } from '../typesetting/blocks.ts'
import { type Layout, signsFor, unbroken } from '../typesetting/layout.ts'
import { textInColumns } from '../typesetting/text.ts'
import { UNREAD } from './card.ts'
import { CARD_SECTIONS, citedIn, openness, shownText } from './reasons.ts'
import { headlines, isWanted } from './result-in-words.ts'
import { rangeInWords } from './rule-tree.ts'

interface Explaining {
  readonly questionnaire: Questionnaire
  readonly explanation: Explanation
  /** Of the person's answers. */
  readonly sheet: Sheet
}

/**
 * Why one person has their level, for people to read: its reasons, what could still raise it, and what alone is enough.
 */
export function explanationText(explaining: Explaining, layout: Layout): string {
  const { explanation, questionnaire } = explaining
  const { dot } = signsFor(layout)
  const blocks: readonly Block[] = [
    { kind: 'line', weight: 'heavy' },
    ...headlines(explanation).map(({ badge, words }): Block => ({ kind: 'banner', badge, text: words })),
    { kind: 'line', weight: 'heavy' },
    ...section('Why this level', whyBlocks(explanation.because, explaining, dot)),
    ...LEVELS.flatMap((level) =>
      section(
        `Also found: ${sectionName(level)}`,
        whyBlocks(
          explanation.also.filter((one) => one.level === level),
          explaining,
          dot,
        ),
      ),
    ),
    ...section('Not known', unknownBlocks(explaining)),
    ...section('Enough for this level', enoughBlocks(explaining)),
    ...section('Rules that are not true, and the nearest answers with which they would be', silentBlocks(explaining)),
    ...unreadBlocks(explanation),
    { kind: 'line', weight: 'light' },
    ...endBlocks(explaining, dot),
    ...(questionnaire.licence === undefined ? [] : [paragraph(visible(questionnaire.licence))]),
    { kind: 'line', weight: 'light' },
  ]
  return textInColumns(blocks, layout)
}

function section(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'gap' }, { kind: 'heading', level: 3, text: title }, ...blocks]
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}

function item(text: string, lead: ' • ' | ' ? ' | '   ' = ' • '): Block {
  return { kind: 'hanging', lead, text, indent: INDENT }
}

/** Belongs to the item above. */
function under(text: string): Block {
  return { kind: 'hanging', lead: ' '.repeat(INDENT - 1), text }
}

const INDENT = 6

function whyBlocks(found: readonly Explained[], explaining: Explaining, dot: string): readonly Block[] {
  const open = found.filter(({ kind }) => kind === 'unknown' || kind === 'unanswered')
  const told = open.length > FEW ? found.filter((one) => !open.includes(one)) : found
  return [
    ...told.flatMap((one) => foundBlocks(one, explaining, dot)),
    ...(open.length > FEW ? manyBlocks(open, explaining) : []),
  ]
}

/** With many open questions, only their names are listed. What each could do is told further down. */
function manyBlocks(open: readonly Explained[], { questionnaire }: Explaining): readonly Block[] {
  const names = open.map(({ question = '' }) => shortOf(question, questionnaire)).join('; ')
  return [item(`${open.length} questions that are not known, each a reason of its own: ${names}.`, ' ? ')]
}

function foundBlocks(one: Explained, explaining: Explaining, dot: string): readonly Block[] {
  const { questionnaire } = explaining
  if (one.kind === 'incomplete')
    return [item('The form is not finished: something that a rule needs was not answered.', ' ? ')]
  const rule = questionnaire.rules.find(({ id }) => id === one.rule)
  if (rule === undefined)
    return [
      ...one.answers.map((answer) => item(inWords(answer, questionnaire), ' ? ')),
      ...openBlocks(one, questionnaire),
    ]
  const { sources = [], basis_text: basis, covered } = one
  const cited = sources.map(citedIn).map(({ text, readItself }) => (readItself ? text : `${text}*`))
  const behind = covered === true ? ['behind a more serious one of its group'] : []
  const named = [rule.id, levelName(rule.level), ...behind, ...(basis === undefined ? [] : [basis]), ...cited]
  return [item(visible(one.because)), under(sinceInWords(rule, one, explaining)), under(named.join(` ${dot} `))]
}

/** What is not known, and what each rule that it keeps open is about. */
function openBlocks(one: Explained, questionnaire: Questionnaire): readonly Block[] {
  const { undetermined = [] } = one
  const open = questionnaire.rules.filter(({ id }) => undetermined.includes(id))
  const named = open
    .slice(0, FEW)
    .map(({ id, because }) => `${id} (${withNames(because.replace(ANSWER_IN_BRACKETS, ''), questionnaire)})`)
  const more = open.length > FEW ? ` and ${open.length - FEW} more` : ''
  return [
    under(openness({ ...one, undetermined: [] })),
    ...(open.length === 0 ? [] : [under(`Could not rule out: ${named.join('; ')}${more}`)]),
  ]
}

/** Of more rules than this only the first are named, and of more questions only the names are given. */
const FEW = 4

/** A rule that is not true has no answer to show in its words. */
const ANSWER_IN_BRACKETS = / ?\(\{[a-z][a-z0-9_]*\}\)/g

/**
 * The part of the condition that makes the rule true, with this person's answers. All of it for a rule that is not
 * true.
 */
function sinceInWords({ when }: Rule, { kind, answers }: Explained, explaining: Explaining): string {
  const { questionnaire, sheet } = explaining
  const condition = truePart(when.condition, sheet)
  const unnamed = new Set(unnamedIn(condition).map(({ id }) => id))
  const shown = answers.filter(({ question, state }) => state !== 'given' || unnamed.has(question) || kind !== 'rule')
  const sentence = sentences(questionnaire, ...withAnswers(shown, explaining))({ condition })
  return kind === 'rule' ? `This is so since ${sentence}.` : `It is raised when ${sentence}.`
}

/** Each of these questions followed by this person's answer in square brackets, and a score by its value. */
function withAnswers(
  answers: readonly AnswerShown[],
  { questionnaire, explanation: { scores } }: Explaining,
): readonly [(question: Question) => string, (id: string) => string] {
  const nameOf = shortNames(questionnaire)
  const shown = new Map(answers.map((answer) => [answer.question, answer]))
  return [
    (question) => {
      const answer = shown.get(question.id)
      return `${nameOf(question)}${answer === undefined ? '' : ` [${visible(answer.text)}]`}`
    },
    (id) => ` [${rangeInWords(scores[id] ?? null)}]`,
  ]
}

function inWords(answer: AnswerShown, questionnaire: Questionnaire): string {
  return visible(labelled(shortOf(answer.question, questionnaire), shownText(answer, questionnaire)))
}

function shortOf(id: string, { questionById }: Questionnaire): string {
  return questionById.get(id)?.short ?? id
}

/** `“Act now”`: as the card names its sections. */
function levelName(level: Level): string {
  return `“${level === 'none-raised' ? 'No flag' : CARD_SECTIONS[level]}”`
}

function sectionName(level: Level): string {
  return CARD_SECTIONS[level].toLowerCase()
}

function unknownBlocks({ explanation, questionnaire }: Explaining): readonly Block[] {
  const { level } = explanation
  // An open question that is only recorded need not be asked again.
  const unknown = explanation.unknown.filter(
    ({ question, state, could_raise: could }) =>
      state !== 'unanswered' || could !== 'no' || isWanted(questionnaire, question),
  )
  const [could, couldNot, open] = (['yes', 'no', 'not-decided'] as const).map((wanted) =>
    unknown.filter((one) => one.could_raise === wanted),
  ) as [UnknownExplained[], UnknownExplained[], UnknownExplained[]]
  const names = (list: readonly UnknownExplained[]) => byState(list, questionnaire)
  const these = couldNot.length === 1 ? 'this' : 'these'
  const why = level === 'act-now' ? `No level is more serious than ${levelName(level)}, so that no` : 'No'
  return [
    ...could.flatMap((one) => [item(inWords(one, questionnaire), ' ? '), under(raisingInWords(one, questionnaire))]),
    ...(couldNot.length === 0
      ? []
      : [item(`${why} answer to ${these} could raise the level. ${names(couldNot)}`, ' ? ')]),
    ...(open.length === 0 ? [] : [item(`Not decided whether an answer could raise the level. ${names(open)}`, ' ? ')]),
  ]
}

/** `Not answered: Liver problem; Alcohol. Not sure: Age.` Where more was said, each question has its own sentence. */
function byState(list: readonly UnknownExplained[], questionnaire: Questionnaire): string {
  const isPlain = ({ state, value }: UnknownExplained) => state !== 'rejected' && value === undefined
  const plain = list.filter(isPlain)
  const states = [...new Set(plain.map(({ text }) => text))].map((state) => {
    const own = plain.filter(({ text }) => text === state)
    return `${state}: ${own.map(({ question }) => shortOf(question, questionnaire)).join('; ')}.`
  })
  const others = list.filter((one) => !isPlain(one)).map((one) => `${inWords(one, questionnaire)}.`)
  return [...states.map(visible), ...others].join(' ')
}

function raisingInWords({ by, together = [], question }: UnknownExplained, questionnaire: Questionnaire): string {
  if (by === undefined) return ''
  const own = by.answers.filter((answer) => answer.question === question)
  const others = by.answers.filter((answer) => answer.question !== question)
  const said = (list: readonly AnswerShown[]) => list.map((answer) => inWords(answer, questionnaire)).join('; ')
  const beside = others.filter((answer) => together.includes(answer.question))
  const after = others.filter((answer) => !together.includes(answer.question))
  const then = [
    ...(beside.length === 0 ? [] : [`, together with ${said(beside)}`]),
    ...(after.length === 0 ? [] : [` (and then, for example, ${said(after)})`]),
  ].join('')
  return `Could raise the level to ${levelName(by.level)}, with ${said(own)}${then}.`
}

function enoughBlocks({ explanation, questionnaire }: Explaining): readonly Block[] {
  const { decided, answers, not_decided: doubtful } = explanation.enough
  if (decided === 'no') return []
  if (decided === 'not-decided') return [paragraph('Which answers alone are enough could not be decided.')]
  if (answers.length === 0)
    return [paragraph('No answer is needed for it: whatever the questions hold, the level is at least as serious.')]
  const one = answers.length === 1
  const needed = doubtful.length > 0 ? '' : one ? '' : ' Without any one of them it could be less serious.'
  return [
    paragraph(
      `${one ? 'This answer alone keeps' : 'These answers alone keep'} the level at least as serious, whatever all other questions hold: answers, “Not sure”, “Prefer not to say” or nothing.${needed} Other answers may do so too.`,
    ),
    ...answers.map((answer) => item(inWords(answer, questionnaire))),
    ...(doubtful.length === 0
      ? []
      : [paragraph(`Not decided whether it takes ${doubtful.map((id) => shortOf(id, questionnaire)).join('; ')}.`)]),
  ]
}

function silentBlocks({ explanation, questionnaire }: Explaining): readonly Block[] {
  const then = (level: Level) => (level === explanation.level ? '' : ` The level is then ${levelName(level)}.`)
  return (explanation.silent ?? []).flatMap(({ rule, level, could_be_raised: could, nearest }) => [
    item(`${rule}, ${levelName(level)}`),
    under(
      nearest === undefined
        ? could === 'no'
          ? 'No answers make it true.'
          : 'Not decided.'
        : `${changeInWords(nearest, questionnaire)}.${then(nearest.level)}`,
    ),
  ])
}

function changeInWords({ answers }: NewAnswers, questionnaire: Questionnaire): string {
  return answers.map((answer) => inWords(answer, questionnaire)).join('; ')
}

function unreadBlocks({ because, also }: Explanation): readonly Block[] {
  const cited = [...because, ...also].flatMap(({ sources = [] }) => sources).map(citedIn)
  return cited.every(({ readItself }) => readItself) ? [] : [{ kind: 'gap' }, paragraph(UNREAD)]
}

function endBlocks({ explanation, questionnaire }: Explaining, dot: string): readonly Block[] {
  const { id, version, sha256 } = explanation.questionnaire
  const draft = { draft: 'DRAFT, not reviewed', reviewed: 'reviewed', retired: 'RETIRED' }[questionnaire.status]
  const { record, row } = explanation
  const parts = [
    ...(record === undefined ? [] : [`Record ${visible(record)}`]),
    ...(row === undefined ? [] : [`Row ${row}`]),
    `answers of ${explanation.on}`,
    `${id} ${version} sha256:${sha256.slice(0, 8)}`,
    draft,
  ]
  return [
    paragraph(parts.map(unbroken).join(` ${dot} `)),
    paragraph(
      'In square brackets: what was answered. What could raise the level, and what is enough for it, is proved over all answers that the form allows, on this day.',
    ),
    paragraph(explanation.statement),
  ]
}
