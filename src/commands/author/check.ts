import { check, orphanFile, type Report } from '../../authoring/index.ts'
import { type Diagnostic, diagnosticWith, positionAt, visible } from '../../diagnostics/index.ts'
import { reasonInWords } from '../../disk/index.ts'
import { localDay } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { wrapped } from '../wrapping.ts'
import { BUDGET } from './budget.ts'
import { addCases } from './check-cases.ts'
import { folderOf, type Named, namedForms, namesakeOf, readForm, siblingReader, startOf } from './check-files.ts'
import { type Mended, withMends } from './check-fix.ts'
import { githubText, jsonText, reportText, totalText } from './check-report.ts'
import { writtenOver } from './write-over.ts'

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
  const look = () => checkedOnScreen(paths, options, io)
  let { folders } = await look()
  let running = false
  let again = false
  const changed = async () => {
    again = true
    if (running) return
    running = true
    while (again) {
      again = false
      if (!io.interactive) io.out('\n')
      folders = (await look()).folders
    }
    running = false
  }
  await io.watch(folders, { begun: () => io.err('watching; Ctrl-C ends it\n'), changed })
  return Exit.interrupted
}

/** At a terminal the screen shows only the latest report, beginning at its top, where the errors are. */
async function checkedOnScreen(paths: readonly string[], options: CheckOptions, io: Io): Promise<Checked> {
  if (!io.interactive) return checkOnce(paths, options, io)
  const said: string[] = []
  const say = (text: string): void => void said.push(text)
  const checked = await checkOnce(paths, options, { ...io, say, out: say, err: say })
  const lines = wrapped(said.join(''), io.columns).trimEnd().split('\n')
  const room = Math.max(5, (io.terminal?.output.rows ?? lines.length + 4) - 3)
  await io.write(new TextEncoder().encode(CLEAR))
  io.out(`${lines.slice(0, room).join('\n')}\n`)
  if (lines.length > room) io.out(`… ${lines.length - room} more lines; without --watch all of them are shown\n`)
  return checked
}

/** To the top of the screen, with everything below erased. */
const CLEAR = '\u001b[H\u001b[2J'

interface Checked {
  readonly exit: ExitCode
  /** The folders that contain the files. */
  readonly folders: readonly string[]
}

async function checkOnce(paths: readonly string[], options: CheckOptions, io: Io): Promise<Checked> {
  const began = io.now().getTime()
  const on = localDay(io.now())
  const named = await namedForms(paths, io)
  const reports: Report[] = []
  const missing = [...named.missing]
  const siblings = siblingReader(io)
  let exit: ExitCode = Exit.done
  for (const path of named.forms) {
    const files = await readForm(path, io)
    if (files === undefined) {
      missing.push(`${visible(path)}: ${reasonInWords('missing', 'reading')}`)
      continue
    }
    const { files: mended, changed } = options.fix ? withMends(files, on, io) : { files, changed: [] }
    exit = mostTelling(exit, await written(changed, io))
    const report = check(
      { ...mended, ...(await siblings(mended)), ...(await namesakeOf(mended, io)) },
      on,
      options.addCase ? { ...BUDGET, peopleWithoutCases: true } : BUDGET,
    )
    reports.push(report)
    if (!options.json && !options.github) io.say(`${reportText(report)}\n`)
    if (options.addCase) exit = mostTelling(exit, await addCases(mended, report, io))
  }
  const orphans = named.orphans.map(orphan)
  const diagnostics = [...reports.flatMap((report) => report.diagnostics), ...orphans]
  const isShipped = named.isShipped
  tell({ isShipped, reports, orphans, diagnostics, seconds: (io.now().getTime() - began) / 1000 }, options, io)
  for (const sentence of missing) io.err(`prescreen: ${sentence}\n`)
  const isOpen = reports.some(({ sections }) => sections.some(({ state }) => state === 'unproved'))
  const proved = isOpen ? Exit.notProved : Exit.done
  const found = missing.length > 0 ? Exit.noInput : diagnostics.length > 0 ? Exit.found : proved
  return { exit: mostTelling(exit, found), folders: foldersOf(named) }
}

function mostTelling(written: ExitCode, found: ExitCode): ExitCode {
  return written === Exit.done ? found : written
}

function orphan(path: string): Diagnostic {
  const main = path.replace(/\.[^./\\]*\.(ya?ml)$/i, '.$1')
  const message = `there is no \`${main.replace(/^.*[/\\]/, '')}\` beside this file`
  const help = 'rename it after its questionnaire, or delete it'
  return diagnosticWith(orphanFile, startOf(path), { message, help })
}

function foldersOf({ forms, orphans }: Named): readonly string[] {
  return [...new Set([...forms, ...orphans].filter((path) => path !== '-').map(folderOf))]
}

interface Told {
  readonly isShipped: boolean
  readonly reports: readonly Report[]
  readonly orphans: readonly Diagnostic[]
  readonly diagnostics: readonly Diagnostic[]
  readonly seconds: number
}

function tell(
  { isShipped, reports, orphans, diagnostics, seconds }: Told,
  { json, github }: CheckOptions,
  io: Io,
): void {
  if (json) io.out(jsonText(reports, orphans))
  else if (github) io.out(githubText(diagnostics))
  else {
    for (const { source, message, help = '', code } of orphans)
      io.say(`${visible(source.path)}  warning  ${visible(message)}  (${code})\n   ${help}\n\n`)
    if (reports.length + orphans.length > 0) io.say(totalText(reports.length, { diagnostics, seconds, isShipped }))
  }
}

/** Writes the mended files and lists each mended name. A file that cannot be written stays as it was. */
async function written(changed: readonly Mended[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = Exit.done
  for (const { path, text, mends } of changed) {
    const refused = await writtenOver(path, { text, sha256: mends[0]?.source.sha256 }, io)
    if (refused === undefined)
      for (const { source, mend } of mends) {
        const { line } = positionAt(source, mend.span.start)
        const from = source.text.slice(mend.span.start, mend.span.end)
        io.err(`${visible(path)}:${line}  mended: \`${visible(from)}\` is now \`${mend.to}\`\n`)
      }
    else {
      io.err(`prescreen: ${visible(path)}: not mended, ${refused.why}\n`)
      exit = refused.exit
    }
  }
  return exit
}
