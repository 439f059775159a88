import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { type Facts, type Things, thingsOf } from './facts.ts'

/** One thing of a questionnaire that has changed. */
export interface Change {
  readonly what: ThingName
  readonly id: string
  readonly how: 'new' | 'gone' | 'changed'
  /** The facts that differ. For a thing that is new or gone: its name. */
  readonly facts: readonly FactChange[]
}

export interface FactChange {
  readonly label: string
  readonly was?: string
  readonly now?: string
}

export type ThingName = 'form' | 'question' | 'note' | 'score' | 'rule' | 'promise' | 'source'

const LISTS: readonly (readonly [ThingName, Exclude<keyof Things, 'form'>, string])[] = [
  ['question', 'questions', 'Text'],
  ['note', 'notes', 'Text'],
  ['score', 'scores', 'Title'],
  ['rule', 'rules', 'When'],
  ['promise', 'promises', 'When'],
  ['source', 'sources', 'Title'],
]

/** Everything that changed, in the words of both forms, in the order of the new one. What is gone comes last. */
export function changesBetween(old: Questionnaire, now: Questionnaire): readonly Change[] {
  const [was, is] = [thingsOf(old), thingsOf(now)]
  const form = differing(was.form, is.form)
  return [
    ...(form.length === 0 ? [] : [{ what: 'form', id: now.id, how: 'changed', facts: form } as const]),
    ...order(old, now),
    ...LISTS.flatMap(([what, list, name]) => changesIn(what, name, [was[list], is[list]])),
  ]
}

function changesIn(
  what: ThingName,
  name: string,
  [was, is]: readonly [ReadonlyMap<string, Facts>, ReadonlyMap<string, Facts>],
): readonly Change[] {
  const named = (facts: Facts, side: 'was' | 'now'): readonly FactChange[] => [
    { label: name, [side]: facts.get(name) ?? '' },
  ]
  const kept = [...is].flatMap(([id, facts]): readonly Change[] => {
    const before = was.get(id)
    if (before === undefined) return [{ what, id, how: 'new', facts: named(facts, 'now') }]
    const changed = differing(before, facts)
    return changed.length === 0 ? [] : [{ what, id, how: 'changed', facts: changed }]
  })
  const gone = [...was].flatMap(([id, facts]): readonly Change[] =>
    is.has(id) ? [] : [{ what, id, how: 'gone', facts: named(facts, 'was') }],
  )
  return [...kept, ...gone]
}

function differing(was: Facts, is: Facts): readonly FactChange[] {
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((label) => {
    const [before, after] = [was.get(label), is.get(label)]
    if (before === after) return []
    return [{ label, ...withoutUndefined({ was: before, now: after }) }]
  })
}

/** Questions of both forms that are asked in another order. */
function order(old: Questionnaire, now: Questionnaire): readonly Change[] {
  const both = ({ questions }: Questionnaire, other: Questionnaire) =>
    questions.filter(({ id }) => other.questionById.has(id)).map(({ id }) => id)
  const [was, is] = [both(old, now), both(now, old)]
  const place = was.findIndex((id, at) => is[at] !== id)
  if (place < 0) return []
  const text = (ids: readonly string[]) => `from ${ids[place] ?? ''} on`
  return [
    {
      what: 'form',
      id: now.id,
      how: 'changed',
      facts: [{ label: 'Order of the questions', was: text(was), now: text(is) }],
    },
  ]
}
