import { type Budget, compareForms, type FormComparison } from '../../authoring/index.ts'
import { didYouMean, escapedJson, visible } from '../../diagnostics/index.ts'
import { differenceMarkdown, differenceText, type FormDifference } from '../../documents/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { isAscii, localDay } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { differenceJson } from './diff-json.ts'
import { openFormAt } from './form-at.ts'

export interface DiffOptions {
  readonly as?: string
  readonly json?: true
  readonly exitCode?: true
}

/** As much as a check may take: two forms on one set of sheets. */
const BUDGET: Budget = { cells: 12_000_000, steps: 60_000_000 }

const SETTINGS = ['terminal', 'markdown']

/** `prescreen diff <old> <new>`: who gets another level, and what else is different. */
export async function diff(
  [first, second]: readonly [string, string],
  options: DiffOptions,
  io: Io,
): Promise<ExitCode> {
  const { as = 'terminal', json } = options
  if (!SETTINGS.includes(as)) {
    io.err(`prescreen: --as cannot be \`${visible(as)}\`\n   ${didYouMean(as, SETTINGS) ?? 'terminal or markdown'}\n`)
    return Exit.usage
  }
  const old = await openFormAt(first, io)
  if ('exit' in old) return old.exit
  const now = await openFormAt(second, io)
  if ('exit' in now) return now.exit
  const found = compareForms(old.value, now.value, { on: localDay(io.now()), budget: BUDGET })
  if (found === undefined) {
    io.err(`prescreen: \`${old.value.id}\` and \`${now.value.id}\` have no question in common\n`)
    io.err('   the same id and type are one question; compare two versions of one questionnaire\n')
    return Exit.badData
  }
  const difference = differenceOf([old.value, now.value], found)
  if (json) io.out(`${escapedJson(differenceJson(difference, found), 2)}\n`)
  else if (as === 'markdown') io.out(differenceMarkdown(difference))
  else io.out(differenceText(difference, { columns: io.columns, ascii: isAscii(io) }))
  return options.exitCode === true ? exitOf(found) : Exit.done
}

function differenceOf([old, now]: readonly [Questionnaire, Questionnaire], found: FormComparison): FormDifference {
  const { changes, notCompared, weaker, stored, version } = found
  const missing = notCompared.map(({ question }) => question.short)
  return { old, now, moved: changes, notCompared: missing, weaker, stored, version }
}

function exitOf({ changes, weaker, notCompared }: FormComparison): ExitCode {
  const down = changes.filter(({ reading }) => reading !== 'raised')
  if (weaker.length > 0 || down.some(({ outcome }) => outcome === 'somebody')) return Exit.found
  return notCompared.length > 0 || changes.some(({ outcome }) => outcome === 'open') ? Exit.notProved : Exit.done
}
