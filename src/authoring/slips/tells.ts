import type { Answers, Questionnaire } from '../../questionnaire/index.ts'
import { answersOf, LIST_KEYS } from '../cases.ts'
import { changesIn } from '../prove/index.ts'
import { listIn, type Said, saidOf } from '../said.ts'

/** A person and their day. */
export interface Someone {
  readonly answers: Answers
  readonly on: string
  /** The day differs from that of the check. */
  readonly isOtherDay?: true
}

/** The keys of `expect` under which an edited form says something else about a person; none where it says the same. */
export function keysThatTell(questionnaire: Questionnaire, edited: Questionnaire, someone: Someone): readonly string[] {
  const { answers, on } = someone
  const asked = questionnaire.questions === edited.questions ? answers : asCase(questionnaire, edited, someone)
  const [before, after] = [saidOf(questionnaire, answers, on), saidOf(edited, asked, on)]
  return [
    ...(before.rolled.level === after.rolled.level ? [] : ['level']),
    ...LISTS.filter((key) => setOf(before, key) !== setOf(after, key)),
    ...(before.rolled.complete === after.rolled.complete ? [] : ['complete']),
  ]
}

const LISTS = LIST_KEYS.filter((key) => key !== 'raised_includes')

/** The person as a case would be read where other questions are asked: what is usual is answered where it is due. */
function asCase(questionnaire: Questionnaire, edited: Questionnaire, { answers, on }: Someone): Answers {
  const changes = changesIn(questionnaire, answers, on)
  const own = new Map([...changes].flatMap(([id, answer]) => (answer === undefined ? [] : [[id, answer] as const])))
  const empty = new Set([...changes].flatMap(([id, answer]) => (answer === undefined ? [id] : [])))
  return answersOf(edited, { own, empty, on })
}

function setOf(said: Said, key: (typeof LISTS)[number]): string {
  return [...listIn(said, key)].sort().join(' ')
}
