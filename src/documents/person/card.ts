import { LEVELS, type Level } from '../../questionnaire/index.ts'
import { asciiOf, type Layout, paragraph, type Signs, signsFor, unbroken, widthOf } from '../setting/layout.ts'
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
  const width = widthOf(layout)
  const signs = signsFor(layout)
  const { guidance } = screened
  const doing = whatToDo(guidance)
  const call = whomToCall(screened)
  const more = [stillOpen(screened), alsoTrue(guidance)].filter((one) => one !== undefined)
  const lines = [
    signs.heavy.repeat(width),
    ...headlines(guidance).flatMap(({ badge, words }) => paragraph(words, ` ${badge.padEnd(10)}  `, width)),
    signs.heavy.repeat(width),
    ...paragraph(doing, ' What to do  ', width),
    ...(call === undefined ? [] : paragraph(call, ' Call        ', width)),
    ...LEVELS.flatMap((level) => reasonLines(level, reasonsAt(level, doing, screened), { width, signs })),
    ...more.flatMap((one) => ['', ...paragraph(one, ' ', width)]),
    signs.light.repeat(width),
    ...identity(screened, width, signs),
    signs.light.repeat(width),
  ]
  const text = lines.join('\n')
  return `${layout.ascii ? asciiOf(text) : text}\n`
}

interface Setting {
  readonly width: number
  readonly signs: Signs
}

function reasonLines(level: Level, reasons: readonly Reason[], setting: Setting): readonly string[] {
  if (reasons.length === 0) return []
  return ['', ` ${SECTIONS[level]}`, ...reasons.flatMap((reason) => reasonText(reason, setting))]
}

function reasonText({ kind, answers, why }: Reason, { width, signs: { bullet, dot } }: Setting): readonly string[] {
  const lead = kind === 'rule' ? `  ${bullet} ` : '  ? '
  const line = (text: string) => paragraph(text, '      ', width)
  return [
    ...answers.flatMap((answer, index) => paragraph(answer, index === 0 ? lead : '    ', width, 6)),
    ...why.flatMap(({ text, rule, cited }) => [
      ...line(text),
      ...(rule === undefined ? [] : line([rule, ...(cited.length === 0 ? [] : [cited.join('; ')])].join(` ${dot} `))),
    ]),
  ]
}

function identity(screened: Screened, width: number, { dot }: Signs): readonly string[] {
  const joined = (parts: readonly string[]) => paragraph(parts.join(` ${dot} `), ' ', width)
  return [
    ...joined([...visitInWords(screened).map(unbroken), countsInWords(screened).map(unbroken).join(', ')]),
    ...joined(formInWords(screened, SOME_DIGITS).map(unbroken)),
    ...paragraph(screened.guidance.statement, ' ', width),
  ]
}
