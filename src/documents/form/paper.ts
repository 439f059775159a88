import { visible } from '../../diagnostics/index.ts'
import type { Compiled } from '../../expression/index.ts'
import type { Note, Question, Questionnaire, Rule } from '../../questionnaire/index.ts'
import { STATEMENT } from '../../rules/index.ts'
import { asciiOf, type Layout, paragraph, signsFor, unbroken, widthOf } from '../setting/layout.ts'
import { offered, statusInWords } from './in-words.ts'
import { sentences } from './sentence.ts'

/** A form to fill in with a pen: boxes to tick, and which questions to leave out. */
export function paper(questionnaire: Questionnaire, layout: Layout): string {
  const width = widthOf(layout)
  const signs = signsFor(layout)
  const { id, version, source, title, notice, sections } = questionnaire
  const inWords = sentences(questionnaire, (question) => `question ${numberOf(question)}`)
  const text = [
    signs.heavy.repeat(width),
    ...paragraph(visible(title), ' ', width),
    signs.heavy.repeat(width),
    ...paragraph(statusInWords(questionnaire), ' ', width),
    ...(notice === undefined ? [] : ['', ...paragraph(visible(notice), ' ', width)]),
    '',
    ...['Reference, no name', 'Day', 'Staff'].map((label) => ` ${label.padEnd(20)}${'_'.repeat(width - 21)}`),
    ...sections.flatMap((section) => [
      '',
      ...paragraph(visible(section.title).toUpperCase(), ' ', width),
      ` ${signs.light.repeat(width - 1)}`,
      ...section.items.flatMap((item) => (item.kind === 'note' ? note(item, width) : asked(item))),
    ]),
    '',
    signs.light.repeat(width),
    ...paragraph(`${id} ${version} sha256:${source.sha256.slice(0, 8)}`, ' ', width),
    ...paragraph(STATEMENT, ' ', width),
    '',
  ].join('\n')
  return layout.ascii ? asciiOf(text) : text

  function asked(question: Question): readonly string[] {
    const line = (words: string) => paragraph(visible(words), '      ', width)
    const number = ` ${String(numberOf(question)).padStart(3)}  `
    const skip = question.askIf && `${onlyIf(question.askIf, inWords)} ${otherwise(question, questionnaire)}`
    return [
      '',
      ...(skip === undefined ? [] : paragraph(visible(skip), number, width)),
      ...(skip === undefined ? paragraph(visible(question.text), number, width) : line(question.text)),
      ...(question.help === undefined ? [] : line(question.help)),
      ...line(HOW[question.type]),
      ...answers(question, width),
      ...stopIf(question, questionnaire, inWords).flatMap(line),
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
 * When to answer a question, and where to go on otherwise. Not sure is no "no": a question that hangs on it is asked,
 * as the program asks it.
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

/** On paper nothing interrupts: what cannot wait is said where the last answer that decides it is given. */
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

function note({ text }: Note, width: number): readonly string[] {
  return ['', ...paragraph(visible(text), '      ', width)]
}

function answers(question: Question, width: number): readonly string[] {
  const { type, options, none, unit } = question
  const box = (label: string) => paragraph(visible(label), '      [ ] ', width)
  const inOneLine = (labels: readonly string[]) =>
    labels.length === 0
      ? []
      : paragraph(labels.map((label) => unbroken(`[ ] ${visible(label)}`)).join('   '), '      ', width)
  const beside = offered(question)
  if (type === 'yes_no') return inOneLine([...options.map(({ label }) => label), ...beside])
  return [
    ...options.flatMap(({ label }) => box(label)),
    ...(none === undefined ? [] : box(none)),
    ...blankFor(question, unit?.shown ?? '', width),
    ...inOneLine(beside),
  ]
}

function blankFor({ type }: Question, unit: string, width: number): readonly string[] {
  switch (type) {
    case 'integer':
    case 'decimal':
      return ['', `      ____________ ${unit}`.trimEnd()]
    case 'date':
      return ['', '      ____-__-__']
    case 'text':
      return ['', `      ${'_'.repeat(width - 6)}`, '', `      ${'_'.repeat(width - 6)}`]
    case 'yes_no':
    case 'choice':
    case 'choices':
      return []
  }
}
