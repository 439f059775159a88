import { didYouMean, visible } from '../../diagnostics/index.ts'
import { type Written, writeNewFile } from '../../disk/index.ts'
import { codeBookHtml, codeBookMarkdown, flow, type Layout, outline, paper, ruleTable } from '../../documents/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { isAscii } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { openQuestionnaire } from '../open-questionnaire.ts'

export interface ShowOptions {
  readonly as: string
  readonly output?: string
}

const FORMS: ReadonlyMap<string, (questionnaire: Questionnaire, layout: Layout) => string> = new Map([
  ['terminal', outline],
  ['markdown', codeBookMarkdown],
  ['html', codeBookHtml],
  ['mermaid', flow],
  ['rules', ruleTable],
  ['paper', paper],
])

/** `prescreen show <questionnaire>`: the questionnaire for people to read, in one of six forms. */
export async function show(named: string, { as, output }: ShowOptions, io: Io): Promise<ExitCode> {
  const form = FORMS.get(as)
  if (form === undefined) {
    io.err(`prescreen: --as cannot be \`${visible(as)}\`\n   ${didYouMean(as, FORMS.keys())}\n`)
    return Exit.usage
  }
  const opened = await openQuestionnaire(named, io)
  if ('exit' in opened) return opened.exit
  if (output === undefined || output === '-') {
    io.out(form(opened.value, { columns: io.columns, ascii: isAscii(io.env) }))
    return Exit.done
  }
  // A file outlives the terminal that it was made at.
  const written = await writeNewFile(output, form(opened.value, { columns: 76, ascii: false }))
  if (written.ok) return Exit.done
  const [why, exit] = FAILURES[written.reason]
  io.err(`prescreen: ${visible(output)}: ${why}\n`)
  return exit
}

const FAILURES: Readonly<Record<Exclude<Written, { ok: true }>['reason'], readonly [why: string, exit: ExitCode]>> = {
  exists: ['there is a file of that name already, and it was left alone', Exit.cannotCreate],
  denied: ['it may not be written', Exit.denied],
  full: ['the disk is full', Exit.ioError],
  'missing-folder': ['there is no such folder', Exit.cannotCreate],
  failed: ['it could not be written', Exit.ioError],
}
