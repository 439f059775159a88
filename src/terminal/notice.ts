import { answerInWords, labelled, type Question } from '../questionnaire/index.ts'
import type { Notice } from '../screening/index.ts'

/** What else a move caused besides the next step, in words for the person at the desk. */
export function noticeText(notice: Notice | undefined): string | undefined {
  switch (notice?.kind) {
    case 'answered':
      return answeredText(notice)
    case 'check':
      return notice.message
    case 'open':
      return `Still open: ${namesOf(notice.questions)}.`
    case 'taken-back':
      return `The key was held down: its second answer, to "${notice.question.short}", was taken back. It is asked again.`
    case undefined:
      return undefined
  }
}

/**
 * The same where there is no room for all of it. What was answered before may be left out, what counts now never is.
 */
export function noticeInBrief(notice: Notice | undefined): string | undefined {
  if (notice?.kind !== 'answered' || notice.before === undefined) return noticeText(notice)
  const more = answeredText({ ...notice, before: undefined })
  return `Changed: ${nameOf(notice.question)} → ${answerInWords(notice.question, notice.answer)}.${more === '' ? '' : ` ${more}`}`
}

/** Without a question mark, which would end the sentence around it. */
function nameOf({ short }: Question): string {
  return short.replace(/[?:.!]$/, '')
}

function answeredText({ question, answer, before, setAside, opened }: Extract<Notice, { kind: 'answered' }>): string {
  const now = answerInWords(question, answer)
  const name = nameOf(question)
  return [
    ...(before === undefined
      ? []
      : [`Changed: ${labelled(question.short, answerInWords(question, before))} → ${now}.`]),
    ...(setAside.length === 0
      ? []
      : [`Set aside because ${name} is now ${now}: ${namesOf(setAside)}. Offered again if asked again.`]),
    ...(opened.length === 0 ? [] : [`Now also asked: ${namesOf(opened)}.`]),
  ].join(' ')
}

/** More names than this are only counted. The review shows them all. */
const FEW = 5

function namesOf(questions: readonly Question[]): string {
  const names = questions.slice(0, FEW).map((question) => question.short)
  const more = questions.length - names.length
  return `${names.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}
