import type { Questionnaire, Rule } from '../../questionnaire/index.ts'
import type { Node } from './diagram.ts'
import {
  completed,
  conditionsAfter,
  decidingFor,
  type EditedForm,
  type FormChange,
  type QuestionChange,
  type RuleChange,
  readsOf,
  type Tells,
  type Told,
} from './edited-form.ts'
import { pairsApart } from './number-pairs.ts'
import { type FormIn, groundOf, type Part, partOn } from './part.ts'
import type { Person } from './person-on-path.ts'
import { peopleOf } from './person-search.ts'
import type { Proving } from './proving.ts'
import { diagramEngine, NO, type Truths } from './truths.ts'

/** What one look may cost. */
const CELLS = 1_500_000
const STEPS = 5_000_000

/**
 * `nobody` is proved. For somebody, `isByLevel` says whether the level tells. Undefined when the whole form must be
 * looked at.
 */
export type Nearby = Exclude<Told, { readonly kind: 'open' }> & { readonly isByLevel?: boolean }

/**
 * Looks only at the questions of a change and at what decides whether they are asked. Most changes that matter show in
 * a person who is found there, and what means the same there means the same everywhere.
 */
export function nearby(proving: Proving, one: EditedForm, tells: Tells): Nearby | undefined {
  const { questionnaire, on } = proving
  const { edited, change } = one
  const indexes = decidingFor(questionnaire, readsOf(change))
  const own = new Set(indexes)
  const questions = questionnaire.questions.filter(({ subject }) => own.has(subject.index))
  const conditions = questions.flatMap(({ askIf, check }) => [askIf, check?.that]).filter((some) => some !== undefined)
  const when = 'rule' in change ? [change.rule.when] : []
  const engine = diagramEngine(limitOf())
  const ground = groundOf(questions, [...conditions, ...when, ...conditionsAfter(change)], {
    size: questionnaire,
    on,
    engine,
  })
  const part = ground && partOn(ground, { ...alone(questionnaire, questions, change), variables: ground.variables })
  if (part === undefined) return undefined
  const sets = 'rule' in change ? ruleApart(part, change) : askedApart(part, alone(edited, questions, change), change)
  if (sets === undefined) return undefined
  const looked = { one, part, sets: sets.map((set) => part.truths.and(set, part.clean)) }
  const found = personNear(proving, looked, tells)
  if (found !== undefined) return found
  const isSame = looked.sets.every((set) => set === NO) && !part.diagrams.isExhausted()
  return isSame && meansTheSame(questionnaire, one) ? { kind: 'nobody' } : undefined
}

/** Whether a changed rule means the same on all sheets of a part that knows all comparisons of both versions. */
export function isSameIn(part: Part, questionnaire: Questionnaire, { edited, change }: EditedForm): boolean {
  if ('question' in change || !meansTheSame(questionnaire, { edited, change })) return false
  const sets = ruleApart(part, change)
  return sets.every((set) => part.truths.and(set, part.clean) === NO) && !part.diagrams.isExhausted()
}

interface Looked {
  readonly one: EditedForm
  readonly part: Part
  readonly sets: readonly Node[]
}

/** The first person who tells by the level, or else the first who tells at all. */
function personNear({ questionnaire, on }: Proving, { one, part, sets }: Looked, tells: Tells): Nearby | undefined {
  const people = peopleOf(questionnaire, on, [part])
  let byLevel: Person | undefined
  let byLists: Person | undefined
  const isTold = (found: Person) => {
    const person = completed(questionnaire, found)
    const telling = tells(one, person)
    if (telling === 'level') byLevel = person
    if (telling === 'lists') byLists ??= person
    return telling === 'level'
  }
  for (const set of sets) {
    if (set === NO) continue
    const tried: Person[] = []
    const replay = (person: Person) => {
      tried.push(person)
      return isTold(person)
    }
    // Only part of the form is known here, so that nobody is certain. A person who answered everything is preferred.
    const { kind } = people.find({ part, on: set, exact: NO, anyWitness: true, replay })
    const [first] = tried
    if (kind === 'open' && byLists === undefined && first !== undefined && 'rule' in one.change)
      for (const person of pairsApart(questionnaire, first, one.change)) if (isTold(person)) break
    if (byLevel !== undefined) return { kind: 'found', person: byLevel, isByLevel: true }
  }
  return byLists && { kind: 'found', person: byLists }
}

/**
 * The same condition says the same about everybody, unless a question is not needed any longer or the level changed.
 */
function meansTheSame({ needed }: Questionnaire, { edited, change }: EditedForm): boolean {
  const isSameLevel = 'question' in change || change.after?.level === change.rule.level
  return isSameLevel && needed.every((is, index) => is === edited.needed[index])
}

function limitOf(): Parameters<typeof diagramEngine>[0] {
  let [cells, steps] = [CELLS, STEPS]
  return {
    takes: (wanted) => {
      cells -= wanted
      return cells >= 0
    },
    spends: (wanted) => {
      steps -= wanted
      return steps >= 0
    },
  }
}

/** A form with only some of its questions and, for a changed rule, with that rule alone. */
function alone(questionnaire: Questionnaire, questions: FormIn['questions'], change: FormChange): FormIn {
  const rules = 'rule' in change ? [change.rule] : []
  const rulesReading: (readonly Rule[])[] = questionnaire.questions.map(({ subject }) =>
    rules.filter(({ when }) => when.reads.includes(subject)),
  )
  return {
    questionnaire: { rulesReading, needed: questionnaire.needed },
    questions: questions.map(({ subject }) => questionnaire.questions[subject.index] as FormIn['questions'][number]),
    notes: [],
    rules,
    promises: [],
  }
}

/** Sheets on which a rule is true in one form only, then those on which it is undetermined for another reason. */
function ruleApart(part: Part, { rule, after }: RuleChange): readonly Node[] {
  const { truths, testOf } = part
  const before = testOf(rule.when.condition)
  if (after === undefined || after.level !== rule.level)
    return [truths.isTrue(before.node), truths.isUndetermined(before.node)]
  const test = testOf(after.when.condition)
  const blames = rule.when.reads.map(({ index }) => apart(truths, before.blames(index), test.blames(index)))
  return [
    apart(truths, truths.isTrue(before.node), truths.isTrue(test.node)),
    truths.or(apart(truths, truths.isFalse(before.node), truths.isFalse(test.node)), ...blames),
  ]
}

/** Sheets on which a question is not due in one form only, then those on which it is pending in one only. */
function askedApart(part: Part, edited: FormIn, { after }: QuestionChange): readonly Node[] | undefined {
  const other = partOn(part, { ...edited, variables: part.variables })
  const { index } = after.subject
  const [mine, its] = [part.standing.get(index)?.due, other?.standing.get(index)?.due]
  if (mine === undefined || its === undefined) return undefined
  return [apart(part.truths, mine.no, its.no), apart(part.truths, mine.yes, its.yes)]
}

/** Sheets that are in exactly one of two sets. */
export function apart(truths: Truths, a: Node, b: Node): Node {
  return a === b ? NO : truths.choose(a, truths.not(b), b)
}
