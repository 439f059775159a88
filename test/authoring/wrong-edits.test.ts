import { expect, test } from 'vitest'
import { positionAt } from '../../src/diagnostics/index.ts'
import { type Edit, edits, findingsIn, INTAKE } from './wrong-edits.ts'

const known = new Set(findingsIn(INTAKE).map(({ code, message }) => `${code} ${message}`))

interface Outcome {
  readonly edit: string
  readonly onLine: boolean
  /** Undefined where there is no name to suggest. */
  readonly suggested: boolean | undefined
  readonly told: readonly string[]
}

function outcomeOf({ edit, find, make, line, means }: Edit): Outcome {
  const expected = INTAKE.slice(0, INTAKE.indexOf(find)).split('\n').length + line - 1
  const findings = findingsIn(INTAKE.replace(find, () => make)).filter(
    ({ code, message }) => !known.has(`${code} ${message}`),
  )
  const here = findings.filter(({ source, span }) => positionAt(source, span.start).line === expected)
  return {
    edit,
    onLine: here.length > 0,
    suggested: means === undefined ? undefined : here.some(({ help }) => help === `did you mean \`${means}\`?`),
    told: findings.map(({ code, source, span }) => `${positionAt(source, span.start).line} ${code}`),
  }
}

const outcomes = edits.map(outcomeOf)

test('there are sixty edits, and each finds its place in the intake once', () => {
  expect(edits.length).toBe(60)
  expect(edits.filter(({ find }) => INTAKE.split(find).length !== 2).map(({ edit }) => edit)).toEqual([])
})

test('at least 58 of 60 small wrong edits are pointed at on their line', () => {
  const missed = outcomes.filter(({ onLine }) => !onLine)
  const count = outcomes.length - missed.length
  const named = outcomes.filter(({ suggested }) => suggested !== undefined)
  const right = named.filter(({ suggested }) => suggested === true)
  process.stdout.write(
    [
      `\n${count} of ${outcomes.length} wrong edits are pointed at on their line`,
      `${right.length} of ${named.length} misspelt names get the right "did you mean"`,
      ...missed.map(({ edit, told }) => `  missed: ${edit} (told: ${told.join(', ') || 'nothing'})`),
      '',
    ].join('\n'),
  )
  expect(count).toBeGreaterThanOrEqual(58)
})

test('wherever a name was misspelt, the right one is suggested', () => {
  expect(outcomes.filter(({ suggested }) => suggested === false).map(({ edit, told }) => [edit, told])).toEqual([])
})
