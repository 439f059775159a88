import type { Question, Questionnaire } from '../../questionnaire/index.ts'
import type { Case } from '../cases.ts'
import {
  type Budget,
  type EditedForm,
  type Proving,
  type Teller,
  type Telling,
  type Told,
  tellerOf,
} from '../prove/index.ts'
import { editedBy, type SmallEdit, slipsIn } from './slip.ts'
import { keysThatTell, type Someone } from './tells.ts'
import { isNoticed, watchOf } from './watch.ts'

/** A slip that no case notices, and a person who would tell. */
export interface Unnoticed {
  readonly slip: SmallEdit
  readonly person: Someone
  /** Under which keys of `expect` it shows, the most telling first. */
  readonly keys: readonly string[]
  /** True when a case with `expect: todo` is already about such a person. */
  readonly waits: boolean
}

/** The result of trying all small wrong edits of a form. */
export interface Slips {
  /** Number of slips that change what is said about somebody, or of which that is not known. */
  readonly possible: number
  /** Slips that are proved to change nothing for anybody whose answers do not contradict each other. */
  readonly harmless: readonly SmallEdit[]
  /** Slips of which it is not known whether they change anything. */
  readonly open: readonly SmallEdit[]
  readonly unnoticed: readonly Unnoticed[]
}

/** For slips alone; proofs have a budget of their own. */
const BUDGET: Budget = { cells: 4_000_000, steps: 20_000_000 }

/**
 * Tries every small wrong edit on the cases. For one that none of them notices, a proof or a person shows whether it
 * changes anything.
 */
export function slipsOf(proving: Proving, cases: readonly Case[]): Slips {
  const { questionnaire } = proving
  const slips = slipsIn(questionnaire)
  const watch = watchOf(questionnaire, cases)
  const left = slips
    .filter((slip) => !isNoticed(slip, watch))
    .map((slip) => ({ slip, form: formOf(slip, questionnaire) }))
  const todo = cases.filter(({ expect }) => expect === 'todo')
  const harmless: SmallEdit[] = []
  const open: SmallEdit[] = []
  const unnoticed: Unnoticed[] = []
  const keysOf = ({ edited }: EditedForm, one: Someone) => keysThatTell(questionnaire, edited, one)
  const find = withFewPeople(
    tellerOf(proving, {
      budget: BUDGET,
      all: left.map(({ form }) => form),
      tells: (form, one) => tellingBy(keysOf(form, one)),
    }),
    keysOf,
  )
  for (const { slip, form } of left) {
    const told = find(form)
    if (told.kind === 'nobody') harmless.push(slip)
    else if (told.kind === 'open') open.push(slip)
    else {
      const { person } = told
      const waits = todo.some((one) => keysOf(form, one).length > 0)
      unnoticed.push({ slip, person, keys: keysOf(form, person), waits })
    }
  }
  return { possible: slips.length - harmless.length, harmless, open, unnoticed }
}

function tellingBy(keys: readonly string[]): Telling | undefined {
  return keys.length === 0 ? undefined : keys[0] === 'level' ? 'level' : 'lists'
}

/** A person who told an earlier slip of the same thing may tell another one too, so that few people are enough. */
function withFewPeople(
  teller: Teller,
  keysOf: (form: EditedForm, someone: Someone) => readonly string[],
): (
  form: EditedForm,
) => Exclude<Told, { readonly kind: 'found' }> | { readonly kind: 'found'; readonly person: Someone } {
  const found = new Map<string, Someone[]>()
  return (form) => {
    const { change } = form
    const { id } = 'rule' in change ? change.rule : change.question
    const known = found.get(id) ?? []
    found.set(id, known)
    const again = known.find((one) => keysOf(form, one)[0] === 'level')
    if (again !== undefined) return { kind: 'found', person: again }
    const told = teller(form)
    if (told.kind !== 'found') return told
    const enough =
      keysOf(form, told.person)[0] === 'level' ? undefined : known.find((one) => keysOf(form, one).length > 0)
    if (enough === undefined) known.push(told.person)
    return { kind: 'found', person: enough ?? told.person }
  }
}

function formOf(slip: SmallEdit, questionnaire: Questionnaire): EditedForm {
  const edited = editedBy(slip, questionnaire)
  const { change } = slip
  if ('rule' in change) return { edited, change: { rule: change.rule, after: change.edited } }
  const after = edited.questions[change.question.subject.index] as Question
  return { edited, change: { question: change.question, after } }
}
