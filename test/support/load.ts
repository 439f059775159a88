import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Diagnostic, type Loaded, positionAt } from '../../src/diagnostics/index.ts'
import { type Answers, parseAnswer, type Questionnaire, questionnaireIn } from '../../src/questionnaire/index.ts'
import { readYaml, type YamlFile } from '../../src/yaml/index.ts'

/** A path inside the project, whatever the working directory. */
export function inProject(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

export function yamlFile(text: string | Uint8Array, path = 'test.yaml'): Loaded<YamlFile> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return readYaml({ path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') })
}

export function load(text: string, path = 'test.yaml'): Loaded<Questionnaire> {
  return questionnaireIn(yamlFile(text, path))
}

/** The questionnaire, or an error that shows what is wrong with it. */
export function questionnaire(text: string, path?: string): Questionnaire {
  const read = load(text, path)
  if (!read.ok) throw new Error(told(read.diagnostics).join('\n'))
  return read.value
}

/** The six lines that every questionnaire begins with; a test goes on with what it is about. */
export function headOf(id: string): string {
  const title = `${id.charAt(0).toUpperCase()}${id.slice(1)}`
  return `format: prescreen/1\nid: ${id}\nversion: 1.0.0\ntitle: ${title}\nlanguage: en\nstatus: draft\n`
}

export function shipped(id: string): Questionnaire {
  return questionnaire(readFileSync(inProject(`questionnaires/${id}.yaml`), 'utf8'), `${id}.yaml`)
}

/**
 * A shipped form as it was before its second edition. Tests that want some big form use it, so that they do not follow
 * every change of content; and old records are still scored under the new form.
 */
export function firstEdition(id: string): Questionnaire {
  return questionnaire(readFileSync(inProject(`test/fixtures/first-edition/${id}.yaml`), 'utf8'), `${id}.yaml`)
}

/** `line:column code message | help` of each problem. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message, help, source, span }) => {
    const { line, column } = positionAt(source, span.start)
    return `${line}:${column} ${code} ${message}${help === undefined ? '' : ` | ${help}`}`
  })
}

export function problemsOf(text: string): readonly string[] {
  const read = load(text)
  return told(read.ok ? read.warnings : read.diagnostics)
}

/** Answers as a person would write them in a file; `null` leaves one out. */
export function answersTo(
  form: Questionnaire,
  written: Readonly<Record<string, string | number | readonly string[] | null>>,
): Answers {
  const answers = new Map()
  for (const [id, value] of Object.entries(written)) {
    const question = form.questionById.get(id)
    if (question === undefined) throw new Error(`no question ${id}`)
    const answer = value === null ? undefined : parseAnswer(question, typeof value === 'number' ? String(value) : value)
    if (answer !== undefined) answers.set(id, answer)
  }
  return answers
}
