import { fold } from '../../expression/index.ts'
import type { Questionnaire, Rule } from '../../questionnaire/index.ts'
import { keys } from './amounts.ts'
import { type Budget, withinBudget } from './budget.ts'
import { comparisonsIn } from './comparison.ts'
import { differing } from './differing.ts'
import { conditionsAfter, type EditedForm, type RuleChange, readsOf, type Tells, type Told } from './edited-form.ts'
import { isSameIn, nearby } from './nearby.ts'
import { conditionsIn, formIn, groundOf, type Part, partOn, type WrittenCondition } from './part.ts'
import { type ConnectedQuestions, connectedQuestions } from './parts.ts'
import type { Person } from './person-on-path.ts'
import { type People, peopleOf, type Wanted } from './person-search.ts'
import type { Proving } from './proving.ts'
import { NO } from './truths.ts'

/**
 * Finds a person about whom an edited form says something else than the original: one with another level where there is
 * one, near to the usual answers. `nobody` is proved. `open`: the budget ran out, or a comparison is undecided.
 */
export type Teller = (one: EditedForm) => Told

/** `all` are all edits that may be looked at, because numbers are cut where the truth of their conditions changes. */
export function tellerOf(
  proving: Proving,
  { budget, all, tells }: { readonly budget: Budget; readonly all: readonly EditedForm[]; readonly tells: Tells },
): Teller {
  const { questionnaire, on } = proving
  const connected = connectedQuestions(questionnaire)
  const placeOf = new Map(connected.flatMap((one, place) => one.map((index) => [index, place] as const)))
  const placeIn = ({ change }: EditedForm) => placeOf.get(readsOf(change)[0] ?? 0) ?? 0
  const parts = connected.map((one) => proving.partOf({ reads: one.map((index) => ({ index })) }))
  const finer = new Map<number, { readonly part: Part | undefined; readonly people: People }>()

  /** The part with the numbers of all edits of these questions, made when first needed. */
  function finerAt(place: number): { readonly part: Part | undefined; readonly people: People } {
    const known = finer.get(place)
    if (known !== undefined) return known
    const own = connected[place] ?? []
    const form = formIn(questionnaire, own)
    const further = all.filter((one) => placeIn(one) === place).flatMap(({ change }) => conditionsAfter(change))
    const [part] = withinBudget([own], budget, ({ questions: _, ...means }) => {
      const ground = groundOf(form.questions, [...conditionsIn(form), ...further], {
        size: questionnaire,
        on,
        ...means,
      })
      return ground && partOn(ground, { ...form, variables: ground.variables })
    })
    const made = { part, people: peopleOf(questionnaire, on, parts.with(place, part)) }
    finer.set(place, made)
    return made
  }

  return (one) => {
    const place = placeIn(one)
    const own = connected[place] ?? []
    const isCut = hasOnlyKnown(conditionsAfter(one.change), conditionsIn(formIn(questionnaire, own)))
    const known = isCut ? parts[place] : undefined
    if (known !== undefined && isSameIn(known, questionnaire, one)) return { kind: 'nobody' }
    const near = nearby(proving, one, tells)
    if (near?.kind === 'nobody' || near?.isByLevel || (near !== undefined && 'question' in one.change)) return near
    const { part, people } = isCut ? { part: known, people: proving.people } : finerAt(place)
    const far: Told =
      part === undefined || 'question' in one.change
        ? { kind: 'open' }
        : inPart({ one, part, own, people, questionnaire, tells }, one.change)
    return near !== undefined && !(far.kind === 'found' && tells(one, far.person) === 'level') ? near : far
  }
}

/** Whether all comparisons of some conditions also occur in others. */
function hasOnlyKnown(conditions: readonly WrittenCondition[], others: readonly WrittenCondition[]): boolean {
  const keysIn = (some: readonly WrittenCondition[]) =>
    some.flatMap(comparisonsIn).map(({ comparison }) => fold(comparison, keys))
  const known = new Set(keysIn(others))
  return keysIn(conditions).every((key) => known.has(key))
}

interface Looking {
  readonly one: EditedForm
  readonly part: Part
  readonly own: ConnectedQuestions
  readonly people: People
  readonly questionnaire: Questionnaire
  readonly tells: Tells
}

/** The cost of reading an edited form, in steps of a diagram. */
const STEPS_OF_EDIT = 100

/** Looks at everything that is connected with the questions of a rule. */
function inPart({ one, part, own, people, questionnaire, tells }: Looking, { rule, after }: RuleChange): Told {
  const { edited } = one
  const rules = [rule, ...(after === undefined ? [] : [after])]
  const other = partOn(part, { ...formIn(edited, own), variables: part.variables })
  if (other === undefined || !part.diagrams.spend(STEPS_OF_EDIT)) return { kind: 'open' }
  const views = [
    { part, needed: questionnaire.needed },
    { part: other, needed: edited.needed },
  ] as const
  const { levels, listed } = differing(...views, rules)
  // A rule of its group in another part may be raised instead, so that nothing is certain here.
  const certain = isGroupedElsewhere(rules, part, questionnaire) ? { exact: NO } : {}
  const byLevel = (person: Person) => tells(one, person) === 'level'
  // Of those who tell, a person who answered everything makes the best case.
  const looking: Pick<Wanted, 'part' | 'anyWitness'> = { part, anyWitness: true }
  const wanted: readonly Wanted[] = [
    ...levels.map(({ rank, on }) => ({ ...looking, on, below: rank, replay: byLevel })),
    { ...looking, on: listed, ...certain, replay: (person) => tells(one, person) !== undefined },
  ]
  let isOpen = part.diagrams.isExhausted()
  for (const one of wanted) {
    if (one.on === NO) continue
    const search = people.find(one)
    if (search.kind === 'found') return { kind: 'found', person: search.person }
    isOpen ||= search.kind === 'open'
  }
  return { kind: isOpen || part.diagrams.isExhausted() ? 'open' : 'nobody' }
}

function isGroupedElsewhere(rules: readonly Rule[], part: Part, questionnaire: Questionnaire): boolean {
  const groups = new Set(rules.flatMap(({ group }) => group ?? []))
  return questionnaire.rules.some(
    ({ id, group }) => group !== undefined && groups.has(group) && !part.rules.some((one) => one.id === id),
  )
}
