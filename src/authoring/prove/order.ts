import { type Algebra, type Compiled, fold } from '../../expression/index.ts'
import type { Question } from '../../questionnaire/index.ts'
import { type Slot, slotsOf } from './variables.ts'

/** Rounds of pulling together. After a few, nothing moves any more. */
const ROUNDS = 40
/** An order must be at most this share of the form's own length to be worth a change. */
const WORTH = 0.7

/**
 * An order of variables in which everything that a condition reads is close together, so that diagrams stay small. It
 * is the order of the form, unless pulling each condition's variables towards their middle gives a much shorter one
 * (Aloul, Markov and Sakallah, "FORCE", 2003). The same on every machine.
 */
export function goodOrder(
  questions: readonly Question[],
  conditions: readonly Pick<Compiled, 'condition'>[],
): readonly Slot[] {
  const all = slotsOf(questions)
  const several = new Set(all.flatMap(({ question, option }) => (option === undefined ? [] : [question])))
  // For a question with several answers, the variable "answered at all" comes before its first option.
  const slots = all.filter(({ question, option }) => option !== undefined || !several.has(question))
  const edges = edgesOf(slots, conditions, questions)
  const own = slots.map((_, place) => place)
  let best: readonly number[] = own
  let least = spanOf(own, edges)
  const wanted = least * WORTH
  let places: readonly number[] = own
  for (let round = 0; round < ROUNDS; round += 1) {
    places = pulled(places, edges)
    const span = spanOf(places, edges)
    if (span < least && span < wanted) {
      best = places
      least = span
    }
  }
  const order = new Array<Slot>(slots.length)
  for (const [slot, place] of best.entries()) order[place] = slots[slot] as Slot
  const begun = new Set<number>()
  return order.flatMap((slot) => {
    const { question, option } = slot
    if (option === undefined || begun.has(question)) return [slot]
    begun.add(question)
    return [{ question }, slot]
  })
}

type Edge = readonly number[]

/** The sum of the distances between the ends of all edges. */
function spanOf(places: readonly number[], edges: readonly Edge[]): number {
  return edges.reduce((sum, edge) => {
    const own = edge.map((slot) => places[slot] as number)
    return sum + Math.max(...own) - Math.min(...own)
  }, 0)
}

/** Each slot moves to the mean of its edges' middles. Among equals the earlier one stays first. */
function pulled(places: readonly number[], edges: readonly Edge[]): readonly number[] {
  const sums = places.map(() => 0)
  const counts = places.map(() => 0)
  for (const edge of edges) {
    const middle = edge.reduce((sum, slot) => sum + (places[slot] as number), 0) / edge.length
    for (const slot of edge) {
      sums[slot] = (sums[slot] as number) + middle
      counts[slot] = (counts[slot] as number) + 1
    }
  }
  const wanted = places.map((place, slot) =>
    counts[slot] === 0 ? place : (sums[slot] as number) / (counts[slot] as number),
  )
  const order = [...places.keys()].sort(
    (a, b) => (wanted[a] as number) - (wanted[b] as number) || (places[a] as number) - (places[b] as number),
  )
  const next = new Array<number>(places.length)
  for (const [place, slot] of order.entries()) next[slot] = place
  return next
}

/** What belongs together: the slots that one condition reads, and those that it counts or tests at once. */
function edgesOf(
  slots: readonly Slot[],
  conditions: readonly Pick<Compiled, 'condition'>[],
  questions: readonly Question[],
): readonly Edge[] {
  const placeOf = new Map(slots.map(({ question, option }, place) => [`${question} ${option ?? ''}`, place]))
  const place = (question: number, option: number | '' = ''): Edge => {
    const own = placeOf.get(`${question} ${option}`)
    return own === undefined ? [] : [own]
  }
  const all = new Map(
    questions.map(({ subject: { index, codes, type } }) => [
      index,
      [...place(index), ...(type === 'choices' ? codes.flatMap((_, option) => place(index, option)) : [])],
    ]),
  )
  const whole = (index: number) => all.get(index) ?? []
  const both = (...parts: readonly Edge[]): Edge => [...new Set(parts.flat())]
  const edges: Edge[] = []
  // Parts of a condition are edges too. Where a condition lists many pairs, each pair belongs together, but all of them
  // hardly do.
  const noting = (parts: readonly Edge[]): Edge => {
    edges.push(...parts)
    return both(...parts)
  }
  const reading: Algebra<Edge, Edge> = {
    and: noting,
    or: noting,
    not: (part) => part,
    compare: (_, left, right) => both(left, right),
    oneOf: ({ index }) => place(index),
    hasAny: ({ index, codes }, wanted) => wanted.flatMap((code) => place(index, codes.indexOf(code))),
    answered: ({ index }) => place(index),
    literal: () => [],
    answer: ({ index }) => place(index),
    score: ({ items }) => both(...items.map(({ question }) => whole(question.index))),
    count: ({ index }) => whole(index),
    since: (_, { index }) => place(index),
    arithmetic: (_, left, right) => both(left, right),
    negate: (operand) => operand,
  }
  edges.push(...conditions.map(({ condition }) => fold(condition, reading)))
  return edges.filter(({ length }) => length > 1)
}
