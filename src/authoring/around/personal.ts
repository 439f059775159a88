import { FALSE, State } from '../../expression/index.ts'
import {
  type Answer,
  type Answers,
  Due,
  due,
  notKnown,
  type Question,
  type Questionnaire,
  type Standing,
} from '../../questionnaire/index.ts'
import { type Budget, withinBudget } from '../prove/budget.ts'
import type { Node } from '../prove/diagram.ts'
import { onlyAt } from '../prove/field.ts'
import { type Part, partOf } from '../prove/part.ts'
import { connectedQuestions } from '../prove/parts.ts'
import { type Costs, FAR, type Path } from '../prove/paths.ts'
import type { SymbolicStanding } from '../prove/standing.ts'
import { answerOn, branchOf, chosenIn, FREE, type QuestionVariables } from '../prove/variables.ts'

/**
 * How one question stands for the person. `known`: its answer counts. `kept`: answered although it is not due. `open`:
 * due, without an answer that can be used in full. `waiting`: only asked after another answer.
 */
type Place = 'known' | 'kept' | 'open' | 'waiting'

/** One question of the person, in the diagrams of its part. */
export interface OwnQuestion {
  readonly question: Question
  readonly asked: QuestionVariables
  readonly standing: SymbolicStanding
  readonly place: Place
  /** Answered although it is not due. */
  readonly isOutOfTurn: boolean
  /** The branch of the person's own answer, and whether that answer names each of the options. */
  readonly branch: number
  readonly chosen: readonly boolean[]
  /** Sheets on which the question has the same answer as the person gave. */
  readonly asNow: Node
}

/** Whether the answer on a path is the person's own. */
export function isAsNow({ asked, branch, chosen }: OwnQuestion, path: Path): boolean {
  return (
    path[asked.at] === branch &&
    (branch === asked.absent || chosen.every((is, option) => path[asked.options[option] as number] === (is ? 1 : 0)))
  )
}

/** A part of the form together with the person's place in it. */
export interface PersonalPart extends Part {
  readonly held: readonly OwnQuestion[]
  /** Sheets that are possible on the day of the answers. */
  readonly possible: Node
  /** Sheets on which no check fails that does not already fail for the person. */
  readonly unfailed: Node
  /**
   * The person has a number outside its limits. A proof has no sheets for such a number, only for "not sure", so it
   * cannot say anything about act-now rules that the number itself could make true.
   */
  readonly hidesActNow: boolean
}

/** What can be proved about people who differ little from one person. */
export interface PersonalProof {
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  /** ISO day of the answers. Proofs about a person hold for that day only. */
  readonly on: string
  /** Undefined where the connected questions were too much for the budget. */
  readonly parts: readonly (PersonalPart | undefined)[]
  readonly partOf: (question: Question) => PersonalPart | undefined
  /** A person with the answers on a path, and with the original person's answers in all other parts. */
  readonly moved: (part: PersonalPart, path: Path, others?: Answers) => Answers
}

/** The parts of the form, with number ranges cut so that each of the person's answers has a piece of its own. */
export function proofAround(
  questionnaire: Questionnaire,
  { answers, on }: { readonly answers: Answers; readonly on: string },
  budget: Budget,
): PersonalProof {
  const around = {
    ...questionnaire,
    questions: questionnaire.questions.map((question) => {
      const own = answers.get(question.id)
      return own?.kind === 'given' ? { ...question, usual: modelled(own) } : question
    }),
  }
  const person = { questionnaire, answers, standing: due(questionnaire, answers, on) }
  const connected = connectedQuestions(questionnaire)
  const parts = withinBudget(connected, budget, ({ questions, ...means }) => {
    const part = partOf(questions, { questionnaire: around, on, personal: true, ...means })
    return part && { ...part, ...personal(part, person) }
  })
  const placeOf = new Map(connected.flatMap((one, place) => one.map((index) => [index, place] as const)))
  return {
    questionnaire,
    answers,
    on,
    parts,
    partOf: ({ subject }) => parts[placeOf.get(subject.index) ?? 0],
    moved: (part, path, others = answers) => movedTo(part, path, { own: answers, others }),
  }
}

function movedTo(
  part: PersonalPart,
  path: Path,
  { own, others }: { readonly own: Answers; readonly others: Answers },
): Answers {
  const all = new Map(others)
  for (const one of part.held) {
    const { question, asked } = one
    const answer = isAsNow(one, path) ? own.get(question.id) : answerOn(asked, path)
    if (answer === undefined) all.delete(question.id)
    else all.set(question.id, answer)
  }
  return all
}

interface Person {
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  readonly standing: Standing
}

