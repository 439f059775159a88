import { domainOf } from '../../../src/authoring/prove/domain.ts'
import { FALSE, isoOf, ONE, type Sheet, State, TRUE, UNKNOWN } from '../../../src/expression/index.ts'
import {
  type Answer,
  type Answers,
  cappedAtReferBefore,
  Due,
  due,
  type Level,
  mostSerious,
  type Promised,
  type Question,
  type Questionnaire,
  type Rule,
  rank,
  type Value,
} from '../../../src/questionnaire/index.ts'
import { guide } from '../../../src/rules/index.ts'
import { ON } from './random-forms.ts'

/** One sheet of answers and what the ordinary evaluation says of it. */
export interface Evaluated {
  readonly answers: Answers
  readonly rank: number
  readonly clean: boolean
  readonly states: Uint8Array
  readonly due: Uint8Array
  readonly truths: readonly number[]
  readonly asked: readonly number[]
  readonly promised: readonly number[]
  /** Of each rule: whether it is true and all other findings are less serious. */
  readonly decides: readonly boolean[]
}

/** Every answer that a question can have, and none. */
function answersOf(question: Question): readonly (Answer | undefined)[] {
  return [
    ...valuesOf(question).map((value): Answer => ({ kind: 'given', value })),
    ...(['unsure', 'declined'] as const).flatMap((kind): readonly Answer[] => [
      { kind },
      ...partsOf(question).map((codes): Answer => ({ kind, codes })),
    ]),
    undefined,
  ]
}

/** What may be named of several answers beside "not sure". */
function partsOf(question: Question): readonly (readonly string[])[] {
  if (question.type !== 'choices') return []
  return valuesOf(question).flatMap((value) => (Array.isArray(value) && !value.includes('none') ? [value] : []))
}

function valuesOf(question: Question): readonly Value[] {
  const { codes, type } = question.subject
  const domain = domainOf(question)
  if (domain !== undefined)
    return Array.from({ length: domain.count }, (_, at) => {
      const value = domain.min + at * domain.step
      return type === 'date' ? isoOf(value) : value / ONE
    })
  if (type === 'text') return ['…']
  if (type !== 'choices') return codes
  return Array.from({ length: 2 ** codes.length }, (_, set) => {
    const chosen = codes.filter((_, option) => ((set >> option) & 1) === 1)
    return chosen.length === 0 ? ['none'] : chosen
  })
}

/** All sheets, with the last question's answer changing fastest. */
export function everySheet(form: Questionnaire): readonly Evaluated[] {
  const choices = form.questions.map(answersOf)
  const sheets: Evaluated[] = []
  const answers = new Map<string, Answer>()
  const visit = (at: number): void => {
    if (at === choices.length) {
      sheets.push(evaluated(form, new Map(answers)))
      return
    }
    const { id } = form.questions[at] as Question
    for (const answer of choices[at] as readonly (Answer | undefined)[]) {
      if (answer === undefined) answers.delete(id)
      else answers.set(id, answer)
      visit(at + 1)
    }
    answers.delete(id)
  }
  visit(0)
  return sheets
}

function evaluated(form: Questionnaire, answers: Answers): Evaluated {
  const { sheet, due: dueness } = due(form, answers, ON)
  const { level, findings } = guide(form, answers, ON)
  const test = (one: Rule | Promised) => one.when.test(sheet)
  return {
    answers,
    rank: rank(level),
    clean: isClean(form, sheet, dueness),
    states: sheet.states,
    due: dueness,
    truths: form.rules.map(test),
    promised: form.promises.map(test),
    asked: form.questions.map(({ askIf }) => askIf?.test(sheet) ?? TRUE),
    decides: form.rules.map((rule) => {
      const others = findings.filter((finding) => finding.kind !== 'rule' || finding.rule !== rule.id)
      return others.length < findings.length && others.every((other) => rank(other.level) < rank(rule.level))
    }),
  }
}

function isClean({ questions }: Questionnaire, sheet: Sheet, dueness: Uint8Array): boolean {
  return questions.every(({ subject, check }) => {
    const state = sheet.states[subject.index]
    const present = state === State.given || state === State.unsure || state === State.declined
    if (present && dueness[subject.index] === Due.no) return false
    const judged = check?.that.reads.every(({ index }) => sheet.states[index] === State.given)
    return judged !== true || check?.that.test(sheet) !== FALSE
  })
}

