import { visible } from '../../diagnostics/index.ts'
import { type Questionnaire, rank } from '../../questionnaire/index.ts'
import { type Block, type Run, strong, type Text } from '../typesetting/blocks.ts'
import { type MovedPeople, movedInWords, SHORT_LEVELS } from './people.ts'
import { type Fullness, headed, section } from './section.ts'

interface ToTell extends Fullness {
  readonly now: Questionnaire
  readonly moved: readonly MovedPeople[]
}

/** `Act now → Raise at the visit`. */
export function arrow({ from, to }: Pick<MovedPeople, 'from' | 'to'>): string {
  return `${SHORT_LEVELS[from]} → ${SHORT_LEVELS[to]}`
}

/** By level, the largest steps down first. People who go down further are not listed again. */
export function lowered(
  title: string,
  wanted: MovedPeople['reading'],
  { moved, now, inFull }: ToTell,
): readonly Block[] {
  const found = moved
    .filter(({ reading, outcome }) => reading === wanted && outcome === 'somebody')
    .sort((a, b) => rank(b.from) - rank(a.from) || rank(a.to) - rank(b.to))
  if (found.length === 0) return []
  const told = new Set<string>()
  const blocks: Block[] = [...headed(title)]
  for (const pair of new Set(found.map(arrow))) {
    const own = found.filter((one) => arrow(one) === pair)
    const fresh = own.filter((one) => !told.has(`${one.from} ${causeOf(one)}`))
    const again = own.filter((one) => !fresh.includes(one)).map(causeOf)
    for (const one of own) told.add(`${one.from} ${causeOf(one)}`)
    blocks.push({ kind: 'heading', level: 3, text: pair })
    const also = again.length === 0 ? [] : [`Also, where something else is raised: ${again.join(', ')}.`]
    blocks.push({ kind: 'list', items: [...fresh.map((one) => itemOf(one, { now, inFull })), ...also] })
  }
  return blocks
}

/** The rule that gave somebody their level before, or other words where it was not a rule. */
export function causeOf({ by }: MovedPeople): string {
  return typeof by === 'object' ? by.id : 'what is not known'
}

/** For whoever signs: the rule also says what it was for. */
function itemOf({ by, person }: MovedPeople, { now, inFull }: Pick<ToTell, 'now' | 'inFull'>): Text {
  const cause: readonly Run[] = typeof by === 'object' ? [strong(by.id)] : ['What is not known']
  const because = inFull && typeof by === 'object' ? [` (${visible(by.because)})`] : []
  const who = person === undefined ? [] : [`: ${movedInWords(person, now.questionById)}`]
  return [...cause, ...because, ...who]
}

/** For each pair of levels the nearest person. */
export function raised({ moved: all, now }: ToTell): readonly Block[] {
  const moved = all.filter(({ reading }) => reading === 'raised')
  const found = moved
    .filter(({ outcome }) => outcome === 'somebody')
    .sort((a, b) => rank(b.to) - rank(a.to) || rank(a.from) - rank(b.from))
  const open = moved.filter(({ outcome }) => outcome === 'open').map(arrow)
  const unsettled = open.length === 0 ? [] : [`Not settled: ${open.join('; ')}.`]
  if (found.length === 0) return section('Who can be raised', unsettled)
  const items = found.map(
    (one): Text => [
      strong(arrow(one)),
      one.person === undefined ? '' : `: ${movedInWords(one.person, now.questionById)}`,
    ],
  )
  return [...headed('Who can be raised'), { kind: 'list', items: [...items, ...unsettled] }]
}
