import { didYouMean, visible } from '../../diagnostics/index.ts'
import {
  answersFile,
  codeBookHtml,
  codeBookMarkdown,
  flow,
  type Layout,
  outline,
  paper,
  ruleTable,
} from '../../documents/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { isAscii } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { openQuestionnaire, questionnairePath } from '../open-questionnaire.ts'
import { type ShownFile, writeShown } from './shown-file.ts'

export interface ShowOptions {
  readonly as?: string
  readonly output?: string
  readonly watch?: true
  readonly force?: true
}

const FORMS: ReadonlyMap<string, (questionnaire: Questionnaire, layout: Layout) => string> = new Map([
  ['terminal', outline],
  ['markdown', codeBookMarkdown],
  ['html', (questionnaire) => codeBookHtml(questionnaire)],
  ['mermaid', flow],
  ['rules', ruleTable],
  ['paper', paper],
  ['answers', answersFile],
])

/** `prescreen show <questionnaire>`: the questionnaire for people to read, in one of seven formats. */
export async function show(named: string, { as, output, watch, force }: ShowOptions, io: Io): Promise<ExitCode> {
  const form = FORMS.get(as ?? (watch ? 'html' : 'terminal'))
  if (form === undefined) {
    io.err(`prescreen: --as cannot be \`${visible(as ?? '')}\`\n   ${didYouMean(as ?? '', FORMS.keys())}\n`)
    return Exit.usage
  }
  const path = await questionnairePath(named, io)
  if ('exit' in path) return path.exit
  const file = { output: output ?? '-', questionnaire: path.value, force: force === true }
  if (watch) return watching(as, file, io)
  const opened = await openQuestionnaire(path.value, io)
  if ('exit' in opened) return opened.exit
  if (file.output === '-') {
    io.out(form(opened.value, { columns: io.columns, ascii: isAscii(io) }))
    return Exit.done
  }
  // A file outlives the terminal at which it was made, so it gets a fixed width.
  return writeShown(form(opened.value, { columns: 76, ascii: false }), file, io)
}

async function watching(as: string | undefined, file: ShownFile, io: Io): Promise<ExitCode> {
  if (file.output !== '-' && (as ?? 'html') === 'html') {
    const { showAndWatch } = await import('./show-watch.ts')
    return showAndWatch(file, io)
  }
  io.err('prescreen: --watch writes a page again and again: name it, as in `--watch -o intake.html`\n')
  return Exit.usage
}
