import { deepStrictEqual } from 'node:assert/strict'
import type { Answers } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { type Facts, factsOf, jsonRulesEngine, type Raised, zenExpression, zenTable } from './engines.ts'
import { formIn } from './form-in.ts'
import { handWrittenIntake } from './hand-written-intake.ts'
import { type Contestant, type Measured, race } from './measure.ts'
import { ON, randomPeople } from './people.ts'

/** What was worked out last. Without it the compiler leaves out making results that nobody looks at. */
const kept: { last?: unknown } = {}

const PEOPLE = 1000
const SEED = 20260228
/** The edition that `hand-written-intake.ts` says again. */
const WRITTEN_BY_HAND = 'test/bench/first-intake.yaml'

/**
 * All of `guide` (states, findings in words, level, completeness) for the first edition of the ketamine intake, over seeded random people, one
 * at a time, on one thread. Beside it, on the same people: the same form written by hand in TypeScript, whose results are
 * equal in every field but `true_by`, which it does not work out; two rule engines with the same rules, which say only which rules are true. Their input is made
 * beforehand; on complete forms the rules that they raise are those of `guide`. That all agree is checked on all people
 * before the clock starts.
 */
export async function benchGuidance(say: (line: string) => void): Promise<void> {
  const intake = formIn(WRITTEN_BY_HAND)
  const people = randomPeople(intake, PEOPLE, SEED)
  const facts = people.map((answers) => factsOf(intake, answers))
  const handWritten = handWrittenIntake(intake)
  const engines: Readonly<Record<string, Raised>> = {
    'zen-engine, one expression': zenExpression(intake),
    'zen-engine, decision table': zenTable(intake),
    'json-rules-engine': jsonRulesEngine(intake),
  }
  const complete = await checkThatAllAgree()
  say(
    `\nGuidance: ${PEOPLE} seeded people (${complete} complete forms), ${intake.questions.length} questions, ${intake.rules.length} rules`,
  )
  const guidance = { name: 'prescreen guide()', pass: () => each(people, (answers) => guide(intake, answers, ON)) }
  const byHand = { name: 'written by hand', pass: () => each(people, (answers) => handWritten(answers, ON)) }
  const rival = ([name, raised]: [string, Raised]): Contestant => ({ name, pass: () => eachInTurn(facts, raised) })

  say('Time by that of prescreen (above 1 is slower), microseconds a person, people a second')
  const [ours, hand] = await race([guidance, byHand], 45)
  const [, ...others] = await race([guidance, ...Object.entries(engines).map(rival)], 9)
  for (const one of [ours, hand, ...others]) if (one !== undefined) say(guidanceLine(one))
  const fastest = Math.min(...others.map((one) => one.ratio))
  say(`  prescreen is ${fastest.toFixed(1)} times as fast as the faster engine (aim: at least 20)`)
  say(`  prescreen has ${(hand?.ratio ?? 0).toFixed(2)} of the speed of the form written by hand (aim: at least 0.35)`)

  /** Throws at the first difference; returns how many forms are complete. */
  async function checkThatAllAgree(): Promise<number> {
    let complete = 0
    for (const [index, answers] of people.entries()) {
      const expected = guide(intake, answers, ON)
      deepStrictEqual(handWritten(answers, ON), withoutTrueBy(expected))
      if (!expected.complete) continue
      complete += 1
      const raised = expected.findings.flatMap(({ kind, rule }) =>
        kind === 'rule' && rule !== undefined ? [rule] : [],
      )
      const ids = [...raised, ...expected.covered].sort()
      for (const [name, engine] of Object.entries(engines)) {
        deepStrictEqual([...(await engine(facts[index] as Facts))].sort(), ids, name)
      }
    }
    return complete
  }
}

function guidanceLine({ name, median, ratio }: Measured): string {
  const perPerson = (median * 1000) / PEOPLE
  const columns = [ratio.toFixed(2), perPerson.toFixed(1), (1e6 / perPerson).toFixed(0)]
  return `${columns.map((column) => column.padStart(9)).join('')}  ${name}`
}

function withoutTrueBy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, inside) => (key === 'true_by' ? undefined : inside)))
}

function each(all: readonly Answers[], call: (answers: Answers) => unknown): void {
  for (const one of all) kept.last = call(one)
}

async function eachInTurn(all: readonly Facts[], call: Raised): Promise<void> {
  for (const one of all) {
    const result = call(one)
    kept.last = result instanceof Promise ? await result : result
  }
}
