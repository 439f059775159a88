import { visible } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { statusInWords } from './in-words.ts'

/** What is said before the first question, in paragraphs: that it is a draft, the notice, the licence. */
export function openingOf(questionnaire: Questionnaire): readonly string[] {
  const { status, notice, licence } = questionnaire
  const said = [status === 'reviewed' ? undefined : statusInWords(questionnaire), notice, licence]
  return said.filter((one) => one !== undefined).map(visible)
}