/** What holds, by code and thing: worked out by looking at every sheet. */
export function verdicts(form: Questionnaire, sheets: readonly Evaluated[]): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>()
  const clean = sheets.filter((sheet) => sheet.clean)
  for (const { id, askIf, subject } of form.questions)
    if (askIf !== undefined)
      found.set(
        `never-asked ${id}`,
        clean.some(({ asked }) => asked[subject.index] === TRUE),
      )
  for (const { id, index } of form.rules) {
    const fires = clean.some(({ truths }) => truths[index] === TRUE)
    const silent = clean.some(({ truths }) => truths[index] === FALSE)
    found.set(`never-fires ${id}`, fires)
    if (fires) found.set(`never-silent ${id}`, silent)
    if (fires && silent)
      found.set(
        `pointless-rule ${id}`,
        clean.some(({ decides }) => decides[index] === true),
      )
    found.set(`unknown-lowers ${id}`, !clean.some((sheet) => sheet.truths[index] === UNKNOWN && sheet.rank === 0))
  }
  for (const [index, { id, atLeast }] of form.promises.entries()) {
    const meant = sheets.filter(({ promised }) => promised[index] === TRUE)
    found.set(`empty-promise ${id}`, meant.length > 0)
    if (meant.length > 0)
      found.set(
        `promise-broken ${id}`,
        meant.every((sheet) => sheet.rank >= rank(atLeast)),
      )
  }
  const places = placesIn(form)
  for (const question of form.questions) {
    found.set(`unknown-lowers ${question.id}`, !isLoweredByUnknown(question, form, sheets, places))
    if (question.worse !== undefined)
      found.set(`worse-lowers ${question.id}`, !isLoweredByWorse(question, sheets, places))
  }
  return found
}

/** How far apart in the list two sheets are that differ in the next answer of a question only. */
type Places = ReadonlyMap<string, { readonly stride: number; readonly answers: readonly (Answer | undefined)[] }>

function placesIn({ questions }: Questionnaire): Places {
  let stride = 1
  const places = new Map<string, { stride: number; answers: readonly (Answer | undefined)[] }>()
  for (const question of questions.toReversed()) {
    const answers = answersOf(question)
    places.set(question.id, { stride, answers })
    stride *= answers.length
  }
  return places
}

function* othersOf(at: number, id: string, places: Places): Generator<{ from: number; to: number; place: number }> {
  const { stride, answers } = places.get(id) as { stride: number; answers: readonly unknown[] }
  const from = Math.floor(at / stride) % answers.length
  for (let to = 0; to < answers.length; to += 1) yield { from, to, place: at + (to - from) * stride }
}

function isLoweredByUnknown(
  question: Question,
  form: Questionnaire,
  sheets: readonly Evaluated[],
  places: Places,
): boolean {
  const { id, subject } = question
  const answers = places.get(id)?.answers ?? []
  return sheets.some((sheet, at) => {
    if (!sheet.clean || sheet.states[subject.index] !== State.given) return false
    for (const { to, place } of othersOf(at, id, places)) {
      const answer = answers[to]
      const after = sheets[place] as Evaluated
      if (answer?.kind === 'given' || (answer === undefined && after.due[subject.index] !== Due.yes)) continue
      if (!isPartOf(answer, sheet.answers.get(id))) continue
      const least = Math.min(sheet.rank, rank(levelOfUnknown(question, answer === undefined, form)))
      if (after.rank < least) return true
    }
    return false
  })
}

/** What is still named was chosen before. */
function isPartOf(part: Answer | undefined, whole: Answer | undefined): boolean {
  const named = part === undefined || part.kind === 'given' ? [] : (part.codes ?? [])
  return named.every((code) => whole?.kind === 'given' && Array.isArray(whole.value) && whole.value.includes(code))
}

function isLoweredByWorse({ id, worse, subject }: Question, sheets: readonly Evaluated[], places: Places): boolean {
  const answers = places.get(id)?.answers ?? []
  return sheets.some((sheet, at) => {
    if (!sheet.clean || sheet.states[subject.index] !== State.given) return false
    for (const { from, to, place } of othersOf(at, id, places)) {
      const after = sheets[place] as Evaluated
      if (after.clean && after.rank < sheet.rank && isWorse(worse, answers[from], answers[to])) return true
    }
    return false
  })
}

function isWorse(worse: Question['worse'], from: Answer | undefined, to: Answer | undefined): boolean {
  if (from?.kind !== 'given' || to?.kind !== 'given') return false
  const [a, b] = [from.value, to.value]
  switch (worse) {
    case undefined:
      return false
    case 'higher':
      return b > a
    case 'lower':
      return b < a
    case 'yes':
    case 'no':
      return b === worse && a !== worse
    case 'more': {
      const [fewer, more] = [a, b].map((codes) => (codes as readonly string[]).filter((code) => code !== 'none'))
      return (fewer?.length ?? 0) < (more?.length ?? 0) && fewer?.every((code) => more?.includes(code)) === true
    }
    default: {
      const [first, second] = [worse.indexOf(String(a)), worse.indexOf(String(b))]
      return first >= 0 && second > first
    }
  }
}

/** As the manual has it: the author's level, else the most serious rule that reads it or what follows from it. */
function levelOfUnknown({ ifUnknown, ifUnanswered, subject }: Question, silent: boolean, form: Questionnaire): Level {
  if (silent && ifUnanswered !== undefined) return ifUnanswered
  if (ifUnknown !== undefined) return silent ? cappedAtReferBefore(ifUnknown) : ifUnknown
  const follows = new Set([subject.id])
  for (const { id, askIf } of form.questions) if (askIf?.reads.some((read) => follows.has(read.id))) follows.add(id)
  const rules = form.rules.filter(({ when }) => when.reads.some((read) => follows.has(read.id)))
  return cappedAtReferBefore(mostSerious(...rules.map(({ level }) => level)))
}
