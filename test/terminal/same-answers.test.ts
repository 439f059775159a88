import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Case, loadCases } from '../../src/authoring/index.ts'
import { type Answer, type Question, withSupplied } from '../../src/questionnaire/index.ts'
import { type Guidance, guide } from '../../src/rules/index.ts'
import { evaluate, inMemory, type Screening } from '../../src/screening/index.ts'
import { plainInterview } from '../../src/terminal/plain.ts'
import { inProject, shipped, told, yamlFile } from '../support/load.ts'
import { partlyKnown, wordsOf } from '../support/partly-known.ts'
import { keysFor, Typist } from './typist.ts'

const intake = shipped('ketamine-intake')
const IN_PART = ', known in part'
const typable = [...cases(), ...cases().flatMap(inPart)].map(withTheRest).filter(canBeTyped)

test('most of the shipped cases can be typed, also where a list is known in part', () => {
  expect(typable.filter(({ name }) => !name.includes(IN_PART)).length).toBeGreaterThan(100)
  expect(typable.filter(({ name }) => name.includes(IN_PART)).length).toBeGreaterThan(20)
})

test.each(typable.map((one) => [one.name, one] as const))('%s', async (_, { answers, on }) => {
  const expected = JSON.stringify(guide(intake, answers, on))
  expect(JSON.stringify(result(byKeys(answers, on)))).toBe(expected)
  expect(JSON.stringify(result(await byLines(answers, on)))).toBe(expected)
})

function cases(): readonly Case[] {
  const path = `questionnaires/${intake.id}.cases.yaml`
  const file = yamlFile(readFileSync(inProject(path)), path)
  const read = file.ok ? loadCases(file.value, intake) : file
  if (!read.ok) throw new Error(told(read.diagnostics).join('\n'))
  return read.value
}

/** The person of a case who is sure of no more of a list than what was said; nobody where no list has anything in it. */
function inPart(one: Case): readonly Case[] {
  const kinds = ['unsure', 'declined'] as const
  return kinds
    .map((kind) => ({ ...one, name: `${one.name}${IN_PART}, ${kind}`, answers: partlyKnown(one.answers, kind) }))
    .filter(({ answers }) => [...answers.values()].some((answer) => answer.kind !== 'given' && answer.codes))
}

/** A question that no rule reads has no usual answer, and somebody at a desk is asked it all the same. */
function withTheRest(one: Case): Case {
  const declined = ({ subject }: Question): Answer | undefined =>
    intake.needed[subject.index] ? undefined : { kind: 'declined' }
  return { ...one, answers: withSupplied(intake, one.answers, one.on, declined) }
}

/** Every question that is due has a valid answer, no other has one, and the answers agree with each other. */
function canBeTyped({ answers, on }: Case): boolean {
  const { due, failing } = evaluate(intake, answers, on)
  return due.length === answers.size && due.every(({ id }) => isValid(answers.get(id))) && failing.length === 0
}

/** A list lets nobody choose "none" beside something else. */
function isValid(answer: Answer | undefined): boolean {
  if (answer?.kind === 'given')
    return !Array.isArray(answer.value) || answer.value.length === 1 || !answer.value.includes('none')
  return answer !== undefined && answer.kind !== 'rejected'
}

function result(screening: Screening): Guidance {
  expect(screening.step).toEqual({ kind: 'done', finishedEarly: false })
  return guide(intake, screening.answers, screening.on, { finishedEarly: false })
}

/** More steps than any way through the form has. */
const ENOUGH = 500

/** On the full screen, past every doubt and interrupt. */
function byKeys(answers: ReadonlyMap<string, Answer>, on: string): Screening {
  const typist = new Typist(intake, { on })
  for (let step = 0; step < ENOUGH && typist.at !== 'card'; step += 1) {
    if (typist.at === 'confirm') typist.presses('y')
    else if (typist.at === 'act-now') typist.presses('g')
    else if (typist.at === 'review') typist.presses('f')
    else typist.presses(...keysFor(typist.question, answerTo(typist.question, answers)))
  }
  return typist.desk.screening
}

/** Line by line: what to type is read from what is asked. */
async function byLines(answers: ReadonlyMap<string, Answer>, on: string): Promise<Screening> {
  let said = ''
  async function* lines(): AsyncGenerator<string> {
    for (let line = 0; line < ENOUGH; line += 1) yield lineFor(said.slice(said.lastIndexOf('\n\n')), answers)
  }
  const err = (text: string) => {
    said += text
  }
  const { how, screening } = await plainInterview(
    { questionnaire: intake, on, store: inMemory(), reference: undefined },
    { lines, err, iso: () => '2026-11-22T09:00:00.000Z' },
  )
  expect(said).not.toContain('\u001b')
  if (how !== 'done') throw new Error(`never finished:\n${said.slice(-2000)}`)
  return screening
}

function lineFor(shown: string, answers: ReadonlyMap<string, Answer>): string {
  if (shown.includes('Is it right?')) return 'y'
  if (/ACT NOW(?! was raised)/.test(shown)) return 'g'
  const question = intake.questions.find(
    ({ section, text }) => shown.includes(`\n${section.title}. `) && shown.includes(`\n${text}\n`),
  )
  if (question === undefined) return 'f'
  return wordsOf(answerTo(question, answers)).join('; ')
}

function answerTo(question: Question, answers: ReadonlyMap<string, Answer>): Answer {
  const answer = answers.get(question.id)
  if (answer === undefined) throw new Error(`${question.id} is asked, and the case has no answer to it`)
  return answer
}
