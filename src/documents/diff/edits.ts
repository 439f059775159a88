import { plural, visible } from '../../diagnostics/index.ts'
import { quoted } from '../form/sentence.ts'
import { type Block, code, type Run, strong, type Text } from '../typesetting/blocks.ts'
import type { Change } from './changes.ts'
import { type Fullness, section } from './section.ts'

/** Of many edits only the number of each kind. */
export function counted(changes: readonly Change[]): readonly Block[] {
  const items = [...new Set(changes.map(({ what }) => what))].map((what): Text => {
    const own = changes.filter((change) => change.what === what)
    const number = (how: Change['how']) => own.filter((change) => change.how === how).length
    if (what === 'form') return `${plural(own.length, 'change')} to the form as a whole`
    return `${plural(own.length, what)}: ${number('new')} new, ${number('gone')} gone, ${number('changed')} changed`
  })
  return section('What is different', [...items, '--as markdown tells each of them.'])
}

/** Each edit, with the text before and after. */
export function edits(changes: readonly Change[], { inFull }: Fullness): readonly Block[] {
  if (changes.length === 0) return section('What is different', ['Nothing that anybody reads.'])
  return section(
    'What is different',
    changes.map(
      (change): Text => [
        ...(change.what === 'form' ? [strong('the form')] : [strong(change.what), ' ', code(change.id)]),
        change.how === 'changed' ? '' : ` is ${change.how}`,
        ...change.facts.flatMap(({ label, was, now }): readonly Run[] => [
          { kind: 'break' },
          change.how === 'changed' ? `${label}: ${sides({ was, now, inFull })}` : inQuotes(now ?? was ?? ''),
        ]),
      ],
    ),
  )
}

function sides({ was, now, inFull }: Sides & Fullness): string {
  if (was === undefined) return `now ${inQuotes(now ?? '')}`
  if (now === undefined) return `was ${inQuotes(was)}; now none`
  const all = [was, now].map((text) => visible(text).split(' ')) as [string[], string[]]
  const [before, after] = inFull ? [was, now] : shortened(...all)
  return `was ${inQuotes(before)}; now ${inQuotes(after)}`
}

/** A text in quotes, unless it has quotes of its own, as conditions do, or is a single word. */
function inQuotes(text: string): string {
  return /^\S*$|[“”]/.test(text) ? visible(text) : quoted(text)
}

interface Sides {
  readonly was: string | undefined
  readonly now: string | undefined
}

/** Words shown around the place that differs. */
const AROUND = 6

/** Of two long texts: the words that differ, with some words around them. */
function shortened(was: readonly string[], now: readonly string[]): readonly [string, string] {
  const shorter = Math.min(was.length, now.length)
  let same = 0
  while (same < shorter && was[same] === now[same]) same += 1
  let sameAtEnd = 0
  while (sameAtEnd < shorter - same && was.at(-1 - sameAtEnd) === now.at(-1 - sameAtEnd)) sameAtEnd += 1
  const first = same > AROUND + 2 ? same - AROUND : 0
  const cut = (words: readonly string[]) => {
    const last = sameAtEnd > AROUND + 2 ? words.length - sameAtEnd + AROUND : words.length
    return `${first === 0 ? '' : '… '}${words.slice(first, last).join(' ')}${last === words.length ? '' : ' …'}`
  }
  return [cut(was), cut(now)]
}
