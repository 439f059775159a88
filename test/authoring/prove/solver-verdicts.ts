import type { Node } from '../../../src/authoring/prove/diagram.ts'
import { type Part, partOf } from '../../../src/authoring/prove/part.ts'
import { connectedQuestions } from '../../../src/authoring/prove/parts.ts'
import { type Questionnaire, rank } from '../../../src/questionnaire/index.ts'
import { type Solver, solver } from './cnf.ts'

interface Solved {
  readonly part: Part
  readonly solver: Solver
}

/** What a solver says about logic and promises, by code and thing. One solver for each part, so that none sees another. */
export async function solverVerdicts(form: Questionnaire, on: string): Promise<ReadonlyMap<string, boolean>> {
  const solved: Solved[] = []
  for (const together of connectedQuestions(form)) {
    const own = await solver()
    const part = partOf(together, { questionnaire: form, on, engine: own.engine })
    if (part === undefined) throw new Error('too many variables')
    solved.push({ part, solver: own })
  }
  const placeOf = new Map(
    solved.flatMap((one) => one.part.questions.map(({ subject }) => [subject.index, one] as const)),
  )
  const of = (index: number) => placeOf.get(index) as Solved
  const others = new Map<string, boolean>()

  /** Somebody in a set of one part, while all other parts stay below a rank. */
  function some({ part, solver: own }: Solved, set: Node, below?: number, clean = true): boolean {
    if (!own.has(set)) return false
    return solved.every((other) => {
      if (other.part === part) return true
      const key = `${solved.indexOf(other)} ${below} ${clean}`
      const quiet = below === undefined ? other.part.clean : other.part.below(below)
      const known = others.get(key) ?? other.solver.has(clean ? other.part.truths.and(quiet, other.part.clean) : quiet)
      others.set(key, known)
      return known
    })
  }

  const verdicts = new Map<string, boolean>()
  for (const { id, askIf, subject } of form.questions) {
    if (askIf === undefined) continue
    const one = of(subject.index)
    const { truths, clean, standing } = one.part
    verdicts.set(`never-asked ${id}`, some(one, truths.and(standing.get(subject.index)?.definitely ?? clean, clean)))
  }
  for (const rule of form.rules) {
    const one = of(rule.when.reads[0]?.index ?? 0)
    const { truths, clean, tests, below } = one.part
    const node = tests.get(rule)?.node ?? clean
    const fires = truths.and(truths.isTrue(node), clean)
    const [isTrue, isFalse] = [some(one, fires), some(one, truths.and(truths.isFalse(node), clean))]
    verdicts.set(`never-fires ${rule.id}`, isTrue)
    if (isTrue) verdicts.set(`never-silent ${rule.id}`, isFalse)
    const wanted = rank(rule.level)
    if (isTrue && isFalse)
      verdicts.set(`pointless-rule ${rule.id}`, some(one, truths.and(fires, below(wanted, rule)), wanted))
  }
  for (const { id, when, atLeast } of form.promises) {
    const one = of(when.reads[0]?.index ?? 0)
    const { truths, testOf, below } = one.part
    const meant = truths.isTrue(testOf(when.condition).node)
    const isMeant = some(one, meant, undefined, false)
    verdicts.set(`empty-promise ${id}`, isMeant)
    const wanted = rank(atLeast)
    if (isMeant) verdicts.set(`promise-broken ${id}`, !some(one, truths.and(meant, below(wanted)), wanted, false))
  }
  for (const one of solved) one.solver.dispose()
  return verdicts
}
