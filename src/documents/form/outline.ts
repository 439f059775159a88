import { visible } from '../../diagnostics/index.ts'
import { decimalText } from '../../expression/index.ts'
import type { Note, Question, Questionnaire } from '../../questionnaire/index.ts'
import type { Block } from '../typesetting/blocks.ts'
import { type Layout, signsFor } from '../typesetting/layout.ts'
import { textInColumns } from '../typesetting/text.ts'
import { byLevel, contentsInWords, kindOfAnswer, levelInWords, limits, statusInWords } from './in-words.ts'
import { sentences } from './sentence.ts'

/** The questionnaire at a glance for a terminal: sections, questions with their details, and the number of rules. */
export function outline(questionnaire: Questionnaire, layout: Layout): string {
  const { dot } = signsFor(layout)
  const { title, id, version, source, sections, questions, notes, rules, licence } = questionnaire
  const asked = askedIn(questionnaire, dot)
  return textInColumns(
    [
      { kind: 'line', weight: 'heavy' },
      { kind: 'paragraph', text: visible(title) },
      { kind: 'paragraph', text: [`${id} ${version}`, `sha256:${source.sha256.slice(0, 8)}`].join(` ${dot} `) },
      { kind: 'paragraph', text: statusInWords(questionnaire) },
      { kind: 'paragraph', text: contentsInWords(questionnaire) },
      ...(licence === undefined ? [] : [{ kind: 'paragraph', text: visible(licence) } as const]),
      { kind: 'line', weight: 'heavy' },
      ...sections.flatMap((section): readonly Block[] => [
        { kind: 'gap' },
        { kind: 'heading', level: 2, text: visible(section.title) },
        ...section.items.flatMap((item) => (item.kind === 'note' ? noteIn(questionnaire, item) : asked(item))),
      ]),
      { kind: 'gap' },
      { kind: 'heading', level: 2, text: 'Rules' },
      ...byLevel(rules).map(
        (group): Block => ({
          kind: 'hanging',
          lead: `${String(group.rules.length).padStart(3)}  `,
          text: levelInWords(group.level),
        }),
      ),
      ...(rules.length === 0 ? [{ kind: 'hanging', lead: '  0', text: '' } as const] : []),
      ...([...questions, ...notes].some(({ askIf }) => askIf !== undefined) ? ALSO_ASKED : []),
    ],
    layout,
  )
}

const ALSO_ASKED: readonly Block[] = [
  { kind: 'gap' },
  {
    kind: 'paragraph',
    text: '“Only if” also lets a question be asked, or a note be shown, when what decides it was answered “Not sure” or “Prefer not to say”.',
  },
]

/** Details of a question are indented to its text, after its number. */
const UNDER_TEXT = ' '.repeat(5)

function askedIn(questionnaire: Questionnaire, dot: string): (question: Question) => readonly Block[] {
  const inWords = sentences(questionnaire)
  return (question) => [
    { kind: 'gap' },
    { kind: 'hanging', lead: `${String(question.subject.index + 1).padStart(3)}  `, text: visible(question.text) },
    detail([question.id, kindOfAnswer(question)].join(` ${dot} `)),
    ...(question.askIf === undefined ? [] : [detail(`Only if ${inWords(question.askIf)}`)]),
    ...limits(question).map(({ text }) => detail(text)),
    ...(question.check === undefined ? [] : [detail(`Must hold: ${inWords(question.check.that)}`)]),
    ...options(question),
  ]
}

function detail(words: string): Block {
  return { kind: 'hanging', lead: UNDER_TEXT, text: visible(words) }
}

function noteIn(questionnaire: Questionnaire, { id, text, askIf }: Note): readonly Block[] {
  const onlyIf = askIf === undefined ? [] : [detail(`Only if ${sentences(questionnaire)(askIf)}`)]
  return [{ kind: 'gap' }, detail(text), detail(`${id}: shown, not asked`), ...onlyIf]
}

const LONGEST_CODE = 18

function options({ type, options: all, none }: Question): readonly Block[] {
  if (type === 'yes_no' || (all.length === 0 && none === undefined)) return []
  const rows = [
    ...all.map(({ code, label, points }) => ({
      code,
      label: points === undefined ? label : `${label} (${decimalText(points)})`,
    })),
    ...(none === undefined ? [] : [{ code: 'none', label: none }]),
  ]
  const column = Math.min(LONGEST_CODE, Math.max(...rows.map(({ code }) => code.length)))
  return rows.map(({ code, label }) => ({
    kind: 'hanging',
    lead: `${UNDER_TEXT}  ${code.padEnd(column)}  `,
    text: visible(label),
    indent: UNDER_TEXT.length + 5 + column,
  }))
}
