import type { DraftFound } from '../../record/index.ts'
import type { Screening } from '../../screening/index.ts'

/** What tells a draft from another: whose, of what, how old, how far. */
export function draftInWords(
  draft: DraftFound | Omit<Extract<DraftFound, { head: unknown }>, 'killed'>,
  now: Date,
): readonly string[] {
  if ('problem' in draft) return [`Draft ${draft.id}`, draft.problem]
  const { id, head, last, screening } = draft
  const since = (iso: string) => ageInWords(now.getTime() - Date.parse(iso))
  return [
    `Draft ${id}`,
    head.ref === undefined ? 'no reference' : `reference ${head.ref}`,
    head.questionnaire.id,
    `begun ${since(head.begun)}, last answer ${since(last)}`,
    screening === undefined ? 'its questionnaire is missing or damaged' : howFar(screening),
  ]
}

function howFar({ answers, step, evaluation }: Screening): string {
  const answered = `${answers.size} answered`
  if (step.kind === 'review' || step.kind === 'done') return `${answered}, at the review`
  const place = evaluation.due.findIndex(({ id }) => !answers.has(id)) + 1
  return place === 0
    ? `${answered}, none open`
    : `${answered}, question ${place} of about ${answers.size + evaluation.possible}`
}

/** `3 minutes ago`, of milliseconds. */
export function ageInWords(ms: number): string {
  if (ms < 0) return 'in the future, so the clock of this computer was changed'
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'just now'
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
