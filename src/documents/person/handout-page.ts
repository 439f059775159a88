import { LEVELS, type Level, labelled } from '../../questionnaire/index.ts'
import { statusInWords } from '../form/in-words.ts'
import { type Block, code, type Run, small, strong, type Text } from '../typesetting/blocks.ts'
import { answerList, type ListedAnswer, type ListedSource, MARKS, noteList, sourceList } from './answer-list.ts'
import { CARD_SECTIONS, countsOfReasons, reasonsAt, type ShownReason, type Why } from './reasons.ts'
import {
  ALL_DIGITS,
  alsoTrue,
  countsInWords,
  formInWords,
  headlines,
  type Screened,
  stillOpen,
  visitInWords,
  whatToDo,
  whomToCall,
} from './result-in-words.ts'

/** To be filled in by hand: nobody types a name into the program. */
export const SIGNATURES: readonly string[] = ['Name', 'Staff', 'Clinician', 'Signature', 'Date', 'Notes']

/** The handout as blocks: usually one A4 page, in larger print where there is room for it. */
export function handoutPage(screened: Screened): readonly Block[] {
  return [part(linesOf(screened) <= ROOMY ? 'roomy' : 'dense', blocksOf(screened))]
}

/** Lines in larger print that remain for answers, reasons and sources next to what is on every sheet. */
const ROOMY = 44

/** Roughly the lines that answers, reasons and sources take in larger print. Two answers share a line. */
function linesOf(screened: Screened): number {
  const rows = (length: number, columns: number) => Math.ceil(length / columns)
  const sections = answerList(screened).map(({ answers }) =>
    answers.reduce((sum, { short, text }) => sum + rows(short.length + text.length + 2, 50), 1.3),
  )
  const findings = screened.guidance.findings.map(({ answers, because }) => {
    return answers.reduce((sum, { text }) => sum + rows(text.length + 30, 100), rows(because.length + 60, 110))
  })
  const total = (lines: readonly number[]) => lines.reduce((sum, one) => sum + one, 0)
  const sources = sourceList(screened).map(({ title, note = '', url = '' }) =>
    rows(title.length + note.length + url.length + 30, 110),
  )
  return total(sections) / 2 + total(findings) + total(sources)
}

function blocksOf(screened: Screened): readonly Block[] {
  const { questionnaire, guidance } = screened
  const { title, notice, status } = questionnaire
  const doing = whatToDo(guidance)
  return [
    part('visit', [{ kind: 'heading', level: 1, text: title }, ...paragraphs(whose(screened))]),
    ...(status === 'reviewed' ? [] : [part('status', paragraphs(statusInWords(questionnaire)))]),
    ...(notice === undefined ? [] : [part('notice', paragraphs(notice))]),
    part(`level ${guidance.level}`, [
      ...headlines(guidance).map(({ badge, words }) => ({ kind: 'banner', badge, text: words }) as const),
      { kind: 'paragraph', text: [strong('What to do'), ` ${doing}`] },
      ...paragraphs(whomToCall(screened), strong('Call')),
    ]),
    part('reasons', [
      ...paragraphs(countsOfReasons(guidance)),
      ...LEVELS.flatMap((level) => reasonBlocks(level, reasonsAt(level, doing, screened))),
      ...paragraphs(stillOpen(screened)),
      ...paragraphs(alsoTrue(guidance)),
    ]),
    ...everyAnswer(screened),
    ...sources(screened),
    part('signatures', [{ kind: 'blanks', labels: SIGNATURES }]),
    part('identity', [
      ...paragraphs(whose(screened)),
      ...paragraphs(formInWords(screened, ALL_DIGITS).join(' · ')),
      ...paragraphs(questionnaire.licence),
      { kind: 'paragraph', text: [strong(guidance.statement)] },
    ]),
  ]
}

/** Repeated at the head, with the answers and at the end, because the pages of a long sheet come apart. */
function whose(screened: Screened): string {
  return visitInWords(screened).join(' · ')
}

function part(name: string, blocks: readonly Block[]): Block {
  return { kind: 'part', name, blocks }
}

function paragraphs(text: string | undefined, lead?: Run): readonly Block[] {
  if (text === undefined) return []
  return [{ kind: 'paragraph', text: lead === undefined ? text : [lead, ` ${text}`] }]
}

function reasonBlocks(level: Level, reasons: readonly ShownReason[]): readonly Block[] {
  if (reasons.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: CARD_SECTIONS[level] },
    { kind: 'list', items: reasons.map(reasonText) },
  ]
}

function reasonText({ kind, answers, why }: ShownReason): Text {
  const mark: Run = { kind: 'mark', text: kind === 'rule' ? '!' : '?' }
  const lines = [...answers.map((answer): readonly Run[] => [strong(answer)]), ...why.map(whyText)]
  return [mark, ...lines.flatMap((line, index): readonly Run[] => (index === 0 ? line : [{ kind: 'break' }, ...line]))]
}

function whyText({ text, rule, basis, cited }: Why): readonly Run[] {
  if (rule === undefined) return [text]
  const word = basis === undefined ? rule : `${rule}, ${basis}`
  return [text, ' ', small(cited.length === 0 ? word : `${word}: ${cited.map((one) => one.text).join('; ')}`)]
}

function everyAnswer(screened: Screened): readonly Block[] {
  const sections = answerList(screened).flatMap(({ title, answers }): readonly Block[] => [
    { kind: 'heading', level: 4, text: title },
    { kind: 'list', items: answers.map(answerText) },
  ])
  const notes = noteList(screened).map(({ sections, text }): Block => {
    return { kind: 'paragraph', text: `${sections.join('; ')}: ${text}` }
  })
  return [
    { kind: 'heading', level: 2, text: 'Every answer' },
    part('legend', paragraphs(`${whose(screened)} · ${countsInWords(screened).join(', ')} · ${MARKS}`)),
    part('answers', sections),
    ...(notes.length === 0 ? [] : [part('notes', notes)]),
  ]
}

function answerText({ short, text, state, mark }: ListedAnswer): Text {
  if (state === 'not_asked') return [labelled(short, ''), small(text)]
  if (mark === undefined) return labelled(short, text)
  return [{ kind: 'mark', text: mark }, labelled(short, ''), strong(text)]
}

function sources(screened: Screened): readonly Block[] {
  const cited = sourceList(screened)
  if (cited.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: 'Sources' },
    part('sources', [{ kind: 'list', items: cited.map(sourceText) }]),
  ]
}

function sourceText({ id, title, note, url }: ListedSource): Text {
  return [
    code(id),
    ` ${title}`,
    ...(note === undefined ? [] : [' ', small(note)]),
    ...(url === undefined ? [] : [' ', small(url)]),
  ]
}
