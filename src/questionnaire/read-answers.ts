import { type Code, type Loaded, loaded, problemsOf, type Remedy, suggestion } from '../diagnostics/index.ts'
import { isBlank, type YamlFile } from '../yaml/index.ts'
import type { Answer, Answers } from './answer.ts'
import { texts } from './fields.ts'
import type { Question, Questionnaire } from './model.ts'
import { complaint, parseAnswer } from './parse-answer.ts'

/**
 * Reads a file of one person's answers: a mapping from question ids to answers. An unknown question refuses the file. A
 * value that is not a valid answer is kept as rejected, which becomes a finding, and is reported as a warning.
 */
export function readAnswers({ source, root }: YamlFile, questionnaire: Questionnaire): Loaded<Answers> {
  const problems = problemsOf(source)
  const answers = new Map<string, Answer>()
  if (root.kind !== 'mapping') {
    problems.report('wrong-shape', root.span, { message: 'answers are written as `question: answer` lines' })
    return loaded<Answers>(undefined, problems)
  }
  for (const [id, { key, value }] of root.entries) {
    const question = questionnaire.questionById.get(id)
    if (question === undefined) {
      problems.report('unknown-question', key.span, {
        message: `unknown question \`${id}\``,
        help: `\`${questionnaire.id}\` has no such question: take the line out`,
        ...suggestion(id, questionnaire.questionById.keys()),
      })
    } else if (value.kind === 'mapping') {
      problems.report('wrong-shape', key.span, { message: `the answer to \`${id}\` is one value, or a list` })
    } else if (!isBlank(value)) {
      const written =
        value.kind === 'scalar'
          ? value.value
          : texts(value.items, `the answer to \`${id}\``, problems).map((word) => word.value)
      const answer = parseAnswer(question, written)
      if (answer !== undefined) answers.set(id, answer)
      if (answer?.kind === 'rejected')
        problems.report(rejectionCode(answer.why), value.span, {
          message: complaint(question, answer),
          ...remedyFor(question, answer.raw),
        })
    }
  }
  return loaded<Answers>(answers, problems)
}

function rejectionCode(why: 'unreadable' | 'out-of-range'): Code {
  return why === 'unreadable' ? 'unreadable-answer' : 'out-of-range-answer'
}

function remedyFor(question: Question, raw: string): Remedy {
  if (raw.startsWith('[') && question.type !== 'choices') return { help: 'write one answer, without a list' }
  const codes = question.options.map((option) => option.code)
  return codes.length === 0 ? {} : suggestion(raw, question.type === 'choices' ? ['none', ...codes] : codes)
}
