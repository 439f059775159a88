import { seeded } from '../../support/seed.ts'

/** Draws that can be drawn again. */
interface Random {
  readonly next: () => number
  pick<T>(list: readonly T[]): T
}

function randomFrom(seed: number): Random {
  const next = seeded(seed)
  return { next, pick: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number] }
}

/** A wrong edit as somebody's hand makes it in the text of a questionnaire: nothing here knows conditions. */
export interface HandEdit {
  readonly text: string
  readonly was: string
  readonly became: string
}

type Hand = (text: string, random: Random) => HandEdit | undefined

/** The text of a condition with its place; folded lines belong to it. */
interface Written {
  readonly start: number
  readonly end: number
}

function conditionsIn(text: string): readonly Written[] {
  return [...text.matchAll(/^( *)(?:- )?(?:when|ask_if): (?:>-\n)?/gm)].flatMap((match) => {
    const start = match.index + match[0].length
    const indent = (match[1] ?? '').length
    const lines = text.slice(start).split('\n')
    const first = match[0].endsWith('\n') ? 0 : 1
    let count = first
    while (count < lines.length && first === 0 && /^ *\S/.test(lines[count] ?? '') && indentOf(lines[count]) > indent)
      count += 1
    // Promises are no rules: an edit of what must hold is another matter.
    const isPromise = text.lastIndexOf('\npromises:\n', start) > 0
    return isPromise ? [] : [{ start, end: start + lines.slice(0, Math.max(1, count)).join('\n').length }]
  })
}

function indentOf(line = ''): number {
  return line.length - line.trimStart().length
}

/** Picks one match in one condition, and writes something else there. */
function inCondition(pattern: RegExp, become: (was: string, random: Random, text: string) => string): Hand {
  return (text, random) => {
    const { start, end } = random.pick(conditionsIn(text))
    const found = [...text.slice(start, end).matchAll(pattern)]
    if (found.length === 0) return undefined
    const match = random.pick(found)
    const at = start + match.index
    const became = become(match[0], random, text)
    if (became === match[0]) return undefined
    return { text: text.slice(0, at) + became + text.slice(at + match[0].length), was: match[0], became }
  }
}

const WORD = /(?<![\w-])[a-z][a-z0-9_]*(?![\w-])/g
const LANGUAGE = ['and', 'or', 'not', 'in', 'between', 'has', 'any', 'of', 'is', 'answered', 'count']

