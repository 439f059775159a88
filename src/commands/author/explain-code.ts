import { OTHER_PAGES, PAGES } from '../../authoring/index.ts'
import { didYouMean, visible } from '../../diagnostics/index.ts'
import { paragraph } from '../../documents/index.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'

/** `prescreen explain <finding-code>`: what a code of `check` means, why it matters, and what to do. */
export function explainCode(code: string, { isForm }: { readonly isForm: boolean }, io: Io): ExitCode {
  const page = PAGES.get(code) ?? OTHER_PAGES.get(code)
  if (page === undefined && isForm) {
    io.err(`prescreen: name a file of answers to \`${visible(code)}\` as well\n`)
    io.err(`   \`prescreen show ${visible(code)} --as answers\` prints one to fill in\n`)
    return Exit.usage
  }
  if (page === undefined) {
    io.err(`prescreen: there is no finding \`${visible(code)}\`\n`)
    io.err(`   ${didYouMean(code, PAGES.keys()) ?? 'the code is in brackets after each finding'}\n`)
    return Exit.usage
  }
  const width = Math.max(30, Math.min(76, io.columns))
  const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`
  const parts = [
    ...paragraph(sentence(page.what), '  found       ', width),
    ...paragraph(sentence(page.why), '  why         ', width),
    ...paragraph(sentence(page.todo), '  what to do  ', width),
  ]
  const { example } = page
  const shown =
    example === undefined ? [] : [...block('  wrong       ', example.wrong), ...block('  right       ', example.right)]
  io.say(`${code}\n\n${[...parts, ...shown].join('\n')}\n`)
  return Exit.done
}

/** Lines of a file as they are written, one below the other after a lead. */
function block(lead: string, text: string): readonly string[] {
  // The first line is cut out of its line, so its indentation is not part of the text. Below a list's dash, the others
  // are indented by two more.
  const indent = (/\n( *)/.exec(text)?.[1] ?? '').slice(text.startsWith('- ') ? 2 : 0)
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
  return ['', ...lines.map((line, index) => `${index === 0 ? lead : ' '.repeat(lead.length)}${line}`)]
}
