import type { Questionnaire } from '../questionnaire/index.ts'
import { type Block, between, code } from './blocks.ts'
import { adviceOf } from './code-book-rules.ts'
import { byLevel, cited, contentsInWords, levelInWords, statusInWords, withNames } from './in-words.ts'
import { markdown } from './markdown.ts'
import { capitalised, sentences } from './sentence.ts'

/** All rules in one table, the most serious first, as Markdown. */
export function ruleTable(questionnaire: Questionnaire): string {
  const inWords = sentences(questionnaire)
  const { id, version, source } = questionnaire
  const blocks: readonly Block[] = [
    { kind: 'heading', level: 1, text: `Rules: ${questionnaire.title}` },
    {
      kind: 'paragraph',
      text: [
        code(id),
        ` ${version} `,
        code(`sha256:${source.sha256.slice(0, 8)}`),
        `, ${contentsInWords(questionnaire)}. ${statusInWords(questionnaire)}`,
      ],
    },
    {
      kind: 'table',
      header: ['Rule', 'When', 'Level', 'Because', 'Advice', 'Sources'],
      rows: byLevel(questionnaire.rules).flatMap(({ rules }) =>
        rules.map((rule) => [
          [code(rule.id)],
          capitalised(inWords(rule.when)),
          levelInWords(rule.level, rule.action),
          withNames(rule.because, questionnaire),
          adviceOf(rule, questionnaire),
          between(
            rule.sources.map((citation) => code(cited(citation))),
            ', ',
          ),
        ]),
      ),
    },
  ]
  return markdown(blocks)
}
