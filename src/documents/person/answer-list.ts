import { visible } from '../../diagnostics/index.ts'
import {
  type Answer,
  answerInWords,
  due,
  isNoteShown,
  type Question,
  type Questionnaire,
} from '../../questionnaire/index.ts'
import type { Finding, Guidance } from '../../rules/index.ts'
import { noteInWords, titleWithYear } from '../form/in-words.ts'
import { isWanted, type Screened } from './result-in-words.ts'

export interface ListedSection {
  readonly title: string
  readonly answers: readonly ListedAnswer[]
}

export interface ListedAnswer {
  readonly short: string
  /** The answer in words, or why there is none. */
  readonly text: string
  /** Whether the form left it out. Anything else without an answer deserves a look. */
  readonly state: 'asked' | 'not_asked'
  /** `!`: part of a reason. `?`: not known, not usable or not answered. */
  readonly mark: '!' | '?' | undefined
}

/** Every question with its answer, in the order of the form. */
export function answerList(screened: Screened): readonly ListedSection[] {
  const marked = markedQuestions(screened.questionnaire, screened.guidance)
  return screened.questionnaire.sections.flatMap(({ title, items }) => {
    const questions = items.filter((item) => item.kind === 'question')
    return questions.length === 0
      ? []
      : [{ title, answers: questions.map((question) => listed(question, marked, screened)) }]
  })
}

/**
 * Ids of all questions that are part of a reason: those of findings, and those read by a rule that a more serious one
 * covers.
 */
export function markedQuestions({ rules, questions }: Questionnaire, guidance: Guidance): ReadonlySet<string> {
  const covered = rules.filter(({ id }) => guidance.covered.includes(id))
  return new Set([
    ...guidance.findings.flatMap(({ kind, answers }) =>
      ABOUT_WHAT_IS_OPEN.includes(kind) ? [] : answers.map(({ question }) => question),
    ),
    ...covered.flatMap(({ when }) => when.reads.flatMap(({ index }) => questions[index]?.id ?? [])),
  ])
}

/** Kinds of findings about a question of which too little is known. Such a question is not part of a reason. */
const ABOUT_WHAT_IS_OPEN: readonly Finding['kind'][] = ['unknown', 'unanswered', 'unreadable', 'out-of-range']

/** Something that was named can be part of a reason even where the rest is not known. */
export function markOf(
  answer: Answer | undefined,
  { isMarked }: { readonly isMarked: boolean },
): '!' | '?' | undefined {
  const isNamed = answer?.kind === 'given' || answer?.codes !== undefined
  if (isNamed && isMarked) return '!'
  return answer?.kind === 'given' ? undefined : '?'
}

function listed(
  question: Question,
  marked: ReadonlySet<string>,
  { answers, guidance, questionnaire }: Screened,
): ListedAnswer {
  const { id, short } = question
  const answer = answers.get(id)
  if (answer === undefined) {
    return guidance.not_asked.includes(id)
      ? { short, text: 'Not asked', state: 'not_asked', mark: undefined }
      : { short, text: 'Not answered', state: 'asked', mark: isWanted(questionnaire, id) ? '?' : undefined }
  }
  const text = visible(answerInWords(question, answer))
  return { short, text, state: 'asked', mark: markOf(answer, { isMarked: marked.has(id) }) }
}

/** What the marks mean, wherever they are shown. */
export const MARKS = '“!” is part of a reason, “?” is not known or not answered'

export interface ListedNote {
  /** Titles of the sections that contain it. */
  readonly sections: readonly string[]
  readonly text: string
}

/** The notes that this person was shown, each once. They say what the questions are for, and what they are not for. */
export function noteList({ questionnaire, answers, guidance }: Screened): readonly ListedNote[] {
  const { sheet } = due(questionnaire, answers, guidance.on)
  const sections = new Map<string, string[]>()
  for (const section of questionnaire.sections) {
    for (const item of section.items) {
      if (item.kind === 'note' && isNoteShown(item, sheet))
        sections.set(item.text, [...(sections.get(item.text) ?? []), section.title])
    }
  }
  return [...sections].map(([text, titles]) => ({ text, sections: [...new Set(titles)] }))
}

export interface ListedSource {
  readonly id: string
  /** With its year. */
  readonly title: string
  /** How it was read where the work itself was not read, and the author's note about it. */
  readonly note: string | undefined
  readonly url: string | undefined
}

/** The works that the reasons cite, each once. */
export function sourceList({ questionnaire, guidance }: Screened): readonly ListedSource[] {
  const ids = new Set(guidance.findings.flatMap(({ sources = [] }) => sources.map(({ id }) => id)))
  return [...questionnaire.sources.values()]
    .filter(({ id }) => ids.has(id))
    .map((work) => ({ id: work.id, title: titleWithYear(work), note: noteInWords(work), url: work.url }))
}
