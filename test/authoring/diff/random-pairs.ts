import type { Dice } from '../prove/random-forms.ts'
import { type Ground, testOf } from '../prove/second-forms.ts'
import { type Amount, type Asked, type Made, readsOf, type Test } from '../prove/second-reading.ts'

const ONE = 1_000_000n
/** 2026-01-30. */
const DAY = 20_483n

/** A small form of every kind of question, with few answers to each. */
export function smallForm(dice: Dice): Made {
  const questions: Asked[] = []
  const count = 1 + dice(4)
  for (let at = 0; at < count; at += 1) questions.push(withKeys(smallQuestion(`q${at}`, dice), questions, dice))
  const items = questions.filter(({ points }) => points !== undefined).map(({ id }) => id)
  const ground = { dice, among: questions, score: dice(3) > 0 ? items : [] }
  return {
    questions,
    score: ground.score,
    rules: Array.from({ length: 1 + dice(4) }, (_, at) => ({
      id: `R${at}`,
      when: smallTest(ground, 2),
      level: 1 + dice(3),
    })),
    promises: [],
  }
}

function smallQuestion(id: string, dice: Dice): Asked {
  const type = (['yes_no', 'yes_no', 'choice', 'choice', 'choices', 'integer', 'integer', 'decimal', 'date'] as const)[
    dice(9)
  ] as Asked['type']
  const codes =
    type === 'yes_no' ? ['yes', 'no'] : type.startsWith('choice') ? ['a', 'b', 'c'].slice(0, 2 + dice(2)) : []
  const points =
    type.startsWith('choice') && dice(2) === 0 ? { points: codes.map(() => BigInt(dice(4) - 1) * ONE) } : {}
  const step = stepOf(type)
  const min = type === 'date' ? DAY : BigInt(dice(4) - 1) * step
  return { id, type, codes, ...points, min, max: min + BigInt(1 + dice(3)) * step }
}

export function stepOf(type: Asked['type']): bigint {
  return type === 'integer' ? ONE : 1n
}

function withKeys(own: Asked, earlier: readonly Asked[], dice: Dice): Asked {
  const ground = { dice, among: earlier, score: [] }
  const check = dice(6) === 0 ? smallTest({ dice, among: [...earlier, own], score: [] }, 0) : undefined
  return {
    ...own,
    ...(earlier.length > 0 && dice(3) === 0 ? { askIf: smallTest(ground, 1) } : {}),
    ...(check !== undefined && readsOf(check, NO_FORM).includes(own.id) ? { check } : {}),
    ...(dice(3) === 0 ? { ifUnknown: 1 + dice(3) } : {}),
    ...(dice(4) === 0 ? { ifUnanswered: 1 + dice(3) } : {}),
    ...(dice(3) > 0 ? { usual: usualOf(own, dice) } : {}),
  }
}

const NO_FORM: Made = { questions: [], score: [], rules: [], promises: [] }

function usualOf({ type, codes, min, max }: Asked, dice: Dice): NonNullable<Asked['usual']> {
  if (type === 'choices') return [['none', ...codes][dice(codes.length + 1)] as string]
  if (codes.length > 0) return codes[dice(codes.length)] as string
  const step = stepOf(type)
  return min + BigInt(dice(Number((max - min) / step) + 1)) * step
}

/** As for wide forms, but of numbers and dates something that turns within their few values. */
function smallTest(ground: Ground, depth: number): Test {
  const test = testOf(ground, depth)
  return narrowed(test, ground)
}

function narrowed(test: Test, ground: Ground): Test {
  if (test.is === 'all' || test.is === 'any') return { ...test, of: test.of.map((one) => narrowed(one, ground)) }
  if (test.is === 'not') return { ...test, of: narrowed(test.of, ground) }
  if (!('left' in test)) return test
  const { dice, among } = ground
  const asked = among.find(({ id }) => test.left.is === 'answer' && test.left.id === id)
  if (asked !== undefined && dice(3) > 0) return { ...test, right: within(asked, dice) }
  const since = among.find(({ id }) => 'id' in test.left && test.left.id === id && test.left.is === 'days')
  return since === undefined ? test : { ...test, right: literal(BigInt(28 + dice(5)) * ONE) }
}

