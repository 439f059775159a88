import type { Question, Questionnaire } from '../../questionnaire/index.ts'
import { BASES_IN_WORDS } from '../../rules/index.ts'
import { type Block, between, code } from '../typesetting/blocks.ts'
import { markdown } from '../typesetting/markdown.ts'
import { aboutConditions } from './about-conditions.ts'
import { adviceOf } from './code-book-rules.ts'
import { byLevel, cited, contentsInWords, levelInWords, statusInWords, withNames } from './in-words.ts'
import { capitalised, sentences } from './sentence.ts'

/** All rules in one Markdown table, the most serious first. */
export function ruleTable(questionnaire: Questionnaire): string {
  const inWords = sentences(questionnaire)
  const { id, version, source, licence } = questionnaire
  const name = (question: Question) => `${question.subject.index + 1}. ${question.short}`
  const asked = questionnaire.questions.filter(
    (question) => (questionnaire.rulesReading[question.subject.index] ?? []).length > 0,
  )
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
      header: ['Rule', 'When', 'Level', 'Because', 'Advice', 'Whose word', 'Sources'],
      rows: byLevel(questionnaire.rules).flatMap(({ rules }) =>
        rules.map((rule) => [
          [code(rule.id)],
          capitalised(inWords(rule.when)),
          levelInWords(rule.level, rule.action),
          withNames(rule.because, questionnaire),
          adviceOf(rule, questionnaire),
          rule.basis === undefined ? '' : BASES_IN_WORDS[rule.basis],
          between(
            rule.sources.map((citation) => code(cited(citation))),
            ', ',
          ),
        ]),
      ),
    },
    ...(licence === undefined ? [] : [{ kind: 'notice', text: licence } as const]),
    ...aboutConditions(),
    { kind: 'heading', level: 2, text: 'Questions that rules read' },
    {
      kind: 'table',
      header: ['Question', 'Asked as', 'Rules'],
      rows: asked.map((question) => [
        name(question),
        question.text,
        between(
          (questionnaire.rulesReading[question.subject.index] ?? []).map(({ id }) => code(id)),
          ', ',
        ),
      ]),
    },
  ]
  return markdown(blocks)
}
