import { compareForms, type FormComparison } from '../../authoring/index.ts'
import { didYouMean, escapedJson, visible } from '../../diagnostics/index.ts'
import { differenceMarkdown, differenceText, type FormDifference } from '../../documents/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { isAscii, localDay } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import type { OrExit } from '../open-questionnaire.ts'
import { BUDGET } from './budget.ts'
import { type GivenOptions, givenIn, type TwoForms } from './diff-given.ts'
import { differenceJson } from './diff-json.ts'
import { openFormAt } from './form-at.ts'

export interface DiffOptions extends GivenOptions {
  readonly as?: string
  readonly json?: true
  readonly exitCode?: true
  readonly records?: true
  readonly identity?: string
  readonly by?: string
}

const SETTINGS = ['terminal', 'markdown']

/** `prescreen diff <old> <new>`: who gets another level, and what else differs. */
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
  const given = await givenBy({ old: old.value, now: now.value, named: first }, options, io)
  if ('exit' in given) return given.exit
  const difference = { ...differenceOf([old.value, now.value], found), ...given.value }
  if (json) io.out(`${escapedJson(differenceJson(difference, found), 2)}\n`)
  else if (as === 'markdown') io.out(differenceMarkdown(difference))
  else io.out(differenceText(difference, { columns: io.columns, ascii: isAscii(io) }))
  return options.exitCode === true ? exitOf(found) : Exit.done
}

async function givenBy(forms: TwoForms, options: DiffOptions, io: Io): Promise<OrExit<Pick<FormDifference, 'given'>>> {
  const { answers, records, columns, id, on, dateColumn, identity, by } = options
  const refuse = (why: string) => {
    io.err(`prescreen: ${why}\n`)
    return { exit: Exit.usage }
  }
  if (answers !== undefined && records) return refuse('give --answers or --records, not both')
  if (answers === undefined && [columns, id, on, dateColumn].some((one) => one !== undefined))
    return refuse('--columns, --id, --on and --date-column go with --answers')
  if (!records && [identity, by].some((one) => one !== undefined))
    return refuse('--by and --identity go with --records')
  if (answers !== undefined) {
    const tally = await givenIn({ ...forms, path: answers }, options, io)
    return 'exit' in tally ? tally : { value: { given: { where: answers, ...tally.value } } }
  }
  if (!records) return { value: {} }
  const { givenInRecords } = await import('./diff-records.ts')
  const tally = await givenInRecords(forms, { identity, by }, io)
  return 'exit' in tally ? tally : { value: { given: { where: 'the record folder', ...tally.value } } }
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
