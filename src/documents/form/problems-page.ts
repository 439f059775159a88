import { type Diagnostic, lineText, positionAt, visible } from '../../diagnostics/index.ts'
import { type Block, code, strong } from '../typesetting/blocks.ts'
import { htmlPage } from '../typesetting/html.ts'
import { DOCUMENT } from '../typesetting/html-style.ts'

/** At most this many are shown. */
const MOST = 50

/** Shown instead of the page of a questionnaire with errors: what is wrong, line by line, and how to mend it. */
export function problemsPage(path: string, diagnostics: readonly Diagnostic[], refreshSeconds: number): string {
  const more = diagnostics.length - MOST
  const blocks: readonly Block[] = [
    { kind: 'heading', level: 1, text: `${visible(path)} cannot be shown yet` },
    { kind: 'paragraph', text: 'The page comes back by itself once the file is right.' },
    ...diagnostics.slice(0, MOST).flatMap(problemBlocks),
    ...(more > 0 ? [{ kind: 'paragraph', text: `… and ${more} more` } as const] : []),
  ]
  return htmlPage({ title: visible(path), language: 'en', blocks, style: DOCUMENT, refreshSeconds })
}

function problemBlocks(diagnostic: Diagnostic): readonly Block[] {
  const { source, span, message, help } = diagnostic
  const { line } = positionAt(source, span.start)
  const written = lineText(source, line).trim()
  return [
    { kind: 'heading', level: 4, text: `Line ${line}` },
    { kind: 'paragraph', text: [strong(visible(message)), ' ', code(diagnostic.code)] },
    ...(written === '' ? [] : [{ kind: 'paragraph', text: [code(visible(written))] } as const]),
    ...(help === undefined ? [] : [{ kind: 'paragraph', text: visible(help) } as const]),
  ]
}