function personal(part: Part, person: Person): Omit<PersonalPart, keyof Part> {
  const { questions } = person.questionnaire
  return {
    held: part.questions.map(({ subject }) => ownQuestion(questions[subject.index] as Question, part, person)),
    possible: possibleIn(part),
    unfailed: unfailedIn(part, person),
    hidesActNow: part.questions.some((question) => hidesActNow(question, person)),
  }
}

function ownQuestion(question: Question, part: Part, { answers, standing }: Person): OwnQuestion {
  const { diagrams, truths, variables } = part
  const { index } = question.subject
  const asked = variables.asked.get(index) as QuestionVariables
  const own = answers.get(question.id)
  const answer = own === undefined ? undefined : modelled(own)
  const branch = branchOf(asked, answer)
  const chosen = chosenIn(asked, answer)
  const named = answer === undefined ? [] : chosen
  return {
    question,
    asked,
    standing: part.standing.get(index) as SymbolicStanding,
    place: placeAt(index, standing),
    isOutOfTurn: own !== undefined && standing.due[index] === Due.no,
    branch,
    chosen,
    asNow: truths.and(
      onlyAt(diagrams, asked.at, [branch]),
      ...named.map((is, option) => onlyAt(diagrams, asked.options[option] as number, [is ? 1 : 0])),
    ),
  }
}

function placeAt(index: number, { sheet, due: dueness }: Standing): Place {
  const state = sheet.states[index]
  if (state === State.given) return dueness[index] === Due.no ? 'kept' : 'known'
  return state === State.pending || state === State.notAsked ? 'waiting' : 'open'
}

function unfailedIn({ truths, standing, testOf, questions }: Part, { standing: { sheet } }: Person): Node {
  const failed = questions.flatMap(({ check }) => {
    if (check === undefined) return []
    const { condition, reads, test } = check.that
    const isJudged = reads.every(({ index }) => sheet.states[index] === State.given)
    if (isJudged && test(sheet) === FALSE) return []
    const given = reads.map(({ index }) => (standing.get(index) as SymbolicStanding).given)
    return [truths.and(...given, truths.isFalse(testOf(condition).node))]
  })
  return truths.and(...failed.map(truths.not))
}

function hidesActNow({ subject, ifUnknown }: Question, { questionnaire, standing }: Person): boolean {
  if (standing.rejected.get(subject.index)?.why !== 'out-of-range') return false
  const reading = questionnaire.rulesReading[subject.index] ?? []
  return ifUnknown === 'act-now' || reading.some(({ level }) => level === 'act-now')
}

function possibleIn({ diagrams, truths, variables }: Part): Node {
  const possible = [...variables.asked.values()]
    .filter(({ pieces }) => pieces.some(({ isPossible }) => !isPossible))
    .map(({ at, pieces, said, absent }) => {
      const places = [...pieces.keys()].filter((place) => pieces[place]?.isPossible)
      return onlyAt(diagrams, at, [...places, said, absent])
    })
  return truths.and(...possible)
}

/**
 * The answer as diagrams know it: a rejected value is "not sure" with whatever could be read, and "none" next to codes
 * is dropped.
 */
function modelled(answer: Answer): Answer {
  if (answer.kind !== 'given') return notKnown('unsure', answer.codes)
  const { value } = answer
  if (typeof value !== 'object' || value.length < 2) return answer
  return { kind: 'given', value: value.filter((code) => code !== 'none') }
}

/**
 * The cost of each branch. Staying as now, or setting an answer aside, costs nothing. Changing an answer costs the
 * question's weight, plus a little more the further it is from the person's answer or else from the usual one; each
 * option that changes costs the weight again. `answered` must be answered in any case, and in full if that is enough.
 */
export function costsAround(
  { held, variables }: PersonalPart,
  weightOf: (one: OwnQuestion) => number,
  answered?: OwnQuestion,
): Costs {
  const costs: number[][] = variables.sizes.map((size) => new Array<number>(size).fill(0))
  for (const one of held) {
    const { asked, question, branch: own, chosen } = one
    const { at, values, options, said, absent } = asked
    const weight = weightOf(one)
    const usual = one.place === 'open' || one.place === 'waiting' ? branchOf(asked, question.usual) : own
    const far = (branch: number) => (usual > said ? branch : Math.abs(branch - usual)) / (100 * (values.length + 1))
    costs[at] = Array.from({ length: values.length + 2 }, (_, branch) => {
      if (branch === absent || (branch === own && one !== answered)) return 0
      return weight * (branch === said ? 1.9 : 1 + far(branch))
    })
    for (const [option, variable] of options.entries())
      costs[variable] = [false, true].map((is) =>
        is === chosen[option] ? 0 : weight * (1 + option / (100 * options.length)),
      )
  }
  for (const { at } of variables.free.values())
    costs[at] = Array.from({ length: FREE.size }, (_, truth) => (truth === FREE.asShown ? 0 : FAR))
  return costs
}
