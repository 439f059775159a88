import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { check } from '../../src/authoring/index.ts'
import { isClaim } from '../../src/authoring/prove/index.ts'
import { type Diagnostic, lineText, positionAt } from '../../src/diagnostics/index.ts'
import { diagnosticText } from '../../src/documents/index.ts'
import type { Mapping, YamlNode } from '../../src/yaml/index.ts'
import { inProject, yamlFile } from '../support/load.ts'
import { INTAKE } from './wrong-edits.ts'

const BUDGET = { cells: 15_000_000, steps: 60_000_000 }

interface Defect {
  readonly defect: string
  readonly find: string
  readonly make: string
  readonly code: string
  readonly at: string
  readonly shows: readonly string[]
}

interface Planted {
  readonly id: string
  readonly text: string
  readonly defects: readonly Defect[]
  /** The first edition of the intake is older than many findings: of it, only what a proof finds. */
  readonly isOfInterest: (code: string) => boolean
}

const intake: Planted = {
  id: 'ketamine-intake',
  text: INTAKE,
  defects: defectsOf('intake'),
  isOfInterest: isClaim,
}
const session: Planted = {
  id: 'before-a-session',
  text: readFileSync(inProject('test/fixtures/before-a-session.yaml'), 'utf8'),
  defects: defectsOf('session'),
  isOfInterest: () => true,
}
const forms = [intake, session]
const defects = forms.flatMap((form) => form.defects)

function defectsOf(form: 'intake' | 'session' | 'gaps'): readonly Defect[] {
  const path = 'test/authoring/planted-defects.yaml'
  const read = yamlFile(readFileSync(inProject(path)), path)
  const list = read.ok && read.value.root.kind === 'mapping' ? read.value.root.entries.get(form)?.value : undefined
  return (list?.kind === 'sequence' ? list.items : []).map((item) => {
    const of = (key: string) => textsOf((item as Mapping).entries.get(key)?.value)
    const [defect = '', find = '', make = '', code = '', at = ''] = ['defect', 'find', 'make', 'code', 'at'].flatMap(of)
    return { defect, find, make, code, at, shows: of('shows') }
  })
}

function textsOf(node: YamlNode | undefined): readonly string[] {
  if (node?.kind === 'scalar') return [node.value]
  return node?.kind === 'sequence' ? node.items.flatMap(textsOf) : []
}

/** What is found in a form with this text, of what is looked for in it. */
function foundIn(text: string, { id, isOfInterest }: Planted): readonly Diagnostic[] {
  const path = `${id}.yaml`
  const files = { path, form: yamlFile(text, path), cases: undefined, translations: [] }
  const { findings, sections } = check(files, '2026-06-15', BUDGET)
  expect(sections.filter(({ state }) => state === 'unproved' || state === 'unchecked')).toEqual([])
  return findings.filter(({ code }) => isOfInterest(code))
}

/** The id of the question, rule or promise in which a finding stands. */
function thingAt({ source, span }: Diagnostic): string {
  for (let { line } = positionAt(source, span.start); line > 0; line -= 1) {
    const id = /^\s*- id: (\S+)/.exec(lineText(source, line))?.[1]
    if (id !== undefined) return id
  }
  return ''
}

function isTold({ find, make, code, at, shows }: Defect, form: Planted): boolean {
  return foundIn(
    form.text.replace(find, () => make),
    form,
  ).some((one) => {
    const told = `${one.message}\n${one.help ?? ''}`
    return one.code === code && thingAt(one) === at && shows.every((words) => told.includes(words))
  })
}

test('there are sixty defects, of twenty codes, and each finds its place in its form once', () => {
  expect(defects.length).toBe(60)
  expect(new Set(defects.map(({ code }) => code)).size).toBeGreaterThanOrEqual(20)
  const lost = forms.flatMap(({ text, defects: planted }) =>
    planted.filter(({ find }) => text.split(find).length !== 2).map(({ defect }) => defect),
  )
  expect(lost).toEqual([])
})

test('each of sixty planted defects is found where it is, with the answers that show it', () => {
  const missed = forms.flatMap((form) => form.defects.filter((one) => !isTold(one, form)))
  process.stdout.write(`\n${defects.length - missed.length} of ${defects.length} planted defects are found\n`)
  expect(missed.map(({ defect }) => defect)).toEqual([])
})

test('in the forms as they are, nothing is refuted and nothing is left open', () => {
  expect(forms.map((form) => foundIn(form.text, form))).toEqual([[], []])
})

// Each of these fails until something is told of it.
test.fails.each(defectsOf('gaps'))('not found yet: $defect', ({ find, make }) => {
  if (session.text.split(find).length !== 2) return
  const text = session.text.replace(find, () => make)
  expect(foundIn(text, session)).not.toEqual([])
})

test('the manual shows what is told of a changed cut-off', () => {
  const manual = readFileSync(inProject('questionnaires/README.md'), 'utf8')
  const { find, make } = defects.find(({ defect }) => defect === 'a cut-off changed') as Defect
  const [told] = foundIn(
    INTAKE.replace(find, () => make),
    intake,
  ).map(diagnosticText)
  const withoutPlace = (text: string) => text.replaceAll(/^\S+:\d+:\d+/gm, '…')
  expect(withoutPlace(manual)).toContain(withoutPlace(told ?? ''))
})
