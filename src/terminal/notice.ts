import type { Question } from '../questionnaire/index.ts'
import type { Notice } from '../screening/index.ts'

/** What a move brought about besides the next step, in one sentence. */
export function noticeText(notice: Notice | undefined): string | undefined {
  switch (notice?.kind) {
    case 'set-aside':
      return `Set aside, because of this answer: ${namesOf(notice.questions)}. Offered again if asked again.`
    case 'check':
      return notice.message
    case 'open':
      return `Still open: ${namesOf(notice.questions)}.`
    case undefined:
      return undefined
  }
}

/** More names than this are counted: the review shows them all. */
const FEW = 5

function namesOf(questions: readonly Question[]): string {
  const names = questions.slice(0, FEW).map((question) => question.short)
  const more = questions.length - names.length
  return `${names.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}
