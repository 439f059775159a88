import { visible } from '../../diagnostics/index.ts'
import { reasonInWords } from '../../disk/index.ts'
import { codeBookHtml, countedProblems, problemsPage } from '../../documents/index.ts'
import { questionnaireIn } from '../../questionnaire/index.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { folderOf, readLoaded } from './check-files.ts'
import { type ShownFile, writeShown } from './shown-file.ts'

/** A browser that shows the page reloads it this often. */
const REFRESH_SECONDS = 2

/** Writes the code book as a page at every change of the questionnaire, or the errors where there are some. */
export async function showAndWatch(file: ShownFile, io: Io): Promise<ExitCode> {
  const first = await writePage(file, io)
  if (first === Exit.noInput)
    io.err(`prescreen: ${visible(file.questionnaire)}: ${reasonInWords('missing', 'reading')}\n`)
  if (first !== Exit.done) return first
  let last: Promise<unknown> = Promise.resolve()
  const changed = () => {
    last = last.then(() => writePage({ ...file, force: true }, io))
  }
  await io.watch([folderOf(file.questionnaire)], { begun: () => io.err('watching; Ctrl-C ends it\n'), changed })
  await last
  return Exit.interrupted
}

async function writePage(file: ShownFile, io: Io): Promise<ExitCode> {
  const loaded = await readLoaded(file.questionnaire, io)
  // While an editor saves a file, the file may not exist for a moment; only at the start that ends everything.
  if (loaded === null) return Exit.noInput
  const read = questionnaireIn(loaded)
  const page = read.ok
    ? codeBookHtml(read.value, REFRESH_SECONDS)
    : problemsPage(file.questionnaire, read.diagnostics, REFRESH_SECONDS)
  const exit = await writeShown(page, file, io)
  const says = read.ok ? 'written' : `${countedProblems(read.diagnostics)}, shown in place of the page`
  if (exit === Exit.done) io.say(`${visible(file.output)}: ${says}\n`)
  return exit
}
