import type { QuestionKind } from './kind.ts'
import { textFault, unreadable } from './written.ts'

export const text: QuestionKind = {
  answerType: 'text',
  keys: ['none'],
  worse: [],
  wants: 'words',
  howToType: () => 'Any words',
  /**
   * `none` and its label are the same answer where the question has that label. Elsewhere `none` is an ordinary text.
   */
  parse: ({ none }, written) => {
    if (typeof written !== 'string') return written.length === 0 ? undefined : unreadable(`[${written.join(', ')}]`)
    const raw = written.trim()
    if (raw === '') return undefined
    if (raw === 'unsure' || raw === 'declined') return { kind: raw }
    if (none !== undefined && (raw === 'none' || raw.toLowerCase() === none.toLowerCase()))
      return { kind: 'given', value: 'none' }
    return textFault(raw) === undefined ? { kind: 'given', value: raw } : unreadable(raw)
  },
  complaint: (_, { raw }) => textFault(raw) ?? `\`${raw}\` cannot be read as text`,
}
