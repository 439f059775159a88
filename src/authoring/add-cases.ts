import { positionAt } from '../diagnostics/index.ts'
import type { Answer, Questionnaire } from '../questionnaire/index.ts'
import type { YamlFile } from '../yaml/index.ts'
import type { FoundPerson } from './found-people.ts'
import { changesIn } from './prove/index.ts'

/** A cases file with people appended to it. */
export interface Added {
  readonly text: string
  /** Names of the cases that were not there yet. */
  readonly names: readonly string[]
}

/**
 * The cases file with every person from `people` who is not in it yet, each with `expect: todo` for somebody to fill
 * in. What is already in the file stays as it is. Undefined when nothing can be appended, because the list of cases is
 * written in brackets.
 */
export function withFoundCases(
  file: YamlFile | undefined,
  questionnaire: Questionnaire,
  find: (taken: ReadonlySet<string>) => readonly FoundPerson[],
): Added | undefined {
  const list = file?.root.kind === 'mapping' ? file.root.entries.get('cases')?.value : undefined
  const isBlock = list === undefined || (list.kind === 'sequence' && /^\s*-/.test(textAt(file, list.span.start)))
  if (file !== undefined && !isBlock) return undefined
  const first = list?.kind === 'sequence' ? list.span.start : undefined
  const indent = first === undefined || file === undefined ? 2 : positionAt(file.source, first).column - 1
  const before = file?.source.text ?? 'cases:\n'
  const added = find(new Set(namesIn(list)))
  const newline = before.includes('\r\n') ? '\r\n' : '\n'
  const lines = added.flatMap((person) => [
    '',
    ...caseLines(questionnaire, person).map((line) => `${' '.repeat(indent)}${line}`),
  ])
  const ending = before.endsWith('\n') ? '' : newline
  const text = added.length === 0 ? before : `${before}${ending}${lines.join(newline)}${newline}`
  return { text, names: added.map(({ name }) => name) }
}

type Root = YamlFile['root']

function namesIn(list: Root | undefined): readonly string[] {
  return (list?.kind === 'sequence' ? list.items : []).flatMap((item) => {
    const name = item.kind === 'mapping' ? item.entries.get('name')?.value : undefined
    return name?.kind === 'scalar' ? [name.value] : []
  })
}

function textAt(file: YamlFile | undefined, start: number): string {
  return file?.source.text.slice(start) ?? ''
}

/** The lines of a case whose expectation a person still has to fill in, without indentation. */
function caseLines(questionnaire: Questionnaire, { name, comments, answers, on }: FoundPerson): readonly string[] {
  const changes = changesIn(questionnaire, answers, on)
  const hasDates = questionnaire.questions.some(({ type }) => type === 'date')
  return [
    ...comments.map((line) => `# ${line}`),
    `- name: '${name.replaceAll("'", "''")}'`,
    ...(hasDates ? [`  on: ${on}`] : []),
    ...(changes.size === 0 ? [] : ['  answers:']),
    ...[...changes].map(([id, answer]) => `    ${id}: ${written(answer)}`),
    '  expect: todo',
  ]
}

function written(answer: Answer | undefined): string {
  if (answer === undefined) return '~'
  if (answer.kind === 'rejected') return `'${answer.raw}'`
  if (answer.kind !== 'given')
    return answer.codes === undefined ? answer.kind : `[${[...answer.codes, answer.kind].join(', ')}]`
  const { value } = answer
  if (typeof value === 'object') return value.length === 1 ? String(value[0]) : `[${value.join(', ')}]`
  return /^[\w.-]+$/.test(String(value)) ? String(value) : `'${String(value).replaceAll("'", "''")}'`
}
