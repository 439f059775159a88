import { visible } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { type Block, code } from '../typesetting/blocks.ts'
import type { Layout } from '../typesetting/layout.ts'
import { markdown } from '../typesetting/markdown.ts'
import { textInColumns } from '../typesetting/text.ts'
import { changesBetween } from './changes.ts'
import { counted, edits } from './edits.ts'
import { type GivenPeople, givenPeople } from './given.ts'
import { type KeptAnswers, keptAll, keptAnswers, promises, type WeakPromises } from './kept.ts'
import { arrow, causeOf, lowered, raised } from './moved.ts'
import type { MovedPeople } from './people.ts'
import type { Fullness } from './section.ts'

/** All differences of two forms, ready to be put into words. */
export interface FormDifference {
  readonly old: Questionnaire
  readonly now: Questionnaire
  readonly moved: readonly MovedPeople[]
  /** Questions that were too much to compare, in words. */
  readonly notCompared: readonly string[]
  readonly weaker: WeakPromises
  readonly stored: KeptAnswers
  readonly version: { readonly fits: boolean; readonly least: string; readonly since: string }
  /** Present where stored answers of people were compared as well. */
  readonly given?: GivenPeople
}

type ToTell = FormDifference & Fullness

/** For a terminal: first who is lowered, then the rest. Of many edits only the number is told. */
export function differenceText(difference: FormDifference, layout: Layout): string {
  const changes = changesBetween(difference.old, difference.now)
  const inFull = false
  const told = changes.length > MOST_TOLD ? counted(changes) : edits(changes, { inFull })
  return textInColumns([...blocksOf({ ...difference, inFull }), ...told], layout)
}

/** For whoever signs: everything, with lines to sign. */
export function differenceMarkdown(difference: FormDifference): string {
  return markdown([
    ...blocksOf({ ...difference, inFull: true }),
    ...edits(changesBetween(difference.old, difference.now), { inFull: true }),
    { kind: 'heading', level: 2, text: 'Read by' },
    { kind: 'blanks', labels: ['Name', 'Role', 'Date', 'Signature'] },
  ])
}

/** In a terminal, more than these would hide who is lowered. */
const MOST_TOLD = 30

function blocksOf(difference: ToTell): readonly Block[] {
  const { old, now } = difference
  return [
    { kind: 'heading', level: 1, text: headingOf(old, now) },
    { kind: 'paragraph', text: [code(shaOf(old)), ' → ', code(shaOf(now))] },
    { kind: 'line', weight: 'heavy' },
    headline(difference),
    { kind: 'line', weight: 'heavy' },
    ...notCompared(difference),
    ...(difference.given === undefined ? [] : givenPeople(difference.given)),
    ...someone(difference),
    ...lowered('Who is lowered', 'lowered', difference),
    ...lowered('Who is lowered by what is gone or asked otherwise', 'no-longer-asked', difference),
    ...promises(difference.weaker),
    ...raised(difference),
    ...keptAnswers(difference.stored),
    { kind: 'gap' },
    { kind: 'facts', facts: [...keptAll(difference.stored), { label: 'Version', text: versionInWords(difference) }] },
  ]
}

function headingOf(old: Questionnaire, now: Questionnaire): string {
  const first = `${old.id} ${old.version}`
  return visible(old.id === now.id ? `${first} → ${now.version}` : `${first} → ${now.id} ${now.version}`)
}

function shaOf({ source }: Questionnaire): string {
  return `sha256:${source.sha256.slice(0, 8)}`
}

function headline({ moved, notCompared: missing }: FormDifference): Block {
  const down = moved.filter(({ reading, outcome }) => reading !== 'raised' && outcome === 'somebody')
  const banner = (badge: string, text: string): Block => ({ kind: 'banner', badge, text })
  if (down.length > 0) {
    const causes = [...new Set(down.map(causeOf))]
    const more = causes.length > MOST_NAMED ? ` and ${causes.length - MOST_NAMED} more` : ''
    const isGone = down.every(({ reading }) => reading === 'no-longer-asked')
    const how = isGone ? ', only by what is gone or asked otherwise' : ''
    const named = `${causes.slice(0, MOST_NAMED).join(', ')}${more}`
    return banner('LOWERED', `Somebody gets a less serious level than before${how}: ${named}.`)
  }
  const isOpen = missing.length > 0 || moved.some(({ reading, outcome }) => reading !== 'raised' && outcome === 'open')
  if (isOpen) return banner('OPEN', 'Whether somebody gets a less serious level is not settled.')
  const isUp = moved.some(({ outcome }) => outcome !== 'nobody')
  return banner('NOBODY', isUp ? 'gets a less serious level than before.' : 'gets another level than before.')
}

const MOST_NAMED = 6

function someone({ moved }: FormDifference): readonly Block[] {
  if (moved.every(({ outcome }) => outcome !== 'somebody')) return []
  return [
    { kind: 'gap' },
    { kind: 'paragraph', text: 'Whoever is shown has the usual answers to all that is not named.' },
  ]
}

function notCompared({ notCompared: missing, moved }: FormDifference): readonly Block[] {
  const open = moved.filter(({ outcome, reading }) => outcome === 'open' && reading !== 'raised')
  const pairs = [...new Set(open.map(arrow))]
  const texts = [
    ...(missing.length === 0 ? [] : [`Not compared, since too many answers hang together: ${missing.join('; ')}.`]),
    ...(missing.length > 0 || pairs.length === 0 ? [] : [`Not settled: ${pairs.join('; ')}.`]),
  ]
  return texts.map((text) => ({ kind: 'notice', text }))
}

function versionInWords({ old, now, version: { fits, least, since } }: FormDifference): string {
  if (old.id !== now.id) return `Two questionnaires: ${old.id} and ${now.id}.`
  if (fits) return `${old.version} → ${now.version}, which fits: ${since}.`
  return `${old.version} → ${now.version} is too little: ${since}, which promises at least ${least}.`
}
