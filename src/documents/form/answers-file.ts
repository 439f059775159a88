import { visible } from '../../diagnostics/index.ts'
import type { Note, Question, Questionnaire } from '../../questionnaire/index.ts'
import { paragraph } from '../typesetting/layout.ts'
import { kindOfAnswer, limits, statusInWords } from './in-words.ts'
import { sentences } from './sentence.ts'

/** Columns of the comments. */
const WIDTH = 100

/**
 * A file to fill in with one person's answers: every question by its id, with its words and codes in comments. A
 * question that is left empty is not answered, so that the file can be used at once.
 */
export function answersFile(questionnaire: Questionnaire): string {
  const { title, id, version, sections } = questionnaire
  const inWords = sentences(questionnaire)
  const asked = (question: Question) => [
    '',
    ...comment(`${question.subject.index + 1}. ${question.text}`),
    ...comment([kindOfAnswer(question), ...limits(question).map(({ text }) => text)].join('; ')),
    ...codesOf(question).flatMap(({ code, label }) => comment(`${code}: ${label}`, 4)),
    ...(question.askIf === undefined ? [] : comment(`Only if ${inWords(question.askIf)}`)),
    `${question.id}:`,
  ]
  const noted = ({ text, askIf }: Note) => [
    ...(askIf === undefined ? [] : comment(`Only if ${inWords(askIf)}:`)),
    ...comment(text),
  ]
  return [
    ...comment(`${title}: answers to fill in (${id} ${version}). ${statusInWords(questionnaire)}`),
    ...comment(`What it says: prescreen screen ${id} --answers FILE`),
    ...comment('Write a code or a number behind the colon. Nothing there is "not answered", which is never "no".'),
    ...comment('Several answers: [one, other]; with some not known: [one, unsure].'),
    ...sections.flatMap(({ title, items }) => [
      '',
      ...comment(`--- ${title}`),
      ...items.flatMap((item) => (item.kind === 'note' ? ['', ...noted(item)] : asked(item))),
    ]),
    '',
  ].join('\n')
}

function comment(text: string, indent = 1): readonly string[] {
  return paragraph(visible(text), `#${' '.repeat(indent)}`, WIDTH, indent + 1).map((line) =>
    line.startsWith('#') ? line : `#${line.slice(1)}`,
  )
}

/** What can be written, with its meaning. */
function codesOf({ options, none, offer }: Question): readonly { readonly code: string; readonly label: string }[] {
  const words = { unsure: 'Not sure', declined: 'Prefer not to say' } as const
  return [
    ...options,
    ...(none === undefined ? [] : [{ code: 'none', label: none }]),
    ...offer.map((code) => ({ code, label: words[code] })),
  ]
}
