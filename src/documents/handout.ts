import { answerInWords, visible } from '../questionnaire/index.ts'
import type { Guidance } from '../rules/index.ts'
import { card } from './card.ts'
import type { Screened } from './result-in-words.ts'

export type HandoutFormat = 'txt' | 'md'

const WIDTH = { columns: 76, ascii: false }

/** The sheet that goes with the person: the card, every answer, the sources in full, and lines to sign. */
export function handout(screened: Screened, format: HandoutFormat): string {
  const text = card(screened, WIDTH)
  const heading = (words: string) => (format === 'md' ? `## ${words}` : `${words}\n${'-'.repeat(words.length)}`)
  const item = (words: string) => (format === 'md' ? `- ${escaped(words)}` : `  ${words}`)
  const { title, notice } = screened.questionnaire
  return [
    format === 'md' ? `# ${escaped(title)}` : title,
    ...(notice === undefined ? [] : [notice]),
    format === 'md' ? `\`\`\`\n${text}\`\`\`` : text,
    heading('Every answer'),
    ...answersBySection(screened).map(({ section, answers }) =>
      [format === 'md' ? `**${escaped(section)}**\n` : section, ...answers.map(item)].join('\n'),
    ),
    heading('Sources'),
    sourcesOf(screened.guidance).map(item).join('\n') || item('No rule fired.'),
    heading('Signatures'),
    [
      'Name:      ______________________________',
      'Clinician: ______________________________',
      'Date:      ______________________________',
    ]
      .map(item)
      .join('\n'),
    '',
  ].join('\n\n')
}

function answersBySection({
  questionnaire,
  answers,
  guidance,
}: Screened): readonly { section: string; answers: readonly string[] }[] {
  return questionnaire.sections.map((section) => ({
    section: section.title,
    answers: section.items.flatMap((item) => {
      if (item.kind === 'note') return []
      const answer = answers.get(item.id)
      const nothing = guidance.not_asked.includes(item.id) ? 'not asked' : 'not answered'
      return [`${item.text} — ${answer === undefined ? nothing : visible(answerInWords(item, answer))}`]
    }),
  }))
}

function sourcesOf({ findings }: Guidance): readonly string[] {
  return [...new Set(findings.flatMap((finding) => (finding.sources ?? []).map(({ id, title }) => `${id}: ${title}`)))]
}

/** Answers are text that somebody typed: in Markdown they must not become markup. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|]/g, (sign) => `\\${sign}`)
}
