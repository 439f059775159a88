import { plural } from '../../diagnostics/index.ts'
import type { DraftFound, Reached } from '../../record/index.ts'

/**
 * What distinguishes a draft from others: its reference, its form, its age, and how far it has come. `titles` are those
 * of known forms, by id.
 */
export function draftInWords(
  draft: DraftFound | Omit<Extract<DraftFound, { head: unknown }>, 'killed'>,
  now: Date,
  titles: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  if ('problem' in draft) return [`Draft ${draft.id}`, draft.problem]
  const { id, head, last, reached } = draft
  const title = titles.get(head.questionnaire.id) || head.questionnaire.id
  const since = (iso: string) => ageInWords(now.getTime() - Date.parse(iso))
  return [
    `Draft ${id}`,
    head.ref === undefined ? 'no reference' : `reference ${head.ref}`,
    title,
    `begun ${since(head.begun)}, last answer ${since(last)}`,
    reached === undefined ? 'its questionnaire is missing or damaged' : howFar(reached),
    ...(reached?.actNow ? ['!! ACT NOW was raised'] : []),
  ]
}

function howFar({ answered, step, question, of }: Reached): string {
  if (step === 'review') return `${answered} answered, at the review`
  return question === undefined
    ? `${answered} answered, none open`
    : `${answered} answered, question ${question} of about ${of}`
}

/** Milliseconds as `3 minutes ago`. */
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
  return `${plural(count, unit)} ago`
}
