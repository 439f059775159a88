import { type Algebra, type Compiled, fold } from '../../expression/index.ts'
import { type Option, type Question, type Questionnaire, withSupplied } from '../../questionnaire/index.ts'
import { type Check, type Form, optionSpan, spanAt } from '../form.ts'
import { personLines, shownAs } from '../refuted.ts'

const unreadQuestion: Check = {
  code: 'unread-question',
  section: 'logic',
  severity: 'warning',
  what: 'no rule, score, `ask_if` or `check` reads a question, and no `if_unknown` or `if_unanswered` says what its silence means',
  why: 'Whatever is answered, nothing is said of it. Most often its rule was forgotten, or copied and still reads another question.',
  todo: 'write the rule; where it is asked only to be read by the clinician, say so with `record_only: why`',
  example: {
    wrong:
      '      - id: other\n        text: Is there more?\n        type: yes_no\n        usual: no\n      - id: tired\n',
    right: '      - id: tired\n',
  },
  looksAt: 'whole',
  look: (form, found) => {
    // A form without rules only records answers.
    if (form.questionnaire.rules.length === 0) return
    const read = readIn(form.questionnaire)
    for (const question of form.questionnaire.questions)
      if (isForgotten(question, read))
        found(spanAt(form, question, 'id'), {
          message: `nothing reads \`${question.id}\`: no rule, score, \`ask_if\` or \`check\``,
          help: [
            'write its rule; where it is only to be read by the clinician, add `record_only: why`',
            ...unheard(question, form),
          ].join('\n'),
        })
  },
}

/** A person with an unusual answer about whom nothing is said. */
function unheard(question: Question, { questionnaire, on }: Form): readonly string[] {
  const { usual, worse, options } = question
  const ranked = Array.isArray(worse) ? worse.at(-1) : worse === 'yes' || worse === 'no' ? worse : undefined
  const isUsual = (code: string) => usual?.kind === 'given' && [usual.value].flat().includes(code)
  const code = ranked ?? options.findLast((one) => !isUsual(one.code))?.code
  if (code === undefined) return []
  const value = question.type === 'choices' ? [code] : code
  const ordinary = withSupplied(questionnaire, new Map(), on, (one) => one.usual)
  const answers = new Map([...ordinary, [question.id, { kind: 'given', value } as const]])
  return ['nothing is said of this person:', ...personLines(questionnaire, shownAs(questionnaire, { answers, on }))]
}

function isForgotten(
  { type, recordOnly, subject, ifUnknown, ifUnanswered }: Question,
  read: ReadonlySet<number>,
): boolean {
  if (type === 'text' || recordOnly !== undefined || read.has(subject.index)) return false
  return ifUnknown === undefined && ifUnanswered === undefined
}

const unreadAnswer: Check = {
  code: 'unread-answer',
  section: 'logic',
  severity: 'warning',
  what: 'an answer leaves every rule, score, `ask_if` and `check` as the usual one does, while `worse` calls it worse or another answer of the question changes something',
  why: 'It was meant to matter, and nothing notices it. Most often its code was left out of a rule.',
  todo: 'add its code to a rule; where it is offered only so that it can be said, write `record_only: why` beside the option',
  example: {
    wrong: 'kind = severe or signs has blood',
    right: 'count(signs) >= 1 or kind = severe',
  },
  looksAt: 'whole',
  look: (form, found) => {
    const readers = readersIn(form.questionnaire)
    const read = readIn(form.questionnaire)
    for (const question of form.questionnaire.questions) {
      const { index } = question.subject
      if (!read.has(index) || question.recordOnly !== undefined) continue
      const conditions = readers.get(index) ?? []
      for (const { code } of silentIn(question, { conditions, questionnaire: form.questionnaire }))
        found(optionSpan(form, question, code), {
          message: `nothing reads \`${code}\` of \`${question.id}\`: it changes nothing`,
          help: 'add it to a rule; where it is only to be said, write `record_only: why` beside the option',
        })
    }
  },
}

/** Indexes of the questions that something reads. */
function readIn({ questions, needed, ...rest }: Questionnaire): ReadonlySet<number> {
  const reads = conditionsOf({ questions, needed, ...rest }).flatMap((condition) => condition.reads)
  return new Set([
    ...questions.flatMap(({ subject: { index } }) => (needed[index] ? [index] : [])),
    ...reads.map(({ index }) => index),
  ])
}

