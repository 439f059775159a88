import { visible } from '../../diagnostics/index.ts'
import { decimalText } from '../../expression/index.ts'
import type { Note, Question, Questionnaire } from '../../questionnaire/index.ts'
import { asciiOf, type Layout, paragraph, signsFor, widthOf, widthOfText } from '../setting/layout.ts'
import { byLevel, contentsInWords, kindOfAnswer, levelInWords, limits, statusInWords } from './in-words.ts'
import { sentences } from './sentence.ts'

/** The questionnaire at a glance for a terminal: sections, questions with what belongs to them, how many rules. */
export function outline(questionnaire: Questionnaire, layout: Layout): string {
  const width = widthOf(layout)
  const signs = signsFor(layout)
  const { title, id, version, source, sections, questions, rules } = questionnaire
  const inWords = sentences(questionnaire)
  const lines = [
    signs.heavy.repeat(width),
    ...paragraph(visible(title), ' ', width),
    ...paragraph([`${id} ${version}`, `sha256:${source.sha256.slice(0, 8)}`].join(` ${signs.dot} `), ' ', width),
    ...paragraph(statusInWords(questionnaire), ' ', width),
    ...paragraph(contentsInWords(questionnaire), ' ', width),
    signs.heavy.repeat(width),
    ...sections.flatMap((section) => [
      '',
      ...paragraph(visible(section.title), ' ', width),
      ` ${signs.light.repeat(Math.min(width - 1, widthOfText(visible(section.title))))}`,
      ...section.items.flatMap((item) => (item.kind === 'note' ? note(item, width) : asked(item))),
    ]),
    '',
    ' Rules',
    ` ${signs.light.repeat(5)}`,
    ...byLevel(rules).flatMap((group) =>
      paragraph(levelInWords(group.level), ` ${String(group.rules.length).padStart(3)}  `, width),
    ),
    ...(rules.length === 0 ? ['   0'] : []),
    ...(questions.some(({ askIf }) => askIf !== undefined) ? ['', ...paragraph(ALSO_ASKED, ' ', width)] : []),
    '',
  ]
  const text = lines.join('\n')
  return layout.ascii ? asciiOf(text) : text

  function asked(question: Question): readonly string[] {
    const detail = (words: string) => paragraph(visible(words), '      ', width)
    const number = String(question.subject.index + 1).padStart(3)
    return [
      '',
      ...paragraph(visible(question.text), ` ${number}  `, width),
      ...detail([question.id, kindOfAnswer(question)].join(` ${signs.dot} `)),
      ...(question.askIf === undefined ? [] : detail(`Only if ${inWords(question.askIf)}`)),
      ...limits(question).flatMap(({ text }) => detail(text)),
      ...(question.check === undefined ? [] : detail(`Must hold: ${inWords(question.check.that)}`)),
      ...options(question, width),
    ]
  }
}

const ALSO_ASKED =
  '“Only if” also lets a question be asked when what decides it was answered “Not sure” or “Prefer not to say”.'

function note({ id, text }: Note, width: number): readonly string[] {
  return ['', ...paragraph(visible(text), '      ', width), ...paragraph(`${id}: shown, not asked`, '      ', width)]
}

function options({ type, options: all, none }: Question, width: number): readonly string[] {
  if (type === 'yes_no' || (all.length === 0 && none === undefined)) return []
  const rows = [
    ...all.map(({ code, label, points }) => ({
      code,
      label: points === undefined ? label : `${label} (${decimalText(points)})`,
    })),
    ...(none === undefined ? [] : [{ code: 'none', label: none }]),
  ]
  const room = Math.min(18, Math.max(...rows.map(({ code }) => code.length)))
  return rows.flatMap(({ code, label }) =>
    paragraph(visible(label), `        ${code.padEnd(room)}  `, width, 10 + room),
  )
}
