import type { Answer, Question, Questionnaire } from '../../src/questionnaire/index.ts'
import { openDesk, press } from '../../src/terminal/desk.ts'
import type { Desk } from '../../src/terminal/desk-state.ts'
import type { Key } from '../../src/terminal/keys.ts'

/** Keys with a name of their own; every other key is the sign that it types. */
export const NAMED: Readonly<Record<string, Key>> = {
  Enter: { name: 'return', text: '\r', ctrl: false },
  Left: { name: 'left', text: '', ctrl: false },
  Right: { name: 'right', text: '', ctrl: false },
  Up: { name: 'up', text: '', ctrl: false },
  Down: { name: 'down', text: '', ctrl: false },
  PageUp: { name: 'pageup', text: '', ctrl: false },
  PageDown: { name: 'pagedown', text: '', ctrl: false },
  Home: { name: 'home', text: '', ctrl: false },
  End: { name: 'end', text: '', ctrl: false },
  Esc: { name: 'escape', text: '', ctrl: false },
  F1: { name: 'f1', text: '', ctrl: false },
  Tab: { name: 'tab', text: '\t', ctrl: false },
  Backspace: { name: 'backspace', text: '\u007f', ctrl: false },
  'Ctrl-B': { name: 'b', text: '\u0002', ctrl: true },
  'Ctrl-G': { name: 'g', text: '\u0007', ctrl: true },
  'Ctrl-U': { name: 'u', text: '\u0015', ctrl: true },
}

export function keyOf(key: string): Key {
  return NAMED[key] ?? { name: /^[a-z0-9]$/i.test(key) ? key.toLowerCase() : '', text: key, ctrl: false }
}

export interface Seat {
  readonly guardMs?: number
  readonly reference?: string
  readonly on?: string
}

/** Somebody at the keyboard: each key a second after the one before, unless told. Pure: no terminal is open. */
export class Typist {
  desk: Desk
  now = 10_000

  constructor(form: Questionnaire, { guardMs = 300, reference = 'A-1', on = '2026-11-22' }: Seat = {}) {
    this.desk = openDesk(form, { on, guardMs, reference, at: this.moment })
  }

  /** `Enter`, `Left`, `Ctrl-G` and so on by name; the rest is typed sign by sign. */
  presses(...keys: readonly string[]): this {
    return this.pressesEvery(1000, ...keys)
  }

  types(text: string): this {
    return this.presses(...text)
  }

  /** That many milliseconds before each key. */
  pressesEvery(ms: number, ...keys: readonly string[]): this {
    for (const key of keys) {
      this.now += ms
      this.desk = press(this.desk, keyOf(key), this.moment)
    }
    return this
  }

  /** All of it at once, as a terminal that marks pastes reports it. */
  pastes(text: string): this {
    this.now += 1000
    this.desk = press(this.desk, { name: 'paste', text, ctrl: false }, this.moment)
    return this
  }

  /** Leans on a key for so many milliseconds: the first repeat comes after `first`, the others 33 ms apart. */
  holds(key: string, { first, forMs }: { readonly first: number; readonly forMs: number }): this {
    this.pressesEvery(1000, key)
    for (let gone = first; gone <= forMs; gone += 33) this.pressesEvery(gone === first ? first : 33, key)
    return this
  }

  waits(ms: number): this {
    this.now += ms
    return this
  }

  /** Presses the keys of each answer, in order. */
  answers(...answers: readonly Answer[]): this {
    for (const answer of answers) this.presses(...keysFor(this.question, answer))
    return this
  }

  get question(): Question {
    const { step } = this.desk.screening
    if (step.kind !== 'ask') throw new Error(`nothing is asked: the desk is at ${this.at}`)
    return step.question
  }

  /** The question at hand, the kind of step, or the page. */
  get at(): string {
    const { page, screening } = this.desk
    if (page !== 'form') return page
    return screening.step.kind === 'ask' ? screening.step.question.id : screening.step.kind
  }

  /** What is stored for a question: its value, or the word for none. */
  stored(id: string): unknown {
    const answer = this.desk.screening.answers.get(id)
    return answer?.kind === 'given' ? answer.value : answer?.kind
  }

  answer(id: string): Answer | undefined {
    return this.desk.screening.answers.get(id)
  }

  get answered(): number {
    return this.desk.screening.answers.size
  }

  private get moment() {
    return { ms: this.now, iso: new Date(Date.parse('2026-11-22T09:00:00Z') + this.now).toISOString() }
  }
}

/** The keys that give an answer to a question, as a person presses them. */
export function keysFor(question: Question, answer: Answer): readonly string[] {
  const keyOfCode = (code: string) => question.options.find((option) => option.code === code)?.key ?? '0'
  if (answer.kind === 'unsure' || answer.kind === 'declined') {
    const state = answer.kind === 'unsure' ? 'u' : 'd'
    if (answer.codes !== undefined) return [...answer.codes.map(keyOfCode), state, 'Enter']
    return question.type === 'text' ? ['Enter', state] : [state]
  }
  if (answer.kind === 'rejected') throw new Error(`${question.id}: no keys give ${answer.raw}`)
  const { value } = answer
  if (typeof value !== 'string' && typeof value !== 'number')
    return value.includes('none') ? ['0'] : [...value.map(keyOfCode), 'Enter']
  return question.options.length > 0 ? [keyOfCode(String(value))] : [...String(value), 'Enter']
}
