import { visible } from '../../diagnostics/index.ts'
import { type Truth, unknown } from '../../expression/index.ts'
import { labelled, type Rule } from '../../questionnaire/index.ts'
import { type Evaluated, type NumberRead, shownAnswer, type TruthTree, truthTree } from '../../rules/index.ts'
import { levelInWords } from '../form/in-words.ts'
import { capitalised, sentences } from '../form/sentence.ts'
import type { Block } from '../typesetting/blocks.ts'
import type { Layout } from '../typesetting/layout.ts'
import { textInColumns } from '../typesetting/text.ts'

/**
 * One rule's condition for one person's answers: each part with its truth, each test with what it was worked out from.
 */
export function ruleTreeText(rule: Rule, evaluated: Evaluated, layout: Layout): string {
  const { questionnaire, standing } = evaluated
  const inWords = sentences(questionnaire)
  const tree = truthTree(rule.when.condition, standing.sheet)
  const blocks: readonly Block[] = [
    { kind: 'paragraph', text: `Rule ${rule.id} is ${TRUTHS.get(tree.truth) ?? ''}.` },
    { kind: 'paragraph', text: `Level when it is true: ${levelInWords(rule.level, rule.action)}` },
    { kind: 'paragraph', text: `As written: ${rule.when.text}` },
    { kind: 'gap' },
    ...treeBlocks(tree, 0),
  ]
  return textInColumns(blocks, layout)

  function treeBlocks(part: TruthTree, depth: number): readonly Block[] {
    const { condition, truth, parts } = part
    const lead = `${(TRUTHS.get(truth) ?? '').padEnd(COLUMN)}${'  '.repeat(depth)}`
    const [only] = parts
    const isOpposite = condition.kind === 'not' && only?.parts.length === 0
    if (parts.length > 0 && !isOpposite)
      return [
        { kind: 'hanging', lead, text: JOINTS[condition.kind as keyof typeof JOINTS] },
        ...parts.flatMap((one) => treeBlocks(one, depth + 1)),
      ]
    return [
      { kind: 'hanging', lead, text: capitalised(inWords({ condition })) },
      {
        kind: 'hanging',
        lead: ' '.repeat(lead.length + 2),
        text: `Here: ${madeFrom(isOpposite && only !== undefined ? only : part)}`,
      },
    ]
  }

  /** The answers that a test reads, and what is worked out from them. */
  function madeFrom({ questions, numbers }: TruthTree): string {
    const answers = questions.flatMap(({ index }) => {
      const question = questionnaire.questions[index]
      if (question === undefined) return []
      return [visible(labelled(question.short, shownAnswer(question, evaluated).text))]
    })
    const worked = numbers.map(({ range }) => `which makes ${rangeInWords(range)}`)
    return [...answers, ...worked].join('; ')
  }
}

const TRUTHS: ReadonlyMap<Truth, string> = new Map<Truth, string>([
  [true, 'true'],
  [false, 'false'],
  [unknown, 'not known'],
])

/** Columns of the longest truth, plus a gap of two. */
const COLUMN = 11

const JOINTS = { and: 'All of these:', or: 'At least one of these:', not: 'It is not so that:' } as const

/** `12`, `10 to 14`: what a number can be while some answers are not known. */
export function rangeInWords(range: NumberRead['range'] | null): string {
  if (range === null) return 'not asked'
  if (typeof range === 'string') return range
  return range.low === range.high ? String(range.low) : `${range.low} to ${range.high}`
}