function within({ type, min, max }: Asked, dice: Dice): Amount {
  const step = stepOf(type)
  const value = min + BigInt(dice(Number((max - min) / step) + 2)) * step - (dice(4) === 0 ? step : 0n)
  if (type !== 'date') return literal(value < 0n ? 0n : value)
  return { is: 'number', value, text: new Date(Number(value) * 86_400_000).toISOString().slice(0, 10) }
}

function literal(value: bigint): Amount {
  const whole = value / ONE
  const rest = (value % ONE).toString().padStart(6, '0').replace(/0+$/, '')
  return { is: 'number', value, text: `${whole}${rest === '' ? '' : `.${rest}`}` }
}

/** One edit that an author could make; the form as it was where there is nothing to edit. */
export function edited(form: Made, dice: Dice): Made {
  const { questions, rules } = form
  const question = questions[dice(questions.length)] as Asked
  const rule = rules[dice(Math.max(1, rules.length))]
  const ground = { dice, among: questions, score: form.score }
  const withQuestion = (now: Asked) =>
    settled({ ...form, questions: questions.map((one) => (one === question ? now : one)) }, dice)
  const withRule = (now: Partial<Made['rules'][number]>) => ({
    ...form,
    rules: rules.map((one) => (one === rule ? { ...one, ...now } : one)),
  })
  switch (dice(14)) {
    case 0: {
      const added = withKeys(smallQuestion('q9', dice), questions, dice)
      if (questions.some(({ id }) => id === 'q9')) return form
      const { points: _, ...own } = added
      const all = [...questions, own]
      const when = smallTest({ ...ground, among: [own, ...questions.slice(0, 1)] }, 1)
      return { ...form, questions: all, rules: [...rules, { id: 'R9', when, level: 1 + dice(3) }] }
    }
    case 1:
      return questions.length < 2
        ? form
        : settled({ ...form, questions: questions.filter((one) => one !== question) }, dice)
    case 2:
      return withQuestion(withoutOption(question, dice))
    case 3:
      return withQuestion(withOption(question))
    case 4:
      return withRule({ when: smallTest(ground, 2) })
    case 5:
    case 6:
      return rule === undefined ? form : withRule({ when: moved(rule.when, dice) })
    case 7:
      return withRule({ level: 1 + dice(3) })
    case 8: {
      const place = questions.indexOf(question)
      const { askIf: _, ...own } = question
      return withQuestion(
        place === 0 || dice(3) === 0
          ? own
          : { ...own, askIf: smallTest({ dice, among: questions.slice(0, place), score: [] }, 1) },
      )
    }
    case 9:
    case 10:
      return withQuestion(withLimits(question, dice))
    case 11: {
      const { ifUnknown: _, ...own } = question
      return withQuestion(dice(2) === 0 ? own : { ...own, ifUnknown: 1 + dice(3) })
    }
    case 12:
      return { ...form, rules: rules.filter((one) => one !== rule) }
    default: {
      // The same name, another question.
      const { points: _, askIf, ...now } = { ...question, ...smallQuestion(question.id, dice) }
      const { usual: __, check: ___, ...plain } = now
      return withQuestion({ ...plain, ...(askIf === undefined ? {} : { askIf }) })
    }
  }
}

function withoutOption(question: Asked, dice: Dice): Asked {
  const { codes, points, type } = question
  if (type === 'yes_no' || codes.length < 2 || (type === 'choice' && codes.length < 3)) return question
  const gone = dice(codes.length)
  const { usual, ...own } = question
  return {
    ...own,
    codes: codes.filter((_, at) => at !== gone),
    ...(points === undefined ? {} : { points: points.filter((_, at) => at !== gone) }),
    ...(usual === undefined || String(usual) === codes[gone] ? {} : { usual }),
  }
}

