import { State } from '../expression/index.ts'
import {
  type Answer,
  type Answers,
  answerInWords,
  complaint,
  due,
  type Question,
  type Questionnaire,
  visible,
  withSupplied,
} from '../questionnaire/index.ts'
import { adviceFor, guide } from '../rules/index.ts'
import { questionText } from './question-text.ts'
import { answerTyped, isUnusual } from './typed.ts'

/** What a walk needs of the world: lines in, text out. */
export interface Lines {
  lines(): AsyncIterable<string>
  err(text: string): void
}

export type Walked =
  | { readonly how: 'finished'; readonly answers: Answers; readonly finishedEarly: boolean }
  /** The input ended first. */
  | { readonly how: 'cut-off' }

/** Asks every due question in order, a line for each answer. Enter alone never answers; `<` goes back. */
export async function walk(questionnaire: Questionnaire, on: string, world: Lines): Promise<Walked> {
  const input = world.lines()[Symbol.asyncIterator]()
  const say = (text: string) => world.err(`${text}\n`)
  const line = async (prompt: string) => {
    world.err(prompt)
    const read = await input.next()
    return read.done === true ? undefined : read.value.trim()
  }
  const said = new Map<string, Answer>()
  const asked: string[] = []
  const warned = new Set<string>()
  // Answers to questions that a correction has closed are set aside, not deleted: they count again when it opens.
  const current = () => withSupplied(questionnaire, new Map(), on, (question) => said.get(question.id))
  if (questionnaire.notice !== undefined) say(`\n${questionnaire.title}\n${questionnaire.notice}`)
  for (;;) {
    const answers = current()
    const question = nextOpen(questionnaire, answers, on)
    if (question === undefined) return { how: 'finished', answers, finishedEarly: false }
    say(`\n${questionText(question, asked.length + 1)}`)
    const typed = await line('> ')
    if (typed === undefined) return { how: 'cut-off' }
    const moved = await take(question, typed)
    if (moved === 'ended') return { how: 'cut-off' }
    if (moved === 'finish') return { how: 'finished', answers: current(), finishedEarly: true }
  }

  async function take(question: Question, typed: string): Promise<'on' | 'ended' | 'finish'> {
    if (typed === '<') {
      const last = asked.pop()
      if (last !== undefined) said.delete(last)
      return 'on'
    }
    if (typed === '?') {
      say(
        [question.help, question.why, ...question.sources.map(({ work }) => work.title)]
          .filter((text) => text !== undefined)
          .join('\n') || 'There is no help for this question.',
      )
      return 'on'
    }
    const answer = answerTyped(question, typed)
    if (answer === undefined) return 'on'
    if (answer.kind === 'rejected') {
      say(`  ${complaint(question, answer)}`)
      return 'on'
    }
    if (isUnusual(question, answer)) {
      const sure = await line(
        `  ${question.soft?.message ?? `${answerInWords(question, answer)} is unusual.`} Is it right? y or n: `,
      )
      if (sure === undefined) return 'ended'
      if (sure.toLowerCase() !== 'y') return 'on'
    }
    said.set(question.id, answer)
    if (isCheckFailed(question)) {
      said.delete(question.id)
      say(`  ${question.check?.message ?? ''}`)
      return 'on'
    }
    asked.push(question.id)
    say(`  ${visible(answerInWords(question, answer))}`)
    return interrupted()
  }

  function isCheckFailed(question: Question): boolean {
    const { findings } = guide(questionnaire, current(), on)
    return findings.some((finding) => finding.kind === 'check-failed' && finding.question === question.id)
  }

  /** An act-now finding interrupts at once, and once. */
  async function interrupted(): Promise<'on' | 'ended' | 'finish'> {
    const { findings } = guide(questionnaire, current(), on)
    const now = findings.filter((finding) => finding.level === 'act-now' && finding.kind !== 'unanswered')
    const fresh = now.filter((finding) => !warned.has(finding.rule ?? finding.question ?? ''))
    if (fresh.length === 0) return 'on'
    for (const finding of fresh) {
      warned.add(finding.rule ?? finding.question ?? '')
      say(`\n!! ACT NOW  ${finding.because}\n   ${finding.advice || adviceFor('act-now', finding.action ?? null)}`)
    }
    for (;;) {
      const chosen = await line('   f to finish now, g to go on with the questions: ')
      if (chosen === undefined) return 'ended'
      if (chosen.toLowerCase() === 'f') return 'finish'
      if (chosen.toLowerCase() === 'g') return 'on'
    }
  }
}

function nextOpen(questionnaire: Questionnaire, answers: Answers, on: string): Question | undefined {
  const { sheet } = due(questionnaire, answers, on)
  return questionnaire.questions.find(({ subject }) => sheet.states[subject.index] === State.unanswered)
}
