import { TRUE } from '../../expression/index.ts'
import { type Answers, type Promised, rank } from '../../questionnaire/index.ts'
import type { Claim } from './claim.ts'
import { changesIn } from './example.ts'
import { levelOf, type Proving, sheetOf } from './proving.ts'

/** Every promise is about somebody, and holds for all, also where answers contradict each other. */
export function promiseClaims(proving: Proving): readonly Claim[] {
  return proving.questionnaire.promises.flatMap((one) => claimsOf(one, proving))
}

function claimsOf(promise: Promised, proving: Proving): readonly Claim[] {
  const { when, atLeast } = promise
  const part = proving.partOf(when)
  if (part === undefined)
    return (['empty-promise', 'promise-broken'] as const).map((code) => ({ code, about: promise, outcome: 'open' }))
  const { truths, testOf } = part
  const meant = truths.isTrue(testOf(when.condition).node)
  const isMeant = (answers: Answers) => when.test(sheetOf(proving, answers)) === TRUE
  const somebody = proving.people.find({
    part,
    on: meant,
    allowContradictions: 'everywhere',
    anyWitness: true,
    replay: isMeant,
  }).kind
  if (somebody === 'nobody') return [{ code: 'empty-promise', about: promise, outcome: 'refuted' }]
  const empty: Claim = { code: 'empty-promise', about: promise, outcome: somebody === 'found' ? 'proved' : 'open' }
  const broken = proving.people.find({
    part,
    on: truths.and(meant, part.below(rank(atLeast))),
    below: rank(atLeast),
    allowContradictions: 'everywhere',
    replay: (answers) => isMeant(answers) && rank(levelOf(proving, answers)) < rank(atLeast),
  })
  if (broken.kind !== 'found')
    return [empty, { code: 'promise-broken', about: promise, outcome: broken.kind === 'open' ? 'open' : 'proved' }]
  const { answers } = broken
  const changes = changesIn(proving.questionnaire, answers, proving.on)
  const example = { answers, changes, level: levelOf(proving, answers) }
  return [empty, { code: 'promise-broken', about: promise, outcome: 'refuted', example }]
}