function conditionsOf({ questions, notes, rules }: Questionnaire): readonly Compiled[] {
  const own = [...questions.flatMap(({ askIf, check }) => [askIf, check?.that]), ...notes.map(({ askIf }) => askIf)]
  return [...own, ...rules.map(({ when }) => when)].filter((one) => one !== undefined)
}

/** By the index of a question: the conditions that read it. */
function readersIn(questionnaire: Questionnaire): ReadonlyMap<number, readonly Compiled[]> {
  const readers = new Map<number, Compiled[]>()
  for (const condition of conditionsOf(questionnaire))
    for (const { index } of condition.reads) {
      const known = readers.get(index)
      if (known === undefined) readers.set(index, [condition])
      else known.push(condition)
    }
  return readers
}

/** What there is of a questionnaire about one question. */
interface Reading {
  /** Those that read it. */
  readonly conditions: readonly Compiled[]
  readonly questionnaire: Questionnaire
}

/** Options that nothing distinguishes from the usual answer, although something was probably meant to. */
function silentIn(question: Question, reading: Reading): readonly Option[] {
  const { options, worse, usual } = question
  const signs = new Map(options.map(({ code }) => [code, signOf(question, code, reading)]))
  const isSeveral = question.type === 'choices'
  if (!isSeveral && question.type !== 'choice' && question.type !== 'yes_no') return []
  const plain = isSeveral ? NOTHING : signs.get(plainCode(question) ?? '')
  if (plain === undefined) return []
  const first = Array.isArray(worse) ? worse[0] : undefined
  const isUsual = (code: string) => usual?.kind === 'given' && [usual.value].flat().includes(code)
  const matters = [...signs.values()].some((sign) => sign !== plain)
  const isScored = reading.questionnaire.scores.some(({ subject }) =>
    subject.items.some((item) => item.question.index === question.subject.index),
  )
  return options.filter(({ code, recordOnly, points }) => {
    // Points that are written down say what the option counts for, even where they equal those of the usual answer.
    if (isScored && points !== undefined) return false
    if (recordOnly !== undefined || signs.get(code) !== plain || isUsual(code) || code === first) return false
    return matters || worse === 'more' || worse === code || (Array.isArray(worse) && worse.includes(code))
  })
}

function plainCode({ usual, worse }: Question): string | undefined {
  if (usual?.kind === 'given' && typeof usual.value === 'string') return usual.value
  return Array.isArray(worse) ? worse[0] : worse === 'yes' ? 'no' : worse === 'no' ? 'yes' : undefined
}

const NOTHING = ''

/** What conditions and scores see of one option. Equal for options that nothing distinguishes. */
function signOf({ subject }: Question, code: string, { conditions, questionnaire }: Reading): string {
  const tests = conditions.flatMap(({ condition }) => fold(condition, tested(subject.index, code)))
  const points = questionnaire.scores.flatMap(({ id, subject: { items } }) =>
    items
      .filter((item) => item.question.index === subject.index)
      .map((item) => item.points[subject.codes.indexOf(code)] ?? 0)
      .filter((one) => one !== 0 || subject.type !== 'choices')
      .map((one) => `${id} ${one}`),
  )
  const kept = subject.type === 'choices' ? tests.filter((one) => one !== 'no') : tests
  return [...kept, ...points].join(',')
}

/** For each test of the question, in order: whether it holds for the option. */
function tested(question: number, code: string): Algebra<readonly string[], readonly string[]> {
  const of = (index: number, codes: readonly string[]) =>
    index === question ? [codes.includes(code) ? 'yes' : 'no'] : []
  return {
    and: (parts) => parts.flat(),
    or: (parts) => parts.flat(),
    not: (part) => part,
    compare: (_, left, right) => [...left, ...right],
    oneOf: ({ index }, codes) => of(index, codes),
    hasAny: ({ index }, codes) => of(index, codes),
    answered: () => [],
    literal: () => [],
    answer: () => [],
    score: () => [],
    count: ({ index }) => (index === question ? ['counted'] : []),
    since: () => [],
    arithmetic: (_, left, right) => [...left, ...right],
    negate: (operand) => operand,
  }
}

export const UNREAD_CHECKS: readonly Check[] = [unreadQuestion, unreadAnswer]
