import { type Compiled, decimalText } from '../../expression/index.ts'
import type { Note, Question, Questionnaire } from '../../questionnaire/index.ts'
import { type Block, between, code, type Fact, type Run, strong, type Text } from '../typesetting/blocks.ts'
import { cited, decidedBy, kindOfAnswer, limits, offered, openAnswer } from './in-words.ts'
import { capitalised, sentences } from './sentence.ts'

/** Every question with everything that is known about it, by section. */
export function questionsOf(questionnaire: Questionnaire): readonly Block[] {
  const inWords = sentences(questionnaire)
  const one = (item: Question | Note): readonly Block[] =>
    item.kind === 'note' ? noteOf(item, inWords) : questionOf(item, questionnaire, inWords)
  return [
    { kind: 'heading', level: 2, text: 'Questions' },
    ...questionnaire.sections.flatMap(({ id, title, items }): readonly Block[] => [
      { kind: 'heading', level: 3, text: title, anchor: `section-${id}` },
      ...items.flatMap(one),
    ]),
  ]
}

function noteOf({ id, text, askIf }: Note, inWords: ReturnType<typeof sentences>): readonly Block[] {
  const facts = askIf === undefined ? [] : conditionOf(askIf, { label: 'Shown only if', inWords })
  return [
    { kind: 'heading', level: 4, text: ['Shown, not asked ', code(id)], anchor: `note-${id}` },
    { kind: 'paragraph', text },
    ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
  ]
}

function conditionOf(
  askIf: Compiled,
  { label, inWords }: { readonly label: string; readonly inWords: ReturnType<typeof sentences> },
): readonly Fact[] {
  return [
    { label, text: `${inWords(askIf)}; also where that is not sure or was not said` },
    { label: 'As written', text: [code(askIf.text)] },
  ]
}

function questionOf(
  question: Question,
  questionnaire: Questionnaire,
  inWords: ReturnType<typeof sentences>,
): readonly Block[] {
  const { id, subject, short, text, askIf } = question
  const onlyIf = askIf === undefined ? [] : conditionOf(askIf, { label: 'Asked only if', inWords })
  const check: readonly Fact[] =
    question.check === undefined
      ? []
      : [{ label: 'Must hold', text: [`${capitalised(inWords(question.check.that))}. “${question.check.message}”`] }]
  return [
    { kind: 'heading', level: 4, text: [`${subject.index + 1}. ${short} `, code(id)], anchor: `question-${id}` },
    ...(text === short ? [] : [{ kind: 'paragraph', text: [strong(text)] } as const]),
    ...optionsOf(question),
    {
      kind: 'facts',
      facts: [
        ...onlyIf,
        {
          label: 'Answer',
          text: [kindOfAnswer(question), ...offered(question).map((one) => `“${one}”`)].join(', or '),
        },
        ...limits(question),
        ...check,
        ...said('Help', question.help),
        ...said('Why it is asked', question.why),
        ...openAnswer(questionnaire, question),
        ...said('Why that level', question.ifUnknownBecause),
        ...said('To settle', question.settle),
        ...said('Only recorded', question.recordOnly),
        ...question.options.flatMap(({ label, recordOnly }) =>
          said('Only recorded', recordOnly === undefined ? undefined : `“${label}”: ${recordOnly}`),
        ),
        ...readBy(question, questionnaire),
        ...decides(question, questionnaire),
        ...sourcesFact(question.sources.map((citation) => [cited(citation), citation.work.id])),
      ],
    },
  ]
}

function said(label: string, text: string | undefined): readonly Fact[] {
  return text === undefined ? [] : [{ label, text }]
}

function optionsOf({ type, options, none }: Question): readonly Block[] {
  if ((options.length === 0 && none === undefined) || type === 'yes_no') return []
  const scored = options.some(({ points }) => points !== undefined)
  const rows = options.map(({ code: one, label, points }): readonly Text[] => [
    [code(one)],
    label,
    ...(scored ? [points === undefined ? '' : decimalText(points)] : []),
  ])
  const empty: readonly (readonly Text[])[] =
    none === undefined ? [] : [[[code('none')], none, ...(scored ? [''] : [])]]
  return [{ kind: 'table', header: ['Code', 'Answer', ...(scored ? ['Points'] : [])], rows: [...rows, ...empty] }]
}

function readBy({ subject }: Question, { rulesReading }: Questionnaire): readonly Fact[] {
  const runs = (rulesReading[subject.index] ?? []).map(
    ({ id }): Run => ({ kind: 'reference', text: id, anchor: `rule-${id}` }),
  )
  return runs.length === 0 ? [] : [{ label: 'Read by', text: between(runs, ', ') }]
}

function decides(question: Question, questionnaire: Questionnaire): readonly Fact[] {
  const decided = decidedBy(questionnaire, question)
  const one = decided.map(({ id, subject, short }): Run => {
    return { kind: 'reference', text: `${subject.index + 1}. ${short}`, anchor: `question-${id}` }
  })
  const shown = questionnaire.notes
    .filter(({ askIf }) => askIf?.reads.some(({ index }) => index === question.subject.index))
    .map(({ id }): Run => ({ kind: 'reference', text: id, anchor: `note-${id}` }))
  return [
    ...(one.length === 0 ? [] : [{ label: 'Decides on asking', text: between(one, '; ') }]),
    ...(shown.length === 0 ? [] : [{ label: 'Decides on showing', text: between(shown, ', ') }]),
  ]
}

/** Citations, each with the id of its work. */
export function sourcesFact(citations: readonly (readonly [text: string, work: string])[]): readonly Fact[] {
  const runs = citations.map(([text, work]): Run => ({ kind: 'reference', text, anchor: `source-${work}` }))
  return runs.length === 0 ? [] : [{ label: 'Sources', text: between(runs, ', ') }]
}
