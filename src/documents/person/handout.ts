import { labelled } from '../../questionnaire/index.ts'
import { statusInWords } from '../form/in-words.ts'
import type { Block } from '../typesetting/blocks.ts'
import { htmlPage } from '../typesetting/html.ts'
import { type Layout, signsFor } from '../typesetting/layout.ts'
import { markdown } from '../typesetting/markdown.ts'
import { textInColumns } from '../typesetting/text.ts'
import { answerList, type ListedSource, MARKS, noteList, sourceList } from './answer-list.ts'
import { cardBlocks } from './card.ts'
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

/** Columns of a sheet of paper in the usual print of a text file. */
const SHEET_LAYOUT: Layout = { columns: 76, ascii: false }

function plainText(screened: Screened): string {
  const { questionnaire } = screened
  const { title, notice, status } = questionnaire
  const sources = sourceList(screened)
  const notes = noteList(screened).map(({ sections, text }) => entry('', `${sections.join('; ')}: ${text}`))
  const pieces: readonly (readonly Block[])[] = [
    [{ kind: 'paragraph', text: title }],
    status === 'reviewed' ? [] : [{ kind: 'paragraph', text: statusInWords(questionnaire) }],
    notice === undefined ? [] : [{ kind: 'paragraph', text: notice }],
    cardBlocks(screened, { dot: signsFor(SHEET_LAYOUT).dot, inFull: true }),
    [heading('Every answer'), { kind: 'paragraph', text: MARKS }],
    ...answerList(screened).map(({ title, answers }) => [
      heading(title),
      ...answers.map(({ short, text, mark = ' ' }) => entry(`${mark} `, labelled(short, text))),
    ]),
    notes,
    sources.length === 0 ? [] : [heading('Sources'), ...sources.map((source) => entry('  ', sourceLine(source)))],
    [{ kind: 'blanks', labels: SIGNATURES }],
    formInWords(screened, ALL_DIGITS).map((text) => ({ kind: 'paragraph', text })),
  ]
  const shown = pieces.filter((piece) => piece.length > 0)
  return textInColumns(
    shown.flatMap((piece, index): readonly Block[] => (index === 0 ? piece : [{ kind: 'gap' }, ...piece])),
    SHEET_LAYOUT,
  )
}

function heading(text: string): Block {
  return { kind: 'heading', level: 3, text }
}

function entry(lead: string, text: string): Block {
  return { kind: 'hanging', lead, text, indent: 4 }
}

function sourceLine({ id, title, note, url }: ListedSource): string {
  return [`${id}: ${title}`, ...(note === undefined ? [] : [note]), ...(url === undefined ? [] : [url])].join(' · ')
}
