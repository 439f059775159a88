import { explanationOf } from '../../authoring/index.ts'
import { didYouMean, escapedJson, visible, withoutUndefined } from '../../diagnostics/index.ts'
import { explanationText, ruleTreeText } from '../../documents/index.ts'
import { type Answers, due, type Questionnaire } from '../../questionnaire/index.ts'
import { isAscii } from '../environment.ts'
import { Exit, type ExitCode } from '../exit.ts'
import type { Io } from '../io.ts'
import { BUDGET } from './budget.ts'

export interface ExplainOptions {
  readonly all?: true
  readonly rule?: string
  readonly on?: string
  readonly row?: string
  readonly columns?: string
  readonly dateColumn?: string
  readonly record?: string
  readonly identity?: string
  readonly by?: string
  readonly json?: true
}

/** Whose level is explained. */
export interface PersonToExplain {
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  /** ISO day of the answers. */
  readonly on: string
  readonly finishedEarly?: boolean
  readonly record?: string
  readonly row?: number
}

/** Prints why the person has their level, or the tree of one rule. */
export function explained(person: PersonToExplain, { all, rule: named, json }: ExplainOptions, io: Io): ExitCode {
  const { questionnaire, answers, on, finishedEarly = false, record, row } = person
  const rule = questionnaire.rules.find(({ id }) => id === named)
  if (named !== undefined && rule === undefined) {
    io.err(`prescreen: there is no rule \`${visible(named)}\` in \`${questionnaire.id}\`\n`)
    const ids = questionnaire.rules.map(({ id }) => id)
    io.err(`   ${didYouMean(named, ids) ?? `\`prescreen show ${questionnaire.id} --as rules\` lists them`}\n`)
    return Exit.usage
  }
  const layout = { columns: io.columns, ascii: isAscii(io) }
  const exit = [...answers.values()].some(({ kind }) => kind === 'rejected') ? Exit.badData : Exit.done
  const standing = due(questionnaire, answers, on)
  if (rule !== undefined && json === undefined) {
    io.out(ruleTreeText(rule, { questionnaire, answers, standing }, layout))
    return exit
  }
  const explanation = {
    ...explanationOf(
      questionnaire,
      { answers, on, finishedEarly, all: all === true, ...withoutUndefined({ rule }) },
      BUDGET,
    ),
    ...withoutUndefined({ record, row }),
  }
  if (json) io.out(`${escapedJson(explanation, 2)}\n`)
  else io.out(explanationText({ questionnaire, explanation, sheet: standing.sheet }, layout))
  return exit
}
