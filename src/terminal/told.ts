import type { Question } from '../questionnaire/index.ts'
import type { Told } from '../screening/index.ts'

/** What a move brought about besides the next step, in one sentence. */
export function toldText(told: Told | undefined): string | undefined {
  switch (told?.kind) {
    case 'set-aside':
      return `Set aside, because of this answer: ${namesOf(told.questions)}. Offered again if asked again.`
    case 'check':
      return told.message
    case 'open':
      return `Still open: ${namesOf(told.questions)}.`
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
