import { visible } from '../../diagnostics/index.ts'
import type { Promised, Question } from '../../questionnaire/index.ts'
import { type Block, type Fact, strong, type Text } from '../typesetting/blocks.ts'
import { headed, section } from './section.ts'

/** Promises of the old form that the new one does not make, or does not make to everybody. */
export type WeakPromises = readonly { readonly promise: Promised; readonly how: keyof typeof WEAKER }[]

/** What becomes of answers that were stored under the old form. */
export interface KeptAnswers {
  readonly lost: readonly { readonly question: Question; readonly answer: string; readonly why: string }[]
  readonly reworded: readonly { readonly question: Question; readonly was: string; readonly now: string }[]
  readonly counted: readonly { readonly question: Question; readonly label: string }[]
  readonly added: readonly Question[]
}

const WEAKER = {
  gone: 'is gone',
  lower: 'promises a less serious level',
  fewer: 'is about fewer people',
  open: 'is another one; whether about fewer people is not settled',
} as const

export function promises(weaker: WeakPromises): readonly Block[] {
  if (weaker.length === 0) return []
  const items = weaker.map(({ promise, how }): Text => [strong(promise.id), ` ${WEAKER[how]}.`])
  return [...headed('Promises that are gone or weaker'), { kind: 'list', items }]
}

export function keptAnswers({ lost, reworded, counted: points, added }: KeptAnswers): readonly Block[] {
  const id = ({ question }: { readonly question: Question }) => question.id
  const again = [...new Set(reworded.map(id))].join(', ')
  return section('Answers that were kept', [
    ...lost.map((one): Text => [strong(id(one)), `: ${visible(one.answer)}: ${one.why}.`]),
    ...points.map((one): Text => [strong(id(one)), `: “${visible(one.label)}” counts otherwise now.`]),
    ...(again === '' ? [] : [`In other words now; whether they mean the same is for a person to say: ${again}.`]),
    ...(added.length === 0 ? [] : [`New, so that nobody was asked: ${added.map((one) => one.id).join(', ')}.`]),
  ])
}

export function keptAll(stored: KeptAnswers): readonly Fact[] {
  const isAll = keptAnswers(stored).length === 0
  return isAll ? [{ label: 'Kept answers', text: 'all can be carried over, and none means something else.' }] : []
}
