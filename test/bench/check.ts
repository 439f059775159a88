import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { check } from '../../src/authoring/index.ts'
import { readYaml } from '../../src/yaml/index.ts'
import { median } from './measure.ts'
import { timed } from './processes.ts'

const ROUNDS = 7
const INTAKE = ['bin/prescreen.js', 'check', 'questionnaires/ketamine-intake.yaml']

/**
 * How long a check takes: of a large questionnaire beside one of twice its size, in turns, and of all that is shipped
 * as a whole process. A ratio of 2 is linear.
 */
export function benchCheck(): void {
  const [small, large] = [800, 1600].map((size) => ({ form: formOf(size), cases: casesOf(size) }))
  const ratios: number[] = []
  const times: number[] = []
  for (let round = -2; round < ROUNDS; round += 1) {
    const [one, two] = [timeOf(small), timeOf(large)]
    if (round < 0) continue
    ratios.push(two / one)
    times.push(two)
  }
  say('\nCheck: 1,600 questions, 1,600 rules and 20 cases by half of it (2 is linear)')
  say(`${median(ratios).toFixed(2).padStart(9)}${median(times).toFixed(0).padStart(9)} ms`)
  const walls = Array.from({ length: 5 }, () => {
    const began = performance.now()
    spawnSync(process.execPath, ['bin/prescreen.js', 'check'])
    return performance.now() - began
  })
  const bare = timed([process.execPath, '-e', '0'], 5).cpu
  const intake = median(Array.from({ length: 3 }, () => timed([process.execPath, ...INTAKE]).cpu))
  say(
    `  prescreen check of the intake: ${intake.toFixed(0)} ms of CPU, ${(intake / bare).toFixed(1)} times \`node -e 0\``,
  )
  say(`  prescreen check over all that is shipped: ${(median(walls) / 1000).toFixed(2)} s (aim: under 2 s)`)
}

interface Text {
  readonly form: string
  readonly cases: string
}

/** From the bytes to the report. */
function timeOf(text: Text | undefined): number {
  const began = performance.now()
  const { diagnostics } = check(
    { path: 'large.yaml', form: read(text?.form ?? ''), cases: read(text?.cases ?? ''), translations: [] },
    '2026-01-01',
  )
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return performance.now() - began
}

function read(text: string): ReturnType<typeof readYaml> {
  const bytes = new TextEncoder().encode(text)
  return readYaml({ path: 'large.yaml', bytes, sha256: createHash('sha256').update(bytes).digest('hex') })
}

/** At twice the size nearly as many parts as the reader takes in one file. */
function formOf(size: number): string {
  const head =
    'format: prescreen/1\nid: large\nversion: 1.0.0\ntitle: Large\nlanguage: en\nstatus: draft\nsources:\n  s:\n    title: S\n'
  const questions = Array.from(
    { length: size },
    (_, index) => `      - id: q${index}\n        text: Do you have it?\n        type: yes_no\n`,
  )
  const rules = Array.from(
    { length: size },
    (_, index) =>
      `  - id: R${index}\n    when: q${index} = yes or q${(index * 7) % size} = yes\n    level: refer-before\n    because: Reported it.\n    basis: own\n    sources: [s ${index}]\n`,
  )
  return `${head}sections:\n  - id: one\n    title: One\n    questions:\n${questions.join('')}rules:\n${rules.join('')}`
}

/** One has said nothing, one has everything, and some are in between. */
function casesOf(size: number): string {
  const all = Array.from({ length: size }, (_, index) => `      q${index}: yes\n`).join('')
  const some = Array.from(
    { length: 18 },
    (_, index) => `  - name: person ${index}\n    answers: { q${index}: yes }\n    expect: { level: refer-before }\n`,
  )
  return `cases:\n  - name: none\n    from: blank\n    expect: { level: refer-before }\n  - name: all\n    answers:\n${all}    expect: { level: refer-before }\n${some.join('')}`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
