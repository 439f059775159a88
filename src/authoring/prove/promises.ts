import { TRUE } from '../../expression/index.ts'
import { type Promised, rank } from '../../questionnaire/index.ts'
import { type Claim, ifFound, type Nearly, TOO_MUCH, unlessOpen } from './claim.ts'
import { exampleOf } from './example.ts'
import { isNobodyOn } from './lowering.ts'
import type { Part } from './part.ts'
import type { Person } from './person-on-path.ts'
import { levelOf, type Proving, sheetOf } from './proving.ts'

/** Every promise is about somebody, and holds for everybody, even where answers contradict each other. */
export function promiseClaims(proving: Proving): readonly Claim[] {
  return proving.questionnaire.promises.flatMap((one) => claimsOf(one, proving))
}

function claimsOf(promise: Promised, proving: Proving): readonly Claim[] {
  const { when, atLeast } = promise
  const part = proving.partOf(when)
  if (part === undefined)
    return (['empty-promise', 'promise-broken'] as const).map((code) => ({ code, about: promise, ...TOO_MUCH }))
  const { truths, testOf } = part
  const meant = truths.isTrue(testOf(when.condition).node)
  const isMeant = (person: Person) => when.test(sheetOf(proving, person)) === TRUE
  const somebody = proving.people.find({
    part,
    on: meant,
    allowContradictions: 'everywhere',
    anyWitness: true,
    replay: isMeant,
  })
  const empty: Claim = { code: 'empty-promise', about: promise, ...ifFound(somebody) }
  if (empty.outcome === 'refuted') return [{ ...empty, ...nearlyMeant(promise, part, proving) }]
  for (const ring of part.near.rings(part.near.placesOf(meant)))
    if (isNobodyOn(part, truths.and(meant, part.near.below(ring, rank(atLeast)))))
      return [empty, { code: 'promise-broken', about: promise, outcome: 'proved' }]
  const broken = proving.people.find({
    part,
    on: truths.and(meant, part.below(rank(atLeast))),
    below: rank(atLeast),
    allowContradictions: 'everywhere',
    replay: (person) => isMeant(person) && rank(levelOf(proving, person)) < rank(atLeast),
  })
  if (broken.kind !== 'found') return [empty, { code: 'promise-broken', about: promise, ...unlessOpen(broken) }]
  const example = exampleOf(proving.questionnaire, broken.person, levelOf(proving, broken.person))
  return [empty, { code: 'promise-broken', about: promise, outcome: 'refuted', example }]
}

/** A person for whom all tests but one of an empty promise are true: that one is most likely wrong. */
function nearlyMeant({ when }: Promised, part: Part, { people }: Proving): Nearly {
  const { truths, testOf } = part
  const tests = when.condition.kind === 'and' ? when.condition.operands : []
  for (const test of tests.toReversed()) {
    const others = tests.filter((other) => other !== test).map((other) => truths.isTrue(testOf(other).node))
    const found = people.find({ part, on: truths.and(part.clean, ...others), anyWitness: true, replay: () => true })
    if (found.kind === 'found')
      return { nearly: { person: found.person, test: when.text.slice(test.span.start, test.span.end) } }
  }
  return {}
}
