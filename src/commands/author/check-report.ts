import type { Report } from '../../authoring/index.ts'
import {
  type Diagnostic,
  escapedJson,
  plural,
  positionAt,
  type Source,
  type Span,
  visible,
} from '../../diagnostics/index.ts'
import { countedProblems, diagnosticText } from '../../documents/index.ts'
import { slipsData } from './slips-data.ts'

/** At most this many diagnostics of a file are printed. The count at the end is of all. */
const MOST_TOLD = 200

/** The report of one questionnaire: its counts, what is wrong, and one line for each section. */
export function reportText({ path, questionnaire, cases, sections, diagnostics }: Report): string {
  const name = visible(path.replace(/^.*[/\\]/, ''))
  const counts = questionnaire && [
    plural(questionnaire.questions.length, 'question'),
    plural(questionnaire.rules.length, 'rule'),
    plural(questionnaire.scores.length, 'score'),
    plural(questionnaire.promises.length, 'promise'),
    ...(cases === undefined ? [] : [plural(cases, 'case')]),
  ]
  const lines = sections.map(({ name: section, state, says }) => `  ${section.padEnd(8)}  ${WORDS[state]}${says}`)
  return [
    `${name}  ${counts?.join(', ') ?? 'could not be read'}`,
    '',
    ...diagnosticLines(diagnostics),
    ...lines,
    '',
  ].join('\n')
}

const WORDS = { ok: 'ok   ', found: '!    ', unchecked: '-    ', unproved: '?    ' } as const

/** Errors come before warnings, each in the order of the file. */
function diagnosticLines(inFile: readonly Diagnostic[]): readonly string[] {
  const isError = ({ severity }: Diagnostic) => severity === 'error'
  const diagnostics = [...inFile.filter(isError), ...inFile.filter((one) => !isError(one))]
  const told = diagnostics.slice(0, MOST_TOLD).flatMap((one) => [diagnosticText(one), ''])
  return diagnostics.length > MOST_TOLD ? [...told, `… and ${diagnostics.length - MOST_TOLD} more`, ''] : told
}

/** The last line: how many files there are, what was found in all of them, and how long it took. */
export function totalText(
  files: number,
  {
    diagnostics,
    seconds,
    isShipped,
  }: { readonly diagnostics: readonly Diagnostic[]; readonly seconds: number; readonly isShipped: boolean },
): string {
  const says = diagnostics.length === 0 ? 'nothing found' : countedProblems(diagnostics)
  const which = isShipped ? 'this folder has no questionnaire; of those that come with the program, ' : ''
  return `${which}${plural(files, 'questionnaire')}: ${says}   ${seconds.toFixed(1)} s\n`
}

/** Lines that a build on GitHub shows next to the file: `::error file=…,line=…,col=…::…`. */
export function githubText(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${githubLine(diagnostic)}\n`).join('')
}

function githubLine({ code, severity, message, help, source, span }: Diagnostic): string {
  const { line, column } = positionAt(source, span.start)
  const text = (value: string) => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const property = (value: string) => text(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
  const place = `file=${property(source.path)},line=${line},col=${column},title=${property(code)}`
  return `::${severity} ${place}::${text(help === undefined ? message : `${message}: ${help}`)}`
}

/** The whole check as data, schema `prescreen/check/1`. Its property names are those of the JSON. */
export function jsonText(reports: readonly Report[], others: readonly Diagnostic[]): string {
  const files = reports.map(({ path, questionnaire, cases, slips, sections, diagnostics }) => ({
    path,
    questionnaire: questionnaire === undefined ? null : { id: questionnaire.id, version: questionnaire.version },
    counts: questionnaire && {
      questions: questionnaire.questions.length,
      rules: questionnaire.rules.length,
      scores: questionnaire.scores.length,
      promises: questionnaire.promises.length,
      cases: cases ?? null,
    },
    slips: slips === undefined || questionnaire === undefined ? null : slipsData(slips, questionnaire),
    sections,
    findings: diagnostics.map(asData),
  }))
  const count = others.length + files.reduce((sum, { findings }) => sum + findings.length, 0)
  const data = { schema: 'prescreen/check/1', findings: count, files, others: others.map(asData) }
  return `${escapedJson(data, 2)}\n`
}

function asData({ code, severity, message, help, mend, source, span }: Diagnostic): object {
  const place = { path: source.path, ...spanData(source, span) }
  const edit = mend === undefined ? null : { ...spanData(source, mend.span), to: mend.to }
  return { code, severity, ...place, message, help: help ?? null, mend: edit }
}

function spanData(source: Source, span: Span): object {
  const { line, column } = positionAt(source, span.start)
  const end = positionAt(source, Math.max(span.start, span.end))
  return { line, column, end_line: end.line, end_column: end.column }
}