const HANDS: readonly Hand[] = [
  // A number is mistyped: near, a digit more or less, two digits exchanged.
  inCondition(/(?<![\w.])\d+(?![\w.])/g, (was, random) =>
    random.pick([
      String(Number(was) + random.pick([1, -1, 2, -2, 5, 10, -10])),
      `${was}0`,
      was.length > 1 ? was.slice(0, -1) : was,
      [...was].reverse().join(''),
    ]),
  ),
  inCondition(/>=|<=|!=|>|<|=/g, (_, random) => random.pick(['>=', '<=', '!=', '>', '<', '='])),
  inCondition(/\b(?:and|or)\b/g, (was) => (was === 'and' ? 'or' : 'and')),
  // Another word of the file stands where one was meant: a code, a question.
  inCondition(WORD, (was, random, text) => {
    if (LANGUAGE.includes(was)) return was
    return random.pick([...text.matchAll(WORD)].map(([word]) => word).filter((word) => !LANGUAGE.includes(word)))
  }),
  // A neighbour in the same condition is written twice.
  inCondition(WORD, (was, random, text) => {
    if (LANGUAGE.includes(was)) return was
    const near = text.slice(Math.max(0, text.indexOf(was) - 200), text.indexOf(was) + 200)
    return random.pick([...near.matchAll(WORD)].map(([word]) => word))
  }),
  // A piece of a list, or of a row of tests, is lost.
  inCondition(/, *\n? *[a-z0-9_]+(?=[,)])/g, () => ''),
  inCondition(/(?<=\()[a-z0-9_]+, */g, () => ''),
  inCondition(/ (?:and|or)[ \n]+[a-z_]+ (?:=|!=|>=|<=|has) [a-z0-9_]+(?! *\()/g, () => ''),
  inCondition(/[a-z_]+ (?:=|!=|>=|<=|has) [a-z0-9_]+[ \n]+(?:and|or) /g, () => ''),
  inCondition(/[a-z_]+ (?:=|has) [a-z0-9_]+/g, (was) => `not ${was}`),
  inCondition(/ is not answered| is answered/g, (was) =>
    was === ' is answered' ? ' is not answered' : ' is answered',
  ),
  inCondition(/ in \(/g, () => ' not in ('),
  otherLevel,
  withoutRule,
  otherRulesCondition,
  linesExchanged,
]

function otherLevel(text: string, random: Random): HandEdit | undefined {
  const found = [...text.matchAll(/^( +level: )(act-now|refer-before|refer-discuss)$/gm)]
  const match = random.pick(found)
  const became = random.pick(['act-now', 'refer-before', 'refer-discuss'])
  if (became === match[2]) return undefined
  const line = `${match[1]}${became}${became === 'act-now' ? '\n    action: clinician-now' : ''}`
  const rest = text.slice(match.index + match[0].length)
  const after = match[2] === 'act-now' ? rest.replace(/^\n {4}action: \S+/, '') : rest
  return { text: text.slice(0, match.index) + line + after, was: match[0].trim(), became }
}

/** Where each rule begins and ends. */
function rulesIn(text: string): readonly Written[] {
  const from = text.indexOf('\nrules:\n')
  const to = text.indexOf('\npromises:\n')
  const own = text.slice(0, to < 0 ? text.length : to)
  const starts = [...own.matchAll(/^ {2}- id: [A-Z][\w-]*$/gm)]
    .map(({ index }) => index)
    .filter((index) => index > from)
  return starts.map((start, place) => ({ start, end: starts[place + 1] ?? own.length }))
}

function withoutRule(text: string, random: Random): HandEdit | undefined {
  const { start, end } = random.pick(rulesIn(text))
  return {
    text: text.slice(0, start) + text.slice(end),
    was: text.slice(start, end).split('\n', 1)[0] ?? '',
    became: '',
  }
}

/** A rule is copied, and its condition forgotten. */
function otherRulesCondition(text: string, random: Random): HandEdit | undefined {
  const rules = conditionsIn(text).filter(({ start }) => start > text.indexOf('\nrules:\n'))
  const place = Math.floor(random.next() * (rules.length - 1))
  const [one, other] = [rules[place], rules[place + 1]]
  if (one === undefined || other === undefined) return undefined
  const [was, became] = [text.slice(other.start, other.end), text.slice(one.start, one.end)]
  if (was.includes('\n') || became.includes('\n') || was === became) return undefined
  return { text: text.slice(0, other.start) + became + text.slice(other.end), was, became }
}

/** The conditions of two rules that stand beside each other are exchanged. */
function linesExchanged(text: string, random: Random): HandEdit | undefined {
  const rules = conditionsIn(text).filter(({ start }) => start > text.indexOf('\nrules:\n'))
  const place = Math.floor(random.next() * (rules.length - 1))
  const [one, other] = [rules[place], rules[place + 1]]
  if (one === undefined || other === undefined) return undefined
  const [first, second] = [text.slice(one.start, one.end), text.slice(other.start, other.end)]
  if (first.includes('\n') || second.includes('\n') || first === second) return undefined
  return {
    text: text.slice(0, one.start) + second + text.slice(one.end, other.start) + first + text.slice(other.end),
    was: `${first} | ${second}`,
    became: `${second} | ${first}`,
  }
}

/** A wrong edit by its number; undefined where the hand finds nothing to do. */
export function handEdit(text: string, seed: number): HandEdit | undefined {
  const random = randomFrom(seed)
  return random.pick(HANDS)(text, random)
}
