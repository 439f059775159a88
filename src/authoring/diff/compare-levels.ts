import { LEVELS, type Level, type Questionnaire, type Rule, rank } from '../../questionnaire/index.ts'
import { type Budget, withinBudget } from '../prove/budget.ts'
import { connectedBy, readTogether } from '../prove/parts.ts'
import type { Path } from '../prove/paths.ts'
import { answersOn, type Person, personsOn, withAnswers } from '../prove/person-on-path.ts'
import { countsIn, type SheetCounts } from './counts.ts'
import { type JointForms, type JointQuestion, jointForms } from './joint-forms.ts'
import { type JointPart, jointPart } from './joint-part.ts'
import { isAt, type JointPerson, jointPerson } from './joint-person.ts'
import { chooser, type Found, nearestIn, type PeopleReading, type Wanted } from './nearest.ts'
import { promisedTogether, type WeakerPromise, weakerPromises } from './promises-kept.ts'

/** Whether anybody goes from one level to another. */
export interface LevelChange {
  readonly reading: PeopleReading
  readonly from: Level
  readonly to: Level
  /** For people who are lowered: the old form's rule that gave them their level, or an answer that was not known. */
  readonly by?: Rule | 'unknown'
  readonly outcome: 'nobody' | 'somebody' | 'open'
  /** The person nearest to the usual answers. */
  readonly person?: JointPerson
}

/** How the levels of all possible people change. */
export interface LevelChanges {
  /** One entry for each pair of levels; where somebody is lowered, one for each rule. */
  readonly changes: readonly LevelChange[]
  /** Promises that are gone or hold for less. */
  readonly weaker: readonly WeakerPromise[]
  /** Questions that were too much for the budget. */
  readonly notCompared: readonly JointQuestion[]
  /** Sheets by old and new level, in ranks. Undefined where they cannot be counted. */
  readonly counts: { readonly lowered: SheetCounts | undefined; readonly raised: SheetCounts | undefined }
}

/** Compares two forms on this ISO day. The ordinary evaluation has confirmed every person who is shown. */
export function compareLevels(
  old: Questionnaire,
  now: Questionnaire,
  { on, budget }: { readonly on: string; readonly budget: Budget },
): LevelChanges {
  const forms = jointForms(old, now)
  const connected = connectedBy(forms.questions.length, [
    ...readTogether(forms.old),
    ...readTogether(forms.now),
    ...promisedTogether(forms),
  ])
  const made = withinBudget(connected, budget, ({ questions, ...means }) =>
    jointPart(forms, questions, { ...means, on }),
  )
  const parts = made.filter((part) => part !== undefined)
  const missing = connected.filter((_, place) => made[place] === undefined).flat()
  const comparing = { forms, parts, on, isWhole: missing.length === 0, choose: chooser() }
  const changes = PAIRS.flatMap((pair) => changesFor(pair, comparing))
  const counts =
    missing.length > 0
      ? { lowered: undefined, raised: undefined }
      : { lowered: countsIn(parts, 'lowered'), raised: countsIn(parts, 'raised') }
  const weaker = weakerPromises(forms.old, forms.now, parts)
  const exhausted = parts.filter(({ diagrams }) => diagrams.isExhausted()).flatMap(({ joint }) => joint)
  return {
    changes,
    weaker,
    notCompared: [...missing.map((index) => forms.questions[index] as JointQuestion), ...exhausted],
    counts: exhausted.length > 0 ? { lowered: undefined, raised: undefined } : counts,
  }
}

interface Comparing {
  readonly forms: JointForms
  readonly parts: readonly JointPart[]
  readonly on: string
  /** True when no part was too much for the budget. */
  readonly isWhole: boolean
  readonly choose: ReturnType<typeof chooser>
}

type LevelPair = readonly [from: Level, to: Level]

/** The most serious levels first. */
const PAIRS: readonly LevelPair[] = LEVELS.flatMap((from) =>
  LEVELS.filter((to) => to !== from).map((to) => [from, to] as const),
)

function changesFor([from, to]: LevelPair, comparing: Comparing): readonly LevelChange[] {
  if (rank(from) < rank(to)) return [changeOf({ reading: 'raised', from, to }, comparing)]
  return [...loweredFor('lowered', [from, to], comparing), ...noLongerAsked([from, to], comparing)]
}

function loweredFor(reading: PeopleReading, [from, to]: LevelPair, comparing: Comparing): readonly LevelChange[] {
  const all = changeOf({ reading, from, to }, comparing)
  if (all.outcome === 'nobody') return [all]
  const rules = comparing.forms.old.rules.filter(({ level }) => level === from)
  const byCause = [...rules, 'unknown' as const]
    .map((by) => changeOf({ reading, from, to, by }, comparing))
    .filter(({ outcome }) => outcome !== 'nobody')
  return byCause.length === 0 ? [all] : byCause
}

/** People who are lowered only because something that the form no longer asks had an unusual answer. */
function noLongerAsked(pair: LevelPair, comparing: Comparing): readonly LevelChange[] {
  if (comparing.forms.questions.every(({ now }) => now !== undefined)) return []
  const known = new Set(
    loweredFor('lowered', pair, comparing).flatMap(({ by, outcome }) => (outcome === 'nobody' ? [] : [by])),
  )
  return loweredFor('no-longer-asked', pair, comparing).filter(
    ({ by, outcome }) => outcome !== 'nobody' && !known.has(by),
  )
}

interface Sought {
  readonly reading: PeopleReading
  readonly from: Level
  readonly to: Level
  readonly by?: Rule | 'unknown'
}

function changeOf(sought: Sought, comparing: Comparing): LevelChange {
  const wanted: Wanted = { ...sought, from: rank(sought.from), to: rank(sought.to) }
  const { parts, forms, choose, isWhole } = comparing
  const found = nearestIn(parts, wanted, choose)
  const isCut = parts.some(({ diagrams }) => diagrams.isExhausted())
  if (found === undefined) return { ...named(sought, forms), outcome: isCut || !isWhole ? 'open' : 'nobody' }
  for (const person of personsFor(found, comparing)) {
    const shown = jointPerson(forms, person)
    if (isAt(shown, wanted)) return { ...named(sought, forms), outcome: 'somebody', person: shown }
    if (found.isExact && isWhole && !isCut) throw new Error('a comparison and the evaluation disagree')
  }
  return { ...named(sought, forms), outcome: 'open' }
}

/** A rule as its own form has it, not as the joint form numbers it. */
function named({ by, ...sought }: Sought, { old }: JointForms): Sought {
  if (by === undefined || by === 'unknown') return by === undefined ? sought : { ...sought, by }
  return { ...sought, by: old.form.rules[by.index] as Rule }
}

/** At most this many people are tried where it is not certain that the first one fits. */
const MOST_TRIED = 200

function* personsFor({ paths, isExact }: Found, { forms, parts, on }: Comparing): Generator<Person> {
  let answers: Person['answers'] = new Map(
    forms.questions.flatMap(({ question: { id, usual } }) => (usual === undefined ? [] : [[id, usual] as const])),
  )
  for (const part of parts) answers = withAnswers(part, answersOn(part, pathIn(paths, part)), answers)
  yield { answers, on }
  if (isExact) return
  let tried = 0
  for (const part of parts)
    for (const person of personsOn(part, pathIn(paths, part), { answers, on })) {
      if (tried >= MOST_TRIED || !part.diagrams.spend(100)) return
      tried += 1
      yield person
    }
}

function pathIn(paths: Found['paths'], part: JointPart): Path {
  return paths.get(part) as Path
}
