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
  /** People of whom is said what must be said. */
  readonly cases: string
  readonly defects: readonly Defect[]
  /** The first edition of the intake is older than many diagnostics: of it, only what a proof finds. */
  readonly isOfInterest: (code: string) => boolean
}

const intake: Planted = {
  id: 'ketamine-intake',
  text: INTAKE,
  cases: readFileSync(inProject('test/fixtures/first-edition/ketamine-intake.cases.yaml'), 'utf8'),
  defects: defectsOf('intake'),
  isOfInterest: isClaim,
}
const session: Planted = {
  id: 'before-a-session',
  text: readFileSync(inProject('test/fixtures/before-a-session.yaml'), 'utf8'),
  cases: readFileSync(inProject('test/fixtures/before-a-session.cases.yaml'), 'utf8'),
  defects: defectsOf('session'),
  isOfInterest: () => true,
}
const forms = [intake, session]
const defects = forms.flatMap((form) => form.defects)

function defectsOf(form: 'intake' | 'session'): readonly Defect[] {
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
  const { diagnostics, sections } = check(files, '2026-06-15', BUDGET)
  expect(sections.filter(({ state }) => state === 'unproved' || state === 'unchecked')).toEqual([])
  return diagnostics.filter(({ code }) => isOfInterest(code))
}

/** The people of the cases of whom another thing is said, or whose answers do not go together any more. */
function casesThatTell(text: string, { id, cases }: Planted): readonly Diagnostic[] {
  const [path, beside] = [`${id}.yaml`, `${id}.cases.yaml`]
  const files = { path, form: yamlFile(text, path), cases: yamlFile(cases, beside), translations: [] }
  return check(files, '2026-06-15').diagnostics.filter(
    ({ code }) => code === 'case-differs' || code === 'case-contradicts',
  )
}

/** The id of the question, rule or promise, or the name of the case, in which a finding stands. */
function thingAt({ source, span }: Diagnostic): string {
  for (let { line } = positionAt(source, span.start); line > 0; line -= 1) {
    const id = /^\s*- (?:id|name): (.+)/.exec(lineText(source, line))?.[1]
    if (id !== undefined) return id
  }
  return ''
}

/** What is told of a defect, and the people who show it: of a proof, of the cases, or in words. */
interface Looked {
  readonly defect: string
  readonly isTold: boolean
  readonly people: readonly string[]
}

function looked({ defect, find, make, code, at, shows }: Defect, form: Planted): Looked {
  const text = form.text.replace(find, () => make)
  const byCases = casesThatTell(text, form)
  const told = [...foundIn(text, form), ...byCases].filter((one) => {
    const words = `${one.message}\n${one.help ?? ''}`
    return one.code === code && thingAt(one) === at && shows.every((some) => words.includes(some))
  })
  const inWords = told.flatMap(({ message, help = '' }) => `${message}\n${help}`.match(SOMEBODY) ?? [])
  return { defect, isTold: told.length > 0, people: [...inWords, ...byCases.map(({ message }) => message)] }
}

/** The end of a person's answers; or who it is of whom a text speaks. */
const SOMEBODY = /all else as usual|a person with the usual answers|\b(?:whoever|somebody) .*/g

test('there are sixty-five defects, of more than twenty codes, and each finds its place in its form once', () => {
  expect(defects.length).toBe(65)
  expect(new Set(defects.map(({ code }) => code)).size).toBeGreaterThanOrEqual(23)
  const lost = forms.flatMap(({ text, defects: planted }) =>
    planted.filter(({ find }) => text.split(find).length !== 2).map(({ defect }) => defect),
  )
  expect(lost).toEqual([])
})

test('each of sixty-five planted defects is found where it is, and there is somebody who shows it', () => {
  const all = forms.flatMap((form) => form.defects.map((one) => looked(one, form)))
  const found = all.filter(({ isTold }) => isTold)
  const shown = all.filter(({ people }) => people.length > 0)
  process.stdout.write(`\n${found.length} of ${all.length} planted defects are found, ${shown.length} with a person\n`)
  expect(all.filter((one) => !found.includes(one) || !shown.includes(one)).map(({ defect }) => defect)).toEqual([])
})

test('in the forms as they are, nothing is found, nothing is left open, and every case is as expected', () => {
  expect(forms.map((form) => [...foundIn(form.text, form), ...casesThatTell(form.text, form)])).toEqual([[], []])
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