function withOption(question: Asked): Asked {
  const { codes, points, type } = question
  if (type === 'yes_no' || codes.length === 0 || codes.includes('d')) return question
  return {
    ...question,
    codes: [...codes, 'd'],
    ...(points === undefined ? {} : { points: [...points, ONE] }),
  }
}

function withLimits(question: Asked, dice: Dice): Asked {
  const { type, codes, usual: _, ...own } = question
  if (codes.length > 0) return question
  const step = stepOf(type)
  const [min, max] = [question.min + BigInt(dice(3) - 1) * step, question.max + BigInt(dice(3) - 1) * step]
  return min > max ? question : { ...own, type, codes, min, max }
}

/** One number of a condition a step further. */
function moved(test: Test, dice: Dice): Test {
  if (test.is === 'all' || test.is === 'any') {
    const at = dice(test.of.length)
    return { ...test, of: test.of.map((one, place) => (place === at ? moved(one, dice) : one)) }
  }
  if (test.is === 'not') return { ...test, of: moved(test.of, dice) }
  if (!('left' in test) || test.right.is !== 'number') return test
  const { value, text } = test.right
  if (/^\d{4}-/.test(text)) return test
  const by = value % ONE === 0n ? ONE : 1n
  return { ...test, right: literal(value + (value < by || dice(2) === 0 ? by : -by)) }
}

/** Conditions that name what is gone are others now. */
function settled(form: Made, dice: Dice): Made {
  const questions: Asked[] = []
  for (const one of form.questions) {
    const isWhole = (test: Test | undefined, among: readonly Asked[]) => test === undefined || knows(test, among)
    const { askIf, check, ...own } = one
    questions.push({
      ...own,
      ...(askIf !== undefined && isWhole(askIf, questions) ? { askIf } : {}),
      ...(check !== undefined && isWhole(check, [...questions, one]) ? { check } : {}),
    })
  }
  const score = form.score.filter((id) => questions.find((one) => one.id === id)?.points !== undefined)
  const ground = { dice, among: questions, score }
  return {
    ...form,
    questions,
    score,
    rules: form.rules.map((rule) =>
      knows(rule.when, questions) && (score.length > 0 || !JSON.stringify(rule.when, plain).includes('"total"'))
        ? rule
        : { ...rule, when: smallTest(ground, 1) },
    ),
  }
}

function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

function knows(test: Test, among: readonly Asked[]): boolean {
  if (test.is === 'all' || test.is === 'any') return test.of.every((one) => knows(one, among))
  if (test.is === 'not') return knows(test.of, among)
  const find = (id: string) => among.find((one) => one.id === id)
  if (test.is === 'answered') return find(test.id) !== undefined
  if (test.is === 'one of') return isOfType(find(test.id), ['yes_no', 'choice'], test.codes)
  if (test.is === 'has') return isOfType(find(test.id), ['choices'], [test.code])
  if (!('left' in test)) return false
  return [test.left, test.right].every((one) => knowsAmount(one, among))
}

function isOfType(asked: Asked | undefined, types: readonly string[], codes: readonly string[]): boolean {
  return asked !== undefined && types.includes(asked.type) && codes.every((code) => asked.codes.includes(code))
}

function knowsAmount(one: Amount, among: readonly Asked[]): boolean {
  if (one.is === 'number' || one.is === 'score') return true
  if ('left' in one) return knowsAmount(one.left, among) && knowsAmount(one.right, among)
  const asked = among.find(({ id }) => id === one.id)
  if (asked === undefined) return false
  if (one.is === 'count') return asked.type === 'choices'
  if (one.is === 'answer') return asked.codes.length === 0
  return asked.type === 'date'
}
