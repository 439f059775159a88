import { outside, type Question } from '../../questionnaire/index.ts'
import type { Node } from '../prove/diagram.ts'
import { onlyAt } from '../prove/field.ts'
import { conditionsIn, exactIn, formIn, type Ground, groundOf, type Means, type Part, partOn } from '../prove/part.ts'
import type { ConnectedQuestions } from '../prove/parts.ts'
import type { SymbolicStanding } from '../prove/standing.ts'
import { NO } from '../prove/truths.ts'
import { branchOf, chosenIn, type QuestionVariables, type Variables } from '../prove/variables.ts'
import { boundsOf } from './bounds.ts'
import type { JointForms, JointQuestion } from './joint-forms.ts'

/** Connected questions of two forms: one set of sheets, and how each form evaluates them. */
export interface JointPart extends Ground {
  readonly joint: readonly JointQuestion[]
  readonly old: Part
  readonly now: Part
  /**
   * Sheets of possible people: each answer is valid in one form and asked for by one form, and no check of the old form
   * fails.
   */
  readonly people: Node
  /** Sheets on which every answer that the old form asks for is valid in it. */
  readonly taken: Node
  /** Sheets with an answer that one of the forms asks for but cannot take. */
  readonly rejected: Node
  /**
   * Sheets on which the questions of only the old form, or of only the new one, have their usual answers where they are
   * asked. Any answer will do where none is usual.
   */
  readonly usual: { readonly old: Node; readonly now: Node }
  /** Sheets that are exactly what is shown, on the day of the comparison. */
  readonly exact: Node
  /** Sheets on which everything that is asked and counts has an answer, if only "not sure". */
  readonly complete: Node
}

/** Undefined where the part is too much for the limit. */
export function jointPart(forms: JointForms, connected: ConnectedQuestions, means: Means): JointPart | undefined {
  const joint = connected.map((index) => forms.questions[index] as JointQuestion)
  const [before, after] = [formIn(forms.old, connected), formIn(forms.now, connected)]
  const ground = groundOf(
    joint.map(({ question }) => question),
    [...conditionsIn(before), ...conditionsIn(after), ...joint.flatMap(boundsOf)],
    { ...means, size: forms },
  )
  if (ground === undefined) return undefined
  const [oldSight, nowSight] = [sightOf(ground, before.questions), sightOf(ground, after.questions)]
  const old = partOn(ground, { ...before, ...oldSight, asksFirst: true })
  const now = partOn(ground, { ...after, ...nowSight, asksFirst: true })
  if (old === undefined || now === undefined) return undefined
  const pair = { ...ground, joint, old, now }
  const sets = setsOf(pair, (index) =>
    ground.truths.and(...[oldSight, nowSight].map((one) => one.rejected.get(index) ?? NO)),
  )
  return ground.diagrams.isExhausted() ? undefined : { ...pair, ...sets }
}

/** How one form sees the variables of both: options by its own list, and which answers it cannot take. */
function sightOf(
  ground: Ground,
  questions: readonly Question[],
): { readonly variables: Variables; readonly rejected: ReadonlyMap<number, Node> } {
  const { variables } = ground
  const asked = new Map<number, QuestionVariables>()
  const rejected = new Map<number, Node>()
  for (const question of questions) {
    const { index, codes, type } = question.subject
    const joint = variables.asked.get(index) as QuestionVariables
    const options = codes.map((code) => joint.options[joint.question.subject.codes.indexOf(code)] ?? -1)
    const isChosen = type === 'yes_no' || type === 'choice'
    const own: QuestionVariables = {
      ...joint,
      question,
      options: joint.options.length === 0 ? [] : options,
      meanings: isChosen ? joint.values.map((value) => codes.indexOf(String(value))) : joint.meanings,
    }
    asked.set(index, own)
    rejected.set(index, rejectedBy(own, joint, ground))
  }
  return { variables: { ...variables, asked }, rejected }
}

/** Sheets with an answer that this form does not have: another option, or a number outside its limits. */
function rejectedBy(
  own: QuestionVariables,
  joint: QuestionVariables,
  { diagrams, truths, division, blank }: Ground,
): Node {
  const { at, question, absent, pieces } = joint
  const foreign = joint.options.filter((option) => !own.options.includes(option))
  if (foreign.length > 0)
    return truths.and(
      truths.not(onlyAt(diagrams, at, [absent])),
      truths.or(...foreign.map((option) => onlyAt(diagrams, option, [1]))),
    )
  const shift = division.relative.has(question.subject.index) ? blank.today : 0
  const isOut = (branch: number) => {
    const piece = pieces[branch]
    return piece === undefined ? own.meanings[branch] === -1 : outside(piece.shown + shift, own.question.hard)
  }
  return onlyAt(diagrams, at, [...joint.values.keys()].filter(isOut))
}

type Sets = Pick<JointPart, 'people' | 'taken' | 'rejected' | 'usual' | 'exact' | 'complete'>

function setsOf(pair: Omit<JointPart, keyof Sets>, takenByNone: (index: number) => Node): Sets {
  const { joint, truths, diagrams, variables, old, now } = pair
  const all = [...variables.asked.values()]
  const of = ({ question }: QuestionVariables, part: Part) => part.standing.get(question.subject.index)
  const nothing = (one: QuestionVariables) => onlyAt(diagrams, one.at, [one.absent])
  const asked = (one: QuestionVariables) => truths.or(...[old, now].map((part) => of(one, part)?.due.yes ?? NO))
  const plain = all.map((one) =>
    truths.choose(
      nothing(one),
      // Without an answer no option is named.
      truths.and(...one.options.map((option) => onlyAt(diagrams, option, [0]))),
      truths.and(asked(one), truths.not(takenByNone(one.question.subject.index))),
    ),
  )
  const cannot = (part: Part) => [...part.standing.values()].map(({ rejected }) => rejected)
  const usualOf = (isOnly: (one: JointQuestion) => boolean, part: Part) =>
    truths.and(
      ...joint
        .filter((one) => isOnly(one) && one.question.usual !== undefined)
        .map(({ question }) => {
          const one = variables.asked.get(question.subject.index) as QuestionVariables
          const { due } = of(one, part) as SymbolicStanding
          return truths.choose(due.yes, usualAnswer(pair, one), nothing(one))
        }),
    )
  return {
    people: truths.and(...plain, truths.not(old.failed)),
    taken: truths.and(...cannot(old).map(truths.not)),
    rejected: truths.or(...cannot(old), ...cannot(now)),
    usual: {
      old: usualOf((one) => one.now === undefined, old),
      now: usualOf((one) => one.old === undefined, now),
    },
    exact: exactIn(pair),
    complete: truths.and(old.complete, now.complete),
  }
}

function usualAnswer({ diagrams, truths }: Ground, one: QuestionVariables): Node {
  const { usual } = one.question
  const chosen = chosenIn(one, usual)
  return truths.and(
    onlyAt(diagrams, one.at, [branchOf(one, usual)]),
    ...one.options.map((option, place) => onlyAt(diagrams, option, [chosen[place] === true ? 1 : 0])),
  )
}
