import { labelled } from '../../questionnaire/index.ts'
import { htmlPage } from '../setting/html.ts'
import { paragraph } from '../setting/layout.ts'
import { markdown } from '../setting/markdown.ts'
import { answerList, MARKS, noteList, sourceList } from './answer-list.ts'
import { card } from './card.ts'
import { handoutPage, SIGNATURES } from './handout-page.ts'
import { SHEET } from './handout-style.ts'
import { ALL_DIGITS, formInWords, type Screened } from './result-in-words.ts'

export const HANDOUT_FORMATS = ['txt', 'md', 'html'] as const

export type HandoutFormat = (typeof HANDOUT_FORMATS)[number]

/** The sheet that goes with the person: the result, every answer, the sources in full, and lines to sign. */
export function handout(screened: Screened, format: HandoutFormat): string {
  switch (format) {
    case 'txt':
      return plainText(screened)
    case 'md':
      return markdown(handoutPage(screened))
    case 'html': {
      const { title, language } = screened.questionnaire
      return htmlPage({ title, language, blocks: handoutPage(screened), style: SHEET })
    }
  }
}

const WIDTH = 76

function plainText(screened: Screened): string {
  const { title, notice } = screened.questionnaire
  const sources = sourceList(screened)
  const notes = noteList(screened)
  const lines = (text: string, lead: string) => paragraph(text, lead, WIDTH, 4)
  return [
    paragraph(title, ' ', WIDTH),
    ...(notice === undefined ? [] : [paragraph(notice, ' ', WIDTH)]),
    [card(screened, { columns: WIDTH, ascii: false }).trimEnd()],
    [' Every answer', ` ${MARKS}`],
    ...answerList(screened).map(({ title, answers }) => [
      ` ${title}`,
      ...answers.flatMap(({ short, text, mark = ' ' }) => lines(labelled(short, text), ` ${mark} `)),
    ]),
    ...(notes.length === 0
      ? []
      : [notes.flatMap(({ sections, text }) => lines(`${sections.join('; ')}: ${text}`, ' '))]),
    ...(sources.length === 0
      ? []
      : [[' Sources', ...sources.flatMap(({ id, title }) => lines(`${id}: ${title}`, '   '))]]),
    ...SIGNATURES.map((label) => [` ${`${label}:`.padEnd(12)}${'_'.repeat(WIDTH - 14)}`]),
    formInWords(screened, ALL_DIGITS).map((one) => ` ${one}`),
  ]
    .map((block) => `${block.join('\n')}\n`)
    .join('\n')
}
