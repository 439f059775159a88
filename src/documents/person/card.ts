import { LEVELS, type Level } from '../../questionnaire/index.ts'
import type { Block } from '../setting/blocks.ts'
import { type Layout, signsFor, unbroken } from '../setting/layout.ts'
import { textInColumns } from '../setting/text.ts'
import { type Reason, reasonsAt, SECTIONS } from './reasons.ts'
import {
  alsoTrue,
  countsInWords,
  formInWords,
  headlines,
  type Screened,
  SOME_DIGITS,
  stillOpen,
  visitInWords,
  whatToDo,
  whomToCall,
} from './result-in-words.ts'

/**
 * The result card: level first in a word with a sign, then what to do, why, and what is not known, then identity.
 * Colour is added elsewhere and only repeats what the words say.
 */
export function card(screened: Screened, layout: Layout): string {
  return textInColumns(cardBlocks(screened, signsFor(layout).dot), layout)
}

/** `dot` stands between the parts of a line. */
export function cardBlocks(screened: Screened, dot: string): readonly Block[] {
  const { guidance } = screened
  const doing = whatToDo(guidance)
  const call = whomToCall(screened)
  const more = [stillOpen(screened), alsoTrue(guidance)].filter((one) => one !== undefined)
  return [
    { kind: 'line', weight: 'heavy' },
    ...headlines(guidance).map(({ badge, words }) => ({ kind: 'banner', badge, text: words }) as const),
    { kind: 'line', weight: 'heavy' },
    { kind: 'hanging', lead: 'What to do  ', text: doing },
    ...(call === undefined ? [] : [{ kind: 'hanging', lead: 'Call        ', text: call } as const]),
    ...LEVELS.flatMap((level) => reasonBlocks(level, reasonsAt(level, doing, screened), dot)),
    ...more.flatMap((text): readonly Block[] => [{ kind: 'gap' }, { kind: 'paragraph', text }]),
    { kind: 'line', weight: 'light' },
    ...identity(screened, dot),
    { kind: 'line', weight: 'light' },
  ]
}

function reasonBlocks(level: Level, reasons: readonly Reason[], dot: string): readonly Block[] {
  if (reasons.length === 0) return []
  return [
    { kind: 'gap' },
    { kind: 'heading', level: 3, text: SECTIONS[level] },
    ...reasons.flatMap((reason) => reasonText(reason, dot)),
  ]
}

/** Columns from the edge at which what was answered and why it matters are set. */
const INDENT = 6

function reasonText({ kind, answers, why }: Reason, dot: string): readonly Block[] {
  const lead = kind === 'rule' ? ' • ' : ' ? '
  const line = (text: string): Block => ({ kind: 'hanging', lead: ' '.repeat(INDENT - 1), text })
  return [
    ...answers.map((text, index): Block => {
      return { kind: 'hanging', lead: index === 0 ? lead : '   ', text, indent: INDENT }
    }),
    ...why.flatMap(({ text, rule, cited }) => [
      line(text),
      ...(rule === undefined ? [] : [line([rule, ...(cited.length === 0 ? [] : [cited.join('; ')])].join(` ${dot} `))]),
    ]),
  ]
}

function identity(screened: Screened, dot: string): readonly Block[] {
  const joined = (parts: readonly string[]): Block => ({ kind: 'paragraph', text: parts.join(` ${dot} `) })
  return [
    joined([...visitInWords(screened).map(unbroken), countsInWords(screened).map(unbroken).join(', ')]),
    joined(formInWords(screened, SOME_DIGITS).map(unbroken)),
    { kind: 'paragraph', text: screened.guidance.statement },
  ]
}
