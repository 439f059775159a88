import { didYouMean, visible } from '../../diagnostics/index.ts'
import { faultInWords, writeNewFile } from '../../disk/index.ts'
import { codeBookHtml, codeBookMarkdown, flow, type Layout, outline, paper, ruleTable } from '../../documents/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { isAscii } from '../environment.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
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
    io.out(form(opened.value, { columns: io.columns, ascii: isAscii(io) }))
    return Exit.done
  }
  // A file outlives the terminal that it was made at.
  const written = await writeNewFile(output, form(opened.value, { columns: 76, ascii: false }))
  if (written.ok) return Exit.done
  io.err(`prescreen: ${visible(output)}: ${faultInWords(written.fault, 'writing')}\n`)
  return exitFor(written.fault, 'writing')
}
