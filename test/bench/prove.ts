import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { prove } from '../../src/authoring/prove/prove.ts'
import { loadQuestionnaire, type Questionnaire } from '../../src/questionnaire/index.ts'
import { readYaml } from '../../src/yaml/index.ts'
import { diceFrom } from '../authoring/prove/random-forms.ts'
import { solverVerdicts } from '../authoring/prove/solver-verdicts.ts'

const ON = '2026-06-15'
const SIZES = [60, 120, 240, 480] as const
/** Questions of a section; rules are local when they read no other. */
const SECTION = 12
/** As `check` has it. */
const CELLS = 15_000_000
const STEPS = 60_000_000

/**
 * How long proofs take as a questionnaire grows: of rules that stay in their section beside CaDiCaL on logic and
 * promises of the same questionnaires (it is not asked about unknown and worse, and looks for no nearest person), and of
 * rules over all questions, which must end within the budget.
 */
export async function benchProofs(): Promise<void> {
  say('\nProofs of a family of questionnaires: local rules, all four sections beside logic and promises by CaDiCaL')
  let before: number | undefined
  for (const size of SIZES) {
    const form = familyOf(size, SECTION)
    const ours = timeOf(form)
    const began = performance.now()
    const verdicts = await solverVerdicts(form, ON)
    const theirs = performance.now() - began
    const differ = ours.verdicts.filter(([name, holds]) => verdicts.has(name) && verdicts.get(name) !== holds)
    if (ours.open > 0 || differ.length > 0)
      throw new Error(`proofs disagree about ${differ.map(([name]) => name).join(', ')}`)
    const growth = before === undefined ? '' : `, ${(ours.time / before).toFixed(1)} times the half of it`
    before = ours.time
    say(
      `  ${size} questions, ${form.rules.length} rules: ${ours.time.toFixed(0)} ms${growth}; CaDiCaL ${theirs.toFixed(0)} ms (${(theirs / ours.time).toFixed(2)})`,
    )
  }
  say('Proofs where every rule reads questions anywhere: not proved, in bounded time and memory')
  for (const size of SIZES) {
    const { time, open, claims } = timeOf(familyOf(size, size))
    say(`  ${size} questions: ${(time / 1000).toFixed(1)} s, ${open} of ${claims} not proved, ${memory()} MB`)
  }
}

interface Timed {
  readonly time: number
  readonly open: number
  readonly claims: number
  readonly verdicts: readonly (readonly [string, boolean])[]
}

function timeOf(form: Questionnaire): Timed {
  const began = performance.now()
  const { claims } = prove(form, ON, { cells: CELLS, steps: STEPS })
  return {
    time: performance.now() - began,
    open: claims.filter(({ outcome }) => outcome === 'open').length,
    claims: claims.length,
    verdicts: claims.map(({ code, about, outcome }) => [`${code} ${about.id}`, outcome === 'proved'] as const),
  }
}

function memory(): number {
  return Math.round(process.memoryUsage().rss / 2 ** 20)
}

/** Questions of four kinds, a follow-up in every fourth; each rule reads three questions of its section, each promise two. */
function familyOf(size: number, section: number): Questionnaire {
  const dice = diceFrom(size)
  const test = (index: number): string => {
    if (index % 4 === 0) return `q${index} >= ${100 + (index % 50)}`
    return index % 4 === 1 ? `count(q${index}) >= 2` : `q${index} = yes`
  }
  const near = (index: number) => Math.floor(index / section) * section + dice(section)
  const questions = Array.from({ length: size }, (_, index) => {
    const shape = [
      '        type: integer\n        hard: { min: 0, max: 300 }\n        usual: 50\n        worse: higher\n',
      '        type: choices\n        none: None\n        options: { a: A, b: B, c: C }\n        usual: none\n        worse: more\n',
      '        type: yes_no\n        usual: no\n        worse: yes\n',
      `        type: yes_no\n        ask_if: q${index - 1} = yes\n        usual: no\n        worse: yes\n`,
    ][index % 4]
    return `      - id: q${index}\n        text: Do you have it?\n${shape}`
  })
  const rules = Array.from({ length: size }, (_, index) => {
    const when = `${test(index)} and (${test(near(index))} or ${test(near(index))})`
    return `  - { id: R${index}, when: '${when}', level: ${index % 2 === 0 ? 'refer-before' : 'refer-discuss'}, because: B. }\n`
  })
  const promises = Array.from(
    { length: Math.floor(size / 6) },
    (_, index) =>
      `  - { id: p${index}, when: '${test(index * 6)} and ${test(near(index * 6))}', at_least: refer-discuss }\n`,
  )
  const head = 'format: prescreen/1\nid: family\nversion: 1.0.0\ntitle: F\nlanguage: en\nstatus: draft\n'
  const text = `${head}sections:\n  - id: one\n    title: One\n    questions:\n${questions.join('')}rules:\n${rules.join('')}promises:\n${promises.join('')}`
  const bytes = new TextEncoder().encode(text)
  const file = readYaml({ path: 'family.yaml', bytes, sha256: createHash('sha256').update(bytes).digest('hex') })
  const read = file.ok ? loadQuestionnaire(file.value) : file
  if (!read.ok) throw new Error(read.diagnostics[0]?.message)
  return read.value
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
