import { visible } from '../../diagnostics/index.ts'
import type { Compiled } from '../../expression/index.ts'
import type { Note, Question, Questionnaire, Rule } from '../../questionnaire/index.ts'
import { STATEMENT } from '../../rules/index.ts'
import type { Block } from '../typesetting/blocks.ts'
import { type Layout, unbroken, widthOf } from '../typesetting/layout.ts'
import { textInColumns } from '../typesetting/text.ts'
import { offered, statusInWords } from './in-words.ts'
import { sentences } from './sentence.ts'

/** A form to fill in with a pen: boxes to tick, and which questions to leave out. */
export function paper(questionnaire: Questionnaire, layout: Layout): string {
  const { id, version, source, title, notice, licence, sections } = questionnaire
  const asked = askedIn(questionnaire, widthOf(layout))
  return textInColumns(
    [
      { kind: 'line', weight: 'heavy' },
      { kind: 'paragraph', text: visible(title) },
      { kind: 'line', weight: 'heavy' },
      { kind: 'paragraph', text: statusInWords(questionnaire) },
      ...(notice === undefined ? [] : [GAP, { kind: 'paragraph', text: visible(notice) } as const]),
      GAP,
      { kind: 'blanks', labels: ['Reference, no name', 'Day', 'Staff'] },
      ...sections.flatMap((section): readonly Block[] => [
        GAP,
        { kind: 'paragraph', text: visible(section.title).toUpperCase() },
        { kind: 'line', weight: 'light' },
        ...section.items.flatMap((item) => (item.kind === 'note' ? noteIn(questionnaire, item) : asked(item))),
      ]),
      GAP,
      { kind: 'line', weight: 'light' },
      { kind: 'paragraph', text: `${id} ${version} sha256:${source.sha256.slice(0, 8)}` },
      { kind: 'paragraph', text: STATEMENT },
      ...(licence === undefined ? [] : [{ kind: 'paragraph', text: visible(licence) } as const]),
    ],
    layout,
  )
}

const GAP: Block = { kind: 'gap' }

/** Details of a question are indented to its text, after its number. */
const UNDER_TEXT = ' '.repeat(5)

function line(words: string): Block {
  return { kind: 'hanging', lead: UNDER_TEXT, text: visible(words) }
}

function noteIn(questionnaire: Questionnaire, { text, askIf }: Note): readonly Block[] {
  return [GAP, ...(askIf === undefined ? [] : [line(onlyIf(askIf, byNumber(questionnaire)))]), line(text)]
}

function byNumber(questionnaire: Questionnaire): ReturnType<typeof sentences> {
  return sentences(questionnaire, (question) => `question ${numberOf(question)}`)
}

function askedIn(questionnaire: Questionnaire, width: number): (question: Question) => readonly Block[] {
  const inWords = byNumber(questionnaire)
  return (question) => {
    const numbered = (words: string): Block => {
      return { kind: 'hanging', lead: `${String(numberOf(question)).padStart(3)}  `, text: visible(words) }
    }
    const skip = question.askIf && `${onlyIf(question.askIf, inWords)} ${otherwise(question, questionnaire)}`
    return [
      GAP,
      ...(skip === undefined ? [numbered(question.text)] : [numbered(skip), line(question.text)]),
      ...(question.help === undefined ? [] : [line(question.help)]),
      line(HOW[question.type]),
      ...answers(question, width),
      ...stopIf(question, questionnaire, inWords).map(line),
    ]
  }
}

const HOW: Readonly<Record<Question['type'], string>> = {
  yes_no: 'Tick one.',
  choice: 'Tick one.',
  choices: 'Tick all that apply.',
  integer: 'Write a whole number.',
  decimal: 'Write a number.',
  date: 'Write year, month and day.',
  text: 'Write below.',
}

function numberOf({ subject }: Question): number {
  return subject.index + 1
}

/**
 * When to answer a question, and where to continue otherwise. "Not sure" does not count as "no": a question that
 * depends on it is asked, as the program would ask it.
 */
function onlyIf(askIf: Compiled, inWords: (condition: Compiled) => string): string {
  const deciding = [...new Set(askIf.reads.map((subject) => subject.index + 1))].join(' or ')
  return `Only if ${inWords(askIf)}. Also if question ${deciding} is “Not sure” or “Prefer not to say”.`
}

/** The next question that the same condition does not skip as well. */
function otherwise({ subject, askIf }: Question, { questions }: Questionnaire): string {
  const next = questions.slice(subject.index + 1).find((question) => question.askIf?.text !== askIf?.text)
  return next === undefined ? 'Otherwise this is the end.' : `Otherwise go on with question ${numberOf(next)}.`
}

/** On paper nothing interrupts. What cannot wait is therefore said at the last question that decides it. */
function stopIf(
  question: Question,
  { rules }: Questionnaire,
  inWords: (condition: Compiled) => string,
): readonly string[] {
  const last = ({ when }: Rule) => Math.max(...when.reads.map(({ index }) => index))
  const now = rules.filter((rule) => rule.level === 'act-now' && last(rule) === question.subject.index)
  const unknown =
    question.ifUnknown === 'act-now' ? [`question ${numberOf(question)} is “Not sure” or “Prefer not to say”`] : []
  const reasons = [...now.map((rule) => inWords(rule.when)), ...unknown]
  return reasons.length === 0 ? [] : [`Stop and tell a member of staff now if ${reasons.join('; or if ')}.`]
}

function answers(question: Question, width: number): readonly Block[] {
  const { type, options, none } = question
  const beside = offered(question)
  if (type === 'yes_no') return boxesInOneLine([...options.map(({ label }) => label), ...beside])
  return [
    ...options.map(({ label }) => box(label)),
    ...(none === undefined ? [] : [box(none)]),
    ...blankFor(question, width),
    ...boxesInOneLine(beside),
  ]
}

function box(label: string): Block {
  return { kind: 'hanging', lead: `${UNDER_TEXT}[ ] `, text: visible(label) }
}

function boxesInOneLine(labels: readonly string[]): readonly Block[] {
  return labels.length === 0 ? [] : [line(labels.map((label) => unbroken(`[ ] ${visible(label)}`)).join('   '))]
}

function blankFor({ type, unit }: Question, width: number): readonly Block[] {
  const blank = (length: number) => '_'.repeat(length)
  switch (type) {
    case 'integer':
    case 'decimal':
      return [GAP, line(`${blank(12)} ${unit?.shown ?? ''}`.trimEnd())]
    case 'date':
      return [GAP, line('____-__-__')]
    case 'text': {
      const across = line(blank(width - UNDER_TEXT.length - 1))
      return [GAP, across, GAP, across]
    }
    case 'yes_no':
    case 'choice':
    case 'choices':
      return []
  }
}
