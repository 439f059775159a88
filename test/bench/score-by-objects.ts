/*
 * Scores a file of records as one would with the library alone: csv-parse makes an object of each record, each cell is
 * read, and the closures of the rules are run one person at a time. Prints how many are at each level.
 */
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { type Answer, due, parseAnswer } from '../../src/questionnaire/index.ts'
import { rollUp } from '../../src/rules/index.ts'
import { formIn } from './form-in.ts'
import { ON } from './people.ts'

const [path = '', records = ''] = process.argv.slice(2)
const questionnaire = formIn(path)
const truths = new Uint8Array(questionnaire.rules.length)
const levels = new Map<string, number>()
const parser = createReadStream(records).pipe(parse({ columns: true }))
for await (const record of parser as AsyncIterable<Record<string, string>>) {
  const answers = new Map<string, Answer>()
  for (const question of questionnaire.questions) {
    const answer = parseAnswer(question, record[question.id] ?? '')
    if (answer !== undefined) answers.set(question.id, answer)
  }
  const standing = due(questionnaire, answers, ON)
  for (const { index, when } of questionnaire.rules) truths[index] = when.test(standing.sheet)
  const { level } = rollUp({ questionnaire, standing, truths, finishedEarly: false })
  levels.set(level, (levels.get(level) ?? 0) + 1)
}
process.stdout.write(`${JSON.stringify(Object.fromEntries(levels))}\n`)
