import { plural } from '../../diagnostics/index.ts'
import { decimalText } from '../../expression/index.ts'
import {
  answerInWords,
  type CitedWork,
  type Level,
  type Promised,
  type Question,
  type Questionnaire,
  type Rule,
  type Score,
} from '../../questionnaire/index.ts'
import { BASES_IN_WORDS, HEADINGS } from '../../rules/index.ts'
import { cited, kindOfAnswer, levelInWords, limits, noteInWords, offered, titleWithYear } from '../form/in-words.ts'
import { capitalised, sentences } from '../form/sentence.ts'

/** What is compared of a thing, by label. Things without a difference in these facts count as the same. */
export type Facts = ReadonlyMap<string, string>

/** All things of a questionnaire with their facts, by id. */
export interface Things {
  readonly form: Facts
  readonly questions: ReadonlyMap<string, Facts>
  readonly notes: ReadonlyMap<string, Facts>
  readonly scores: ReadonlyMap<string, Facts>
  readonly rules: ReadonlyMap<string, Facts>
  readonly promises: ReadonlyMap<string, Facts>
  readonly sources: ReadonlyMap<string, Facts>
}

export function thingsOf(questionnaire: Questionnaire): Things {
  const inWords = sentences(questionnaire)
  const says = (condition: Rule['when']) => capitalised(inWords(condition))
  const { questions, notes, scores, rules, promises, sources } = questionnaire
  return {
    form: ofForm(questionnaire),
    questions: byId(questions, (one) => ofQuestion(one, says)),
    notes: byId(notes, ({ text, askIf }) => told({ Text: text, 'Only if': askIf && says(askIf) })),
    scores: byId(scores, ofScore),
    rules: byId(rules, (one) => ofRule(one, says)),
    promises: byId(promises, (one) => ofPromise(one, says)),
    sources: byId([...sources.values()], ofSource),
  }
}

type Says = (condition: Rule['when']) => string

function byId<T extends { readonly id: string }>(
  things: readonly T[],
  facts: (thing: T) => Facts,
): ReadonlyMap<string, Facts> {
  return new Map(things.map((thing) => [thing.id, facts(thing)]))
}

function told(facts: Readonly<Record<string, string | undefined>>): Facts {
  return new Map(
    Object.entries(facts).flatMap(([label, text]) => (text === undefined || text === '' ? [] : [[label, text]])),
  )
}

function ofForm({
  title,
  language,
  status,
  reviewedBy,
  reviewedOn,
  reviewBy,
  audience,
  notice,
  licence,
}: Questionnaire): Facts {
  const review = [reviewedBy, reviewedOn].filter((one) => one !== undefined).join(', ')
  return told({
    Title: title,
    Language: language,
    Status: status,
    Reviewed: review,
    'Next review': reviewBy,
    'For whom': audience,
    Notice: notice,
    Licence: licence,
  })
}

function ofQuestion(question: Question, says: Says): Facts {
  const { text, short, options, none, askIf, check, usual, help, why, sources, section } = question
  const answers = options.map(({ code, label, points }): readonly [string, string] => [
    `Answer ${code}`,
    points === undefined ? label : `${label} (${plural(Number(decimalText(points)), 'point')})`,
  ])
  const all = told({
    Text: text,
    'In lists': short === text ? undefined : short,
    'Kind of answer': kindOfAnswer(question),
    ...Object.fromEntries(answers),
    'Answer none': none,
    Offered: offered(question).join(', '),
    ...Object.fromEntries(limits(question).map((fact) => [fact.label, fact.text.replace(/;.*$/, '')])),
    'Only if': askIf && says(askIf),
    Check: check && `${says(check.that)}, or: ${check.message}`,
    'If not known': inLevel(question.ifUnknown),
    'If not answered': inLevel(question.ifUnanswered),
    'Usual answer': usual && answerInWords(question, usual),
    Worse: worse(question),
    Help: help,
    Why: why,
    Sources: citations(sources),
    Section: section.title,
  })
  return all
}

function inLevel(level: Level | undefined): string | undefined {
  return level && HEADINGS[level]
}

function worse({ worse: which }: Question): string | undefined {
  return which === undefined || typeof which === 'string' ? which : which.join(', ')
}

function citations(sources: Rule['sources']): string {
  return sources.map(cited).join(', ')
}

function ofRule({ when, level, action, because, advice, sources, group, basis }: Rule, says: Says): Facts {
  return told({
    When: says(when),
    Level: levelInWords(level, action),
    Because: because,
    Advice: advice,
    'Whose word': basis && BASES_IN_WORDS[basis],
    Group: group,
    Sources: citations(sources),
  })
}

function ofScore({ title, subject, sources }: Score): Facts {
  return told({
    Title: title,
    'Sum of': subject.items.map(({ question }) => question.id).join(', '),
    Sources: citations(sources),
  })
}

function ofPromise({ when, atLeast }: Promised, says: Says): Facts {
  return told({ When: says(when), 'At least': HEADINGS[atLeast] })
}

function ofSource(work: CitedWork): Facts {
  return told({ Title: titleWithYear(work), Address: work.url, Note: noteInWords(work) })
}
