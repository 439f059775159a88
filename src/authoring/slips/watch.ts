import { FALSE, type Sheet, State, UNKNOWN } from '../../expression/index.ts'
import { Due, due, duenessOf, type Questionnaire, type Rule, type Standing } from '../../questionnaire/index.ts'
import { lacksAnswer, truthsOf } from '../../rules/index.ts'
import { answersOf, type Case, type Expectation } from '../cases.ts'
import { contradictionsIn, differencesFrom } from '../run-case.ts'
import { type Said, saidFrom, saidOf } from '../said.ts'
import { editedBy, type SmallEdit } from './slip.ts'

/** A passing case with the state of its person, from which the effect of a slip is worked out. */
interface Watched {
  readonly one: Case
  readonly expect: Expectation
  readonly standing: Standing
  readonly truths: Uint8Array
  /** How many contradictions it has today: only more of them would be noticed. */
  readonly contradictions: number
}

/** The cases that would notice slips: those that pass and expect something. */
export interface Watch {
  readonly questionnaire: Questionnaire
  readonly cases: readonly Watched[]
}

export function watchOf(questionnaire: Questionnaire, cases: readonly Case[]): Watch {
  const watched = cases.flatMap((one): readonly Watched[] => {
    const { expect } = one
    if (expect === 'todo') return []
    const standing = due(questionnaire, one.answers, one.on)
    const truths = truthsOf(questionnaire, standing).slice()
    const said = saidFrom(questionnaire, standing, truths)
    if (differencesFrom(expect, said).length > 0) return []
    return [{ one, expect, standing, truths, contradictions: contradictionsIn(expect, said).length }]
  })
  return { questionnaire, cases: watched }
}

/** Whether some case would fail, or would contradict itself, after the slip. */
export function isNoticed(slip: SmallEdit, { questionnaire, cases }: Watch): boolean {
  const { change } = slip
  let made: Questionnaire | undefined
  const edited = () => {
    made ??= editedBy(slip, questionnaire)
    return made
  }
  if ('question' in change) {
    const { askIf, question } = change
    const { index } = question.subject
    // Cases that say whether this question is asked are tried first: they are the likeliest to tell.
    return [true, false].some((names) =>
      cases.some((watched) => {
        if (namesAsked(watched, question.id) !== names) return false
        const { sheet, due: dueness } = watched.standing
        const isDue = askIf === undefined ? Due.yes : duenessOf(askIf, askIf.test(sheet), sheet)
        return isDue !== dueness[index] && breaks(watched, saidAsAsked(watched, edited()))
      }),
    )
  }
  const { rule } = change
  const lost = questionsLost(change.edited, { questionnaire, rule, edited })
  // Cases in which the rule was decided are the likeliest to tell; what was unknown usually stays so.
  return [isDecided, isOpen].some((kind) =>
    cases.some(
      (watched) =>
        kind(watched, rule) &&
        isTouched(watched, { rule, edited: change.edited, lost }) &&
        breaks(watched, saidFrom(edited(), watched.standing, truthsWith(watched, rule, change.edited))),
    ),
  )
}

function isOpen({ truths }: Watched, { index }: Rule): boolean {
  return truths[index] === UNKNOWN
}

function isDecided(watched: Watched, rule: Rule): boolean {
  return !isOpen(watched, rule)
}

function namesAsked({ one, expect }: Watched, id: string): boolean {
  return expect.lists.has('not_asked') || one.own.has(id)
}

interface RuleChanged {
  readonly rule: Rule
  readonly edited: Rule | undefined
}

/** Questions that nothing needs any longer. */
function questionsLost(
  after: Rule | undefined,
  {
    questionnaire,
    rule,
    edited,
  }: { readonly questionnaire: Questionnaire; readonly rule: Rule; readonly edited: () => Questionnaire },
): readonly number[] {
  const left = new Set(after?.when.reads)
  return rule.when.reads
    .filter((read) => !left.has(read) && questionnaire.rulesReading[read.index]?.length === 1)
    .map(({ index }) => index)
    .filter((index) => edited().needed[index] === false)
}

/** Whether anything said about a case can change: most slips leave most cases unchanged. */
function isTouched(
  { standing: { sheet }, truths }: Watched,
  { rule, edited, lost }: RuleChanged & { readonly lost: readonly number[] },
): boolean {
  const before = truths[rule.index]
  if (lost.some((index) => lacksAnswer(sheet.states[index]))) return true
  if (rule.when.reads.some(({ index }) => sheet.states[index] === State.rejected)) return true
  if (edited === undefined || edited.level !== rule.level) return before !== FALSE
  const after = edited.when.test(sheet)
  return after !== before || (after === UNKNOWN && blamedBy(edited, sheet) !== blamedBy(rule, sheet))
}

/** The questions that leave a rule undetermined. */
function blamedBy({ when }: Rule, sheet: Sheet): string {
  const blamed = new Set<number>()
  when.unknowns(sheet, (question) => blamed.add(question))
  return [...blamed].sort((a, b) => a - b).join(' ')
}

function truthsWith({ truths, standing }: Watched, rule: Rule, edited: Rule | undefined): Uint8Array {
  if (edited === undefined) return truths.filter((_, index) => index !== rule.index)
  const changed = truths.slice()
  changed[rule.index] = edited.when.test(standing.sheet)
  return changed
}

/** A case is read anew where other questions may be asked: only due questions get their usual answers. */
function saidAsAsked({ one }: Watched, questionnaire: Questionnaire): Said {
  return saidOf(questionnaire, answersOf(questionnaire, one), one.on)
}

function breaks({ expect, contradictions }: Watched, said: Said): boolean {
  return differencesFrom(expect, said).length > 0 || contradictionsIn(expect, said).length > contradictions
}
