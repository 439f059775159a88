import type { Questionnaire } from '../../questionnaire/index.ts'
import type { Block, Text } from '../typesetting/blocks.ts'

/** What a clinician has to decide before signing, about each question and each rule, in the order of the file. */
export function toSettle({ questions, rules }: Questionnaire): readonly Block[] {
  const items: readonly Text[] = [
    ...questions.flatMap(({ id, short, subject, settle }): readonly Text[] => {
      const text = `${subject.index + 1}. ${short}`
      return settle === undefined ? [] : [[{ kind: 'reference', text, anchor: `question-${id}` }, `: ${settle}`]]
    }),
    ...rules.flatMap(({ id, settle }): readonly Text[] =>
      settle === undefined ? [] : [[{ kind: 'reference', text: id, anchor: `rule-${id}` }, `: ${settle}`]],
    ),
  ]
  if (items.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: 'To settle before signing' },
    { kind: 'list', items },
  ]
}
