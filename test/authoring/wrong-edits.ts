import { readFileSync } from 'node:fs'
import { check } from '../../src/authoring/index.ts'
import type { Diagnostic } from '../../src/diagnostics/index.ts'
import type { Mapping, YamlNode } from '../../src/yaml/index.ts'
import { inProject, yamlFile } from '../support/load.ts'

/** The day of the check, before the day on which the intake wants its next review. */
const ON = '2026-06-15'
/** The first edition had no bases, and says so here, so that what is found is what was edited. */
export const INTAKE: string = readFileSync(
  inProject('test/fixtures/first-edition/ketamine-intake.yaml'),
  'utf8',
).replace('\nsources:\n', '\nignore: { missing-basis: The first edition had none. }\n\nsources:\n')
const CASES = yamlFile(
  readFileSync(inProject('test/fixtures/first-edition/ketamine-intake.cases.yaml')),
  'intake.cases.yaml',
)

export interface Edit {
  readonly edit: string
  readonly find: string
  readonly make: string
  readonly line: number
  readonly means: string | undefined
}

export const edits: readonly Edit[] = editsIn('test/authoring/wrong-edits.yaml')

function editsIn(path: string): readonly Edit[] {
  const read = yamlFile(readFileSync(inProject(path)), path)
  const list = read.ok && read.value.root.kind === 'mapping' ? read.value.root.entries.get('edits')?.value : undefined
  return (list?.kind === 'sequence' ? list.items : []).map((item) => {
    const of = (key: string) => textOf((item as Mapping).entries.get(key)?.value)
    return {
      edit: of('edit') ?? '',
      find: of('find') ?? '',
      make: of('make') ?? '',
      line: Number(of('line') ?? 1),
      means: of('means'),
    }
  })
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.value : undefined
}

/** What is found in an intake with this text; not what its cases then say. */
export function findingsIn(text: string): readonly Diagnostic[] {
  return check({ path: 'intake.yaml', form: yamlFile(text, 'intake.yaml'), cases: CASES, translations: [] }, ON)
    .diagnostics
}
