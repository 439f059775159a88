import { type Budget, check, type Report } from '../../authoring/index.ts'
import { type Diagnostic, positionAt, visible } from '../../diagnostics/index.ts'
import { replaceFile } from '../../disk/index.ts'
import { localDay } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { addCases } from './check-cases.ts'
import { atStart, folderOf, type Named, namedForms, readForm } from './check-files.ts'
import { type Mended, withMends } from './check-fix.ts'
import { githubText, jsonText, reportText, totalText } from './check-report.ts'

export interface CheckOptions {
  readonly json?: true
  readonly github?: true
  readonly watch?: true
  readonly fix?: true
  readonly addCase?: true
}

/** `prescreen check [file…]`: everything that is wrong in the named questionnaires, all at once. */
export async function checkFiles(paths: readonly string[], options: CheckOptions, io: Io): Promise<ExitCode> {
  if (!options.watch) return (await checkOnce(paths, options, io)).exit
  let { folders } = await checkOnce(paths, options, io)
  let running = false
  let again = false
  const changed = async () => {
    again = true
    if (running) return
    running = true
    while (again) {
      again = false
      io.out('\n')
      folders = (await checkOnce(paths, options, io)).folders
    }
    running = false
  }
  await io.watch(folders, { begun: () => io.err('watching; Ctrl-C ends it\n'), changed })
  return Exit.interrupted
}

interface Checked {
  readonly exit: ExitCode
  /** Where the files stand. */
  readonly folders: readonly string[]
}

async function checkOnce(paths: readonly string[], options: CheckOptions, io: Io): Promise<Checked> {
  const began = io.now().getTime()
  const on = localDay(io.now())
  const named = await namedForms(paths, io)
  const reports: Report[] = []
  const missing = [...named.missing]
  let exit: ExitCode = Exit.done
  for (const path of named.forms) {
    const files = await readForm(path, io)
    if (files === undefined) {
      missing.push(`${visible(path)}: there is no such file`)
      continue
    }
    const { files: mended, changed } = options.fix ? withMends(files, on, io) : { files, changed: [] }
    exit = mostTelling(exit, await written(changed, io))
    const report = check(mended, on, budgetFrom(io))
    reports.push(report)
    if (!options.json && !options.github) io.out(`${reportText(report)}\n`)
    if (options.addCase) exit = mostTelling(exit, await addCases(mended, report, on, io))
  }
  const orphans = named.orphans.map(orphan)
  const findings = [...reports.flatMap((report) => report.findings), ...orphans]
  tell({ reports, orphans, findings, seconds: (io.now().getTime() - began) / 1000 }, options, io)
  for (const sentence of missing) io.err(`prescreen: ${sentence}\n`)
  const isOpen = reports.some(({ sections }) => sections.some(({ state }) => state === 'unproved'))
  const proved = isOpen ? Exit.notProved : Exit.done
  const found = missing.length > 0 ? Exit.noInput : findings.length > 0 ? Exit.found : proved
  return { exit: mostTelling(exit, found), folders: foldersOf(named) }
}

/** About 200 MB, and the time after which an author would rather have an answer that leaves something open. */
const CELLS = 15_000_000
const SECONDS = 20

function budgetFrom(io: Io): Budget {
  const began = io.now().getTime()
  return { cells: CELLS, left: () => 1 - (io.now().getTime() - began) / (1000 * SECONDS) }
}

function mostTelling(written: ExitCode, found: ExitCode): ExitCode {
  return written === Exit.done ? found : written
}

function orphan(path: string): Diagnostic {
  const main = path.replace(/\.[^./\\]*\.yaml$/, '.yaml')
  const message = `there is no \`${main.replace(/^.*[/\\]/, '')}\` beside this file`
  return atStart(path, 'orphan-file', 'warning', message, 'rename it after its questionnaire, or delete it')
}

function foldersOf({ forms, orphans }: Named): readonly string[] {
  return [...new Set([...forms, ...orphans].filter((path) => path !== '-').map(folderOf))]
}

interface Told {
  readonly reports: readonly Report[]
  readonly orphans: readonly Diagnostic[]
  readonly findings: readonly Diagnostic[]
  readonly seconds: number
}

function tell({ reports, orphans, findings, seconds }: Told, { json, github }: CheckOptions, io: Io): void {
  if (json) io.out(jsonText(reports, orphans))
  else if (github) io.out(githubText(findings))
  else {
    for (const { source, message, help = '', code } of orphans)
      io.out(`${visible(source.path)}  warning  ${visible(message)}  (${code})\n   ${help}\n\n`)
    if (reports.length + orphans.length > 0) io.out(totalText(reports.length, findings, seconds))
  }
}

/** Only over the file that was read; its byte order mark, which the reader leaves out, is kept. */
async function writtenOver(
  path: string,
  text: string,
  sha256: string | undefined,
  io: Io,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: keyof typeof REASONS }> {
  const read = path === '-' ? undefined : await io.read(path)
  if (read === undefined || 'reason' in read || io.sha256(read.bytes) !== sha256)
    return { ok: false, reason: path === '-' ? 'input' : 'changed' }
  const mark = read.bytes[0] === 0xef ? '\ufeff' : ''
  return replaceFile(path, `${mark}${text}`)
}

const REASONS = {
  input: 'standard input cannot be written',
  changed: 'it was changed in the meantime',
  exists: 'a file of that name is in the way',
  denied: 'it may not be written',
  full: 'the disk is full',
  'missing-folder': 'it is gone',
  failed: 'it could not be written',
} as const

/** Writes what was mended, and says each name; a file that cannot be written stays as it was. */
async function written(changed: readonly Mended[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = Exit.done
  for (const { path, text, mends } of changed) {
    const result = await writtenOver(path, text, mends[0]?.source.sha256, io)
    if (result.ok)
      for (const { source, start, from, to } of mends)
        io.err(`${visible(path)}:${positionAt(source, start).line}  mended: \`${visible(from)}\` is now \`${to}\`\n`)
    else {
      io.err(`prescreen: ${visible(path)}: not mended, ${REASONS[result.reason]}\n`)
      exit = result.reason === 'denied' ? Exit.denied : Exit.ioError
    }
  }
  return exit
}
