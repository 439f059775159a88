import { LEVELS, type Questionnaire } from '../../questionnaire/index.ts'
import { HEADINGS, STATEMENT } from '../../rules/index.ts'
import { type Block, code, type Fact, strong } from '../typesetting/blocks.ts'
import { htmlPage } from '../typesetting/html.ts'
import { DOCUMENT } from '../typesetting/html-style.ts'
import { markdown } from '../typesetting/markdown.ts'
import { aboutConditions } from './about-conditions.ts'
import { promisesAndScores } from './code-book-promises.ts'
import { questionsOf } from './code-book-questions.ts'
import { rulesOf } from './code-book-rules.ts'
import { contentsInWords, noteInWords, statusInWords, titleWithYear } from './in-words.ts'
import { toSettle } from './to-settle.ts'

/** The whole questionnaire on paper: what a clinician reads before signing it. */
export function codeBookMarkdown(questionnaire: Questionnaire): string {
  return markdown(codeBook(questionnaire))
}

/** The same as one self-contained page. */
export function codeBookHtml(questionnaire: Questionnaire, refreshSeconds?: number): string {
  const { title, language } = questionnaire
  const page = { title, language, blocks: codeBook(questionnaire), style: DOCUMENT }
  return htmlPage(refreshSeconds === undefined ? page : { ...page, refreshSeconds })
}

function codeBook(questionnaire: Questionnaire): readonly Block[] {
  return [
    { kind: 'heading', level: 1, text: questionnaire.title },
    { kind: 'paragraph', text: [strong(statusInWords(questionnaire))] },
    { kind: 'facts', facts: identity(questionnaire) },
    ...(questionnaire.notice === undefined ? [] : [{ kind: 'notice', text: questionnaire.notice } as const]),
    ...(questionnaire.licence === undefined ? [] : [{ kind: 'notice', text: questionnaire.licence } as const]),
    ...howToRead(),
    ...questionsOf(questionnaire),
    ...rulesOf(questionnaire),
    ...promisesAndScores(questionnaire),
    ...sourcesOf(questionnaire),
    ...toSettle(questionnaire),
    ...signatures(questionnaire),
  ]
}

function identity(questionnaire: Questionnaire): readonly Fact[] {
  const { id, version, source, language, audience, reviewBy, set } = questionnaire
  return [
    { label: 'Questionnaire', text: [code(id), ` version ${version}`] },
    { label: 'Content', text: [code(`sha256:${source.sha256}`)] },
    ...(audience === undefined ? [] : [{ label: 'Written for', text: audience }]),
    { label: 'Language', text: language },
    ...(set === undefined ? [] : [{ label: 'Set of forms', text: [code(set)] }]),
    { label: 'Contents', text: contentsInWords(questionnaire) },
    ...(reviewBy === undefined ? [] : [{ label: 'Look again by', text: reviewBy }]),
  ]
}

function howToRead(): readonly Block[] {
  return [
    { kind: 'heading', level: 2, text: 'How to read this' },
    {
      kind: 'paragraph',
      text: `${STATEMENT} Rules only ever raise the level. There are four, the most serious first:`,
    },
    { kind: 'list', items: LEVELS.map((level) => [strong(HEADINGS[level]), ' ', code(level)]) },
    ...aboutConditions(),
  ]
}

function sourcesOf({ sources }: Questionnaire): readonly Block[] {
  if (sources.size === 0) return []
  return [
    { kind: 'heading', level: 2, text: 'Sources' },
    ...[...sources.values()].flatMap((work): readonly Block[] => {
      const note = noteInWords(work)
      return [
        { kind: 'heading', level: 4, text: work.id, anchor: `source-${work.id}` },
        { kind: 'paragraph', text: titleWithYear(work) },
        ...(work.url === undefined
          ? []
          : [{ kind: 'paragraph', text: [{ kind: 'link', address: work.url }] } as const]),
        ...(note === undefined ? [] : [{ kind: 'paragraph', text: `Note: ${note}` } as const]),
      ]
    }),
  ]
}

function signatures({ id, version, source }: Questionnaire): readonly Block[] {
  return [
    { kind: 'heading', level: 2, text: 'Signatures' },
    {
      kind: 'paragraph',
      text: [
        `A signature means: I have read the questions, the rules with their levels, the promises and the sources of ${id} ${version}, in the text whose content is `,
        code(`sha256:${source.sha256.slice(0, 8)}`),
        '. What has to change first is written here.',
      ],
    },
    { kind: 'blanks', labels: ['To change first', 'Name and role', 'Signature', 'Day', 'Look again by'] },
    { kind: 'heading', level: 3, text: 'Second reader' },
    { kind: 'blanks', labels: ['Name and role', 'Signature', 'Day'] },
  ]
}
