import { visible } from '../../diagnostics/index.ts'
import { LEVELS, type Level } from '../../questionnaire/index.ts'
import type { Block } from '../typesetting/blocks.ts'
import { type Layout, signsFor, unbroken } from '../typesetting/layout.ts'
import { textInColumns } from '../typesetting/text.ts'
import { CARD_SECTIONS, type Cited, countsOfReasons, reasonsAt, type ShownReason } from './reasons.ts'
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
 * The result card: first the level, as a word with a sign, then what to do, why, what is not known, and whose result it
 * is. Colour is added elsewhere and only repeats what the words say. Reasons that are one clinic's habit or our own
 * judgement take one line. Where the card is all that the reader has, `inFull` gives them the full text as well.
 */
export function card(screened: Screened, layout: Layout): string {
  return textInColumns(cardBlocks(screened, { dot: signsFor(layout).dot, inFull: false }), layout)
}

interface Setting {
  /** Separates the parts of a line. */
  readonly dot: string
  readonly inFull: boolean
}

export function cardBlocks(screened: Screened, setting: Setting): readonly Block[] {
  const { guidance, questionnaire } = screened
  const doing = whatToDo(guidance)
  const call = whomToCall(screened)
  const reasons = LEVELS.map((level) => ({ level, reasons: reasonsAt(level, doing, screened) }))
  const counts = countsOfReasons(guidance)
  const unread = reasons.some((one) => one.reasons.some((reason) => marksUnread(reason, setting)))
  const more = [unread ? UNREAD : undefined, stillOpen(screened), alsoTrue(guidance)].filter((one) => one !== undefined)
  return [
    { kind: 'line', weight: 'heavy' },
    ...headlines(guidance).map(({ badge, words }) => ({ kind: 'banner', badge, text: words }) as const),
    { kind: 'line', weight: 'heavy' },
    { kind: 'hanging', lead: 'What to do  ', text: doing },
    ...(call === undefined ? [] : [{ kind: 'hanging', lead: 'Call        ', text: call } as const]),
    ...(counts === undefined ? [] : ([{ kind: 'gap' }, { kind: 'paragraph', text: counts }] as const)),
    ...reasons.flatMap((one) => reasonBlocks(one.level, one.reasons, setting)),
    ...more.flatMap((text): readonly Block[] => [{ kind: 'gap' }, { kind: 'paragraph', text }]),
    { kind: 'line', weight: 'light' },
    ...identity(screened, setting.dot),
    ...(questionnaire.licence === undefined
      ? []
      : [{ kind: 'paragraph', text: visible(questionnaire.licence) } as const]),
    { kind: 'line', weight: 'light' },
  ]
}

export const UNREAD = '* not read itself: quoted elsewhere, or only its abstract.'

function marksUnread({ why, brief }: ShownReason, { inFull }: Setting): boolean {
  return (inFull || !brief) && why.some(({ cited }) => cited.some(({ readItself }) => !readItself))
}

function reasonBlocks(level: Level, reasons: readonly ShownReason[], setting: Setting): readonly Block[] {
  if (reasons.length === 0) return []
  return [
    { kind: 'gap' },
    { kind: 'heading', level: 3, text: CARD_SECTIONS[level] },
    ...reasons.flatMap((reason) => reasonText(reason, setting)),
  ]
}

/** The indentation, in columns, of what was answered and why it matters. */
const INDENT = 6

function reasonText({ kind, answers, why, brief }: ShownReason, { dot, inFull }: Setting): readonly Block[] {
  const lead = kind === 'rule' ? ' • ' : ' ? '
  if (brief && !inFull) {
    const said = why.flatMap(({ rule = '', basis = '', added }) => [
      rule,
      basis,
      ...(added === undefined ? [] : [added]),
    ])
    return [{ kind: 'hanging', lead, text: [answers.join('; '), ...said].join(` ${dot} `), indent: INDENT }]
  }
  const line = (text: string): Block => ({ kind: 'hanging', lead: ' '.repeat(INDENT - 1), text })
  return [
    ...answers.map((text, index): Block => {
      return { kind: 'hanging', lead: index === 0 ? lead : '   ', text, indent: INDENT }
    }),
    ...why.flatMap(({ text, rule, basis, cited }) => [
      line(text),
      ...(rule === undefined
        ? []
        : [line([rule, ...(basis === undefined ? [] : [basis]), ...sources(cited)].join(` ${dot} `))]),
    ]),
  ]
}

function sources(cited: readonly Cited[]): readonly string[] {
  return cited.length === 0 ? [] : [cited.map(({ text, readItself }) => (readItself ? text : `${text}*`)).join('; ')]
}

function identity(screened: Screened, dot: string): readonly Block[] {
  const joined = (parts: readonly string[]): Block => ({ kind: 'paragraph', text: parts.join(` ${dot} `) })
  return [
    joined([...visitInWords(screened).map(unbroken), countsInWords(screened).map(unbroken).join(', ')]),
    joined(formInWords(screened, SOME_DIGITS).map(unbroken)),
    { kind: 'paragraph', text: screened.guidance.statement },
  ]
}
