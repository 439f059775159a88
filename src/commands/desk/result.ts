import { escapedJson } from '../../diagnostics/index.ts'
import { card, type Visit } from '../../documents/index.ts'
import type { Answers, Questionnaire } from '../../questionnaire/index.ts'
import { type Guidance, guide, headingFor } from '../../rules/index.ts'
import type { Receipt, Screening } from '../../screening/index.ts'
import { Exit, type ExitCode } from '../exit.ts'

/** The result of one person's answers. */
export interface Result {
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  readonly guidance: Guidance
}

export function resultOf({
  questionnaire,
  answers,
  on,
  step,
}: Pick<Screening, 'questionnaire' | 'answers' | 'on' | 'step'>): Result {
  return {
    questionnaire,
    answers,
    guidance: guide(questionnaire, answers, on, { finishedEarly: step.kind === 'done' && step.finishedEarly }),
  }
}

export function jsonOf({ guidance }: Result): string {
  return `${escapedJson(guidance, 2)}\n`
}

export function cardOf(result: Result, visit: Visit, layout: Parameters<typeof card>[1]): string {
  return card({ ...result, visit }, layout)
}

/** The line that stays on a terminal: the level, and the record. */
export function lastLine({ guidance }: Result, receipt: Receipt | undefined): string {
  const kept = receipt === undefined ? 'not saved' : `record ${receipt.record}`
  return `${headingFor(guidance)} | ${kept}\n`
}

/** With `--exit-code`: act now takes precedence over not finished, and that over refer. */
export function exitCodeOf({ guidance: { level, complete } }: Result): ExitCode {
  if (level === 'act-now') return Exit.actNow
  if (!complete) return Exit.notFinished
  return level === 'none-raised' ? Exit.done : Exit.refer
}
