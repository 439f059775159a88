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

const defects: readonly Defect[] = defectsIn('test/authoring/planted-defects.yaml')

function defectsIn(path: string): readonly Defect[] {
  const read = yamlFile(readFileSync(inProject(path)), path)
  const list = read.ok && read.value.root.kind === 'mapping' ? read.value.root.entries.get('intake')?.value : undefined
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

/** What a proof finds in an intake with this text. */
function refutedIn(text: string): readonly Diagnostic[] {
  const files = { path: 'intake.yaml', form: yamlFile(text, 'intake.yaml'), cases: undefined, translations: [] }
  const { findings, sections } = check(files, '2026-06-15', BUDGET)
  expect(sections.filter(({ state }) => state === 'unproved' || state === 'unchecked')).toEqual([])
  return findings.filter(({ code }) => isClaim(code))
}

/** The id of the question, rule or promise in which a finding stands. */
function thingAt({ source, span }: Diagnostic): string {
  for (let { line } = positionAt(source, span.start); line > 0; line -= 1) {
    const id = /^\s*- id: (\S+)/.exec(lineText(source, line))?.[1]
    if (id !== undefined) return id
  }
  return ''
}

function isTold({ find, make, code, at, shows }: Defect): boolean {
  return refutedIn(INTAKE.replace(find, () => make)).some((one) => {
    const told = `${one.message}\n${one.help ?? ''}`
    return one.code === code && thingAt(one) === at && shows.every((words) => told.includes(words))
  })
}

test('there are thirty defects, and each finds its place in the intake once', () => {
  expect(defects.length).toBe(30)
  expect(defects.filter(({ find }) => INTAKE.split(find).length !== 2).map(({ defect }) => defect)).toEqual([])
})

test('each of thirty planted defects is found where it is, with the answers that show it', () => {
  const missed = defects.filter((one) => !isTold(one))
  process.stdout.write(`\n${defects.length - missed.length} of ${defects.length} planted defects are found\n`)
  expect(missed.map(({ defect }) => defect)).toEqual([])
})

test('in the intake as it is, nothing is refuted and nothing is left open', () => {
  expect(refutedIn(INTAKE)).toEqual([])
})

test('the manual shows what is told of a changed cut-off', () => {
  const manual = readFileSync(inProject('questionnaires/README.md'), 'utf8')
  const { find, make } = defects.find(({ defect }) => defect === 'a cut-off changed') as Defect
  const [told] = refutedIn(INTAKE.replace(find, () => make)).map(diagnosticText)
  const withoutPlace = (text: string) => text.replaceAll(/^\S+:\d+:\d+/gm, '…')
  expect(withoutPlace(manual)).toContain(withoutPlace(told ?? ''))
})
