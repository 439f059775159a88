import { State } from '../../expression/index.ts'
import { plainText, type Question } from '../../questionnaire/index.ts'
import { dividedParts } from './dividers.ts'
import type { ColumnSource, FileWords } from './sources.ts'
import { allOf, anyOf, cases, isAmong, type Sql, sql } from './sql.ts'
import { plain } from './texts.ts'
import { tickedWords } from './tick-cells.ts'
import { asListed, holdsWord, listedWord } from './word-list.ts'
import {
  type CellReading,
  codesOf,
  columnText,
  labelBranches,
  NOT_READ,
  noneOf,
  type ReadCell,
  saidStates,
  stateOf,
  tableColumn,
  wordBranches,
} from './words.ts'

export function readSeveral(question: Question, source: ColumnSource, reading: CellReading): ReadCell {
  const { plan, dialect } = reading
  const { id, options } = question
  const words = plan.define(`${id}_w`, wordsOf(question, source, reading))
  const has = (word: string) => holdsWord(words, word, dialect)
  const state = plan.define(
    `${id}_a`,
    stateOf(
      [
        [sql`${words} = ${dialect.text('')}`, State.unanswered],
        [has(NOT_READ), State.rejected],
        [has('unsure'), State.unsure],
        [has('declined'), State.declined],
      ],
      State.given,
    ),
  )
  const something = anyOf(options.map(({ code }) => has(code)))
  return {
    ...noneOf(dialect),
    state,
    codes: words,
    options: options.map(({ code }) => code),
    isContradictory: plan.define(`${id}_k`, allOf([sql`${state} = ${State.given}`, has('none'), something])),
  }
}

/** A list of answers as codes, `none`, `unsure`, `declined`, or `NOT_READ`. */
function wordsOf(question: Question, source: ColumnSource, reading: CellReading): Sql {
  const { plan, dialect } = reading
  switch (source.kind) {
    case 'none':
      return dialect.text('')
    case 'list': {
      const list = plan.define(`${question.id}_t`, dialect.list(tableColumn(source.column, dialect)))
      return membersOf(list, { question, words: source.words }, reading)
    }
    case 'cell':
      return wordsOfCell(question, source, reading)
    case 'ticks':
      return tickedWords(question, source, reading)
  }
}

function wordsOfCell(
  question: Question,
  { column, words }: Extract<ColumnSource, { kind: 'cell' }>,
  reading: CellReading,
): Sql {
  const { plan, dialect } = reading
  const { id } = question
  const cell = plan.define(`${id}_r`, columnText(column, reading))
  const nothing = dialect.text('')
  if (words?.divider !== undefined) {
    const whole = plan.define(`${id}_c`, plain(cell, reading))
    const parts = dividedParts(cell, { question, words, divider: words.divider }, reading)
    return cases(
      [...listedBranches(wordBranches(whole, words, reading), reading), [sql`${whole} = ${nothing}`, nothing]],
      membersOf(parts, { question, words }, reading),
    )
  }
  const codes = codesOf(question)
  const text = plan.define(`${id}_t`, plain(cell, reading, codes))
  const several = membersOf(dialect.parts(text, ';'), { question, words }, reading)
  const branches: (readonly [Sql, Sql])[] = []
  if (words !== undefined) branches.push(...listedBranches(wordBranches(text, words, reading), reading))
  branches.push([sql`${text} = ${nothing}`, nothing])
  // Lists are only made for cells that are not a single answer.
  branches.push([isAmong(text, codes.map(dialect.text)), asListed(text, dialect)])
  for (const [key, code] of wholeWords(question, reading))
    branches.push([sql`${dialect.lowered(text, key)} = ${dialect.text(key)}`, dialect.text(listedWord(code))])
  return cases(branches, several)
}

function membersOf(list: Sql, about: Member, reading: CellReading): Sql {
  const { dialect } = reading
  const members = dialect.each(list, (member) => plain(member, reading))
  return dialect.joined(dialect.each(members, (member) => memberWord(member, about, reading)))
}

interface Member {
  readonly question: Question
  readonly words: FileWords | undefined
}

/** The word in the list for one part of an answer; nothing for an empty part. */
function memberWord(text: Sql, { question, words }: Member, reading: CellReading): Sql {
  const { dialect } = reading
  const notRead = dialect.text(listedWord(NOT_READ))
  const nothing = dialect.text('')
  const branches: (readonly [Sql, Sql])[] = [[sql`COALESCE(${text}, ${nothing}) = ${nothing}`, nothing]]
  if (words !== undefined) branches.push(...listedBranches(wordBranches(text, words, reading), reading))
  // Where the codes of the file are listed, another number must not be taken for one of ours by accident.
  if (words?.hasCodes === true) branches.push([dialect.isDecimal(text), notRead])
  branches.push([isAmong(text, codesOf(question).map(dialect.text)), asListed(text, dialect)])
  branches.push(...listedBranches(labelBranches(question, text, reading), reading))
  for (const [test, state] of saidStates(text, reading))
    branches.push([test, dialect.text(listedWord(state === State.unsure ? 'unsure' : 'declined'))])
  return cases(branches, notRead)
}

function listedBranches(
  branches: readonly (readonly [Sql, string])[],
  { dialect }: CellReading,
): readonly [Sql, Sql][] {
  return branches.map(([test, word]) => [test, dialect.text(word === '' ? '' : listedWord(word))])
}

/** Labels that can only be a whole cell: those that contain the divider. */
function wholeWords({ options, none = '' }: Question, { labels }: CellReading): ReadonlyMap<string, string> {
  if (!labels) return new Map()
  const isWhole = (label: string) => label.includes(';')
  const all = [...options, { label: none, code: 'none' }].map(({ label, code }) => [plainText(label), code] as const)
  return new Map(all.filter(([label]) => isWhole(label)).map(([label, code]) => [label.toLowerCase(), code]))
}
