import { decimalText } from '../../expression/index.ts'
import { LEVELS, type Questionnaire } from '../../questionnaire/index.ts'
import { HEADINGS } from '../../rules/index.ts'
import { type Block, code } from '../typesetting/blocks.ts'
import { capitalised, quoted, sentences, shortNames } from './sentence.ts'

/** What must hold for everybody, and what is added up. */
export function promisesAndScores(questionnaire: Questionnaire): readonly Block[] {
  return [...scoresOf(questionnaire), ...promisesOf(questionnaire)]
}

function scoresOf(questionnaire: Questionnaire): readonly Block[] {
  const nameOf = shortNames(questionnaire)
  if (questionnaire.scores.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: 'Scores' },
    {
      kind: 'paragraph',
      text: 'A score adds up the points of the answers. While one is missing it is a range, from the lowest to the highest points that are still possible.',
    },
    ...questionnaire.scores.flatMap(({ id, title, subject }): readonly Block[] => [
      { kind: 'heading', level: 4, text: [`${title} `, code(id)] },
      {
        kind: 'list',
        items: subject.items.map(({ question, points }) => {
          const asked = questionnaire.questionById.get(question.id)
          const each = (asked?.options ?? []).map(
            ({ label }, index) => `${quoted(label)} ${decimalText(points[index] ?? 0)}`,
          )
          return `${asked === undefined ? question.id : nameOf(asked)}: ${each.join(', ')}`
        }),
      },
    ]),
  ]
}

function promisesOf(questionnaire: Questionnaire): readonly Block[] {
  const inWords = sentences(questionnaire)
  if (questionnaire.promises.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: 'Promises' },
    {
      kind: 'paragraph',
      text: 'What must hold for every person, whatever else was answered: when the condition is true, this level comes out, or a more serious one.',
    },
    ...LEVELS.flatMap((level): readonly Block[] => {
      const rows = questionnaire.promises
        .filter(({ atLeast }) => atLeast === level)
        .map(({ id, when }) => [[code(id)], capitalised(inWords(when))])
      if (rows.length === 0) return []
      return [
        { kind: 'heading', level: 3, text: `At least: ${HEADINGS[level]}` },
        { kind: 'table', header: ['Promise', 'When'], rows },
      ]
    }),
  ]
}
