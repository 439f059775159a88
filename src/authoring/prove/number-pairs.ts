import { MEASURES, measured, ONE } from '../../expression/index.ts'
import { due, kindOf, type Question, type Questionnaire } from '../../questionnaire/index.ts'
import { domainOf } from './domain.ts'
import type { RuleChange } from './edited-form.ts'
import type { Person } from './person-on-path.ts'

/** At most this many pairs of numbers are tried. */
const MOST_PAIRS = 500_000

/**
 * People like a given one, with other numbers for two questions, about whom a rule and its edit say different things.
 * No piece of numbers shows where a calculation meets its limit exactly. Each person is the first with another second
 * number.
 */
export function* pairsApart(
  questionnaire: Questionnaire,
  { answers, on }: Person,
  change: RuleChange,
): Generator<Person> {
  const { rule, after } = change
  const numbers = rule.when.reads.flatMap(({ index }) => numbersOf(questionnaire.questions[index] as Question))
  const [one, other] = numbers
  if (one === undefined || other === undefined || numbers.length > 2 || after === undefined) return
  if (one.values.length * other.values.length > MOST_PAIRS) return
  const { sheet } = due(questionnaire, answers, on)
  for (const b of other.values) {
    sheet.numbers[other.question.subject.index] = b
    for (const a of one.values) {
      sheet.numbers[one.question.subject.index] = a
      if (rule.when.test(sheet) === after.when.test(sheet)) continue
      yield { answers: new Map([...answers, ...[given(one.question, a), given(other.question, b)]]), on }
      break
    }
  }
}

interface Numbers {
  readonly question: Question
  /** From the usual one outwards. */
  readonly values: readonly number[]
}

/** Of decimals only the whole numbers: where a limit is met exactly, it is usually with one of them. */
function numbersOf(question: Question): readonly Numbers[] {
  const domain = domainOf(question)
  if (domain === undefined || question.type === 'date') return []
  const step = Math.max(domain.step, ONE)
  const first = Math.ceil(domain.min / step) * step
  const last = domain.min + (domain.count - 1) * domain.step
  const count = Math.max(0, Math.floor((last - first) / step) + 1)
  if (count > MOST_PAIRS) return []
  const { usual } = question
  const middle = usual?.kind === 'given' ? measured('number', usual.value as number) : (first + last) / 2
  const values = Array.from({ length: count }, (_, place) => first + place * step)
  return [{ question, values: values.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle)) }]
}

function given(
  question: Question,
  number: number,
): readonly [string, { readonly kind: 'given'; readonly value: number | string }] {
  const measure = kindOf(question).quantity?.measure ?? 'number'
  return [question.id, { kind: 'given', value: MEASURES[measure].value(number) }]
}
