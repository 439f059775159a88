import { expect, test } from 'vitest'
import { answerInWords, type Question, type Questionnaire } from '../../src/questionnaire/index.ts'
import { begin, replay, take } from '../../src/screening/index.ts'
import { backFromStop, openDesk, press, woken } from '../../src/terminal/desk.ts'
import type { Desk, DeskPage } from '../../src/terminal/desk-state.ts'
import { paintFor } from '../../src/terminal/look.ts'
import { screenOf, viewed } from '../../src/terminal/screen.ts'
import { visit } from '../screening/forms.ts'
import { shipped } from '../support/load.ts'
import { seeded } from '../support/seed.ts'
import { isState, joined, lineOf, optionsOf, squeezed } from './read-off.ts'
import { keyOf } from './typist.ts'

/**
 * What the screen said, read from its lines alone, beside what is stored. Keys are typed, held down, pasted, pressed in
 * bursts; the window is made larger and smaller; the program is stopped, hidden and killed. Whenever a stored answer
 * changes, the screen before must have shown that this key says so, and the screen after must say what became of others.
 * `PRESCREEN_SAID=200000 npx vitest run test/terminal/said-and-stored.test.ts --testTimeout=36000000` for the long run.
 */
const SEQUENCES = Number(process.env.PRESCREEN_SAID ?? 600)
const SEED = Number(process.env.PRESCREEN_SEED ?? 20261128)
const OCCASION = { at: '2026-11-22 13:05 +00:00', program: '0.0.0' }
const ON = '2026-11-22'

const forms: readonly (readonly [Questionnaire, number])[] = [
  [visit, 0.97],
  [shipped('ketamine-intake'), 0.03],
]

test(`${SEQUENCES} random sequences: the screen said all that is stored, and nothing was changed without a word`, () => {
  const seen = new Map<string, number>()
  for (const [form, part] of forms) {
    for (let number = 0; number < Math.ceil(SEQUENCES * part); number += 1) {
      const seat = new Seat(form, seeded(SEED + number))
      try {
        for (let step = 0; step < 12; step += 1) seat.doesSomething()
        seat.isReadBack()
      } catch (error) {
        throw new Error(`${form.id}, seed ${SEED + number}: ${seat.log.slice(-6).join(' | ')}`, { cause: error })
      }
      for (const [what, times] of seat.seen) seen.set(what, (seen.get(what) ?? 0) + times)
    }
  }
  process.stdout.write(`${[...seen].map(([what, times]) => `${what} ${times}`).join(', ')}\n`)
  // A walk that never meets these would show nothing.
  for (const what of [
    'answered',
    'changed',
    'set aside',
    'taken back',
    'ticks and the others',
    'pasted',
    'held',
    'killed',
    'stopped and continued',
    'could not be stopped',
    'ended by a signal',
    'kept',
  ])
    expect([what, (seen.get(what) ?? 0) > 0]).toEqual([what, true])
})

/** One person at a window. `said` holds what the screen acknowledged, in its own words, by question. */
class Seat {
  readonly log: string[] = []
  readonly seen = new Map<string, number>()
  private desk: Desk
  private now = 10_000
  private columns = 80
  private rows = 40
  private readonly said = new Map<string, string>()

  private readonly form: Questionnaire
  private readonly random: () => number

  constructor(form: Questionnaire, random: () => number) {
    this.form = form
    this.random = random
    this.desk = openDesk(form, { on: ON, guardMs: 300, reference: 'A-1', at: this.moment })
    this.walksAhead()
  }

  doesSomething(): void {
    const luck = this.random()
    if (luck < 0.1) this.holds()
    else if (luck < 0.16) this.pastes()
    else if (luck < 0.22) this.resizes()
    else if (luck < 0.26) this.isStopped()
    else if (luck < 0.28) this.closesAndOpens()
    else if (luck < 0.3) this.presses(Math.trunc(this.random() * 120), this.someKey(), this.someKey())
    else if (luck < 0.4 && this.step.kind === 'ask' && this.step.question.type === 'choices') this.ticks()
    else this.presses(350 + Math.trunc(this.random() * 700), this.someKey())
  }

  /** What is stored, as it would be after a kill, is what the screen said: no more, no less, and in its words. */
  isReadBack(): void {
    const { moves } = this.desk.screening
    const stored = replay(this.form, ON, JSON.parse(JSON.stringify(moves)))
    const words = [...stored.answers].map(([id, answer]) => [id, this.wordsOf(id, answer)])
    expect(Object.fromEntries(words)).toEqual(Object.fromEntries(this.said))
  }

  /** Some answers first, so that every part of a form comes up; what they are is told by the screen as well. */
  private walksAhead(): void {
    const steps = Math.trunc(this.random() * (this.form.questions.length + 4))
    for (let step = 0; step < steps; step += 1) this.presses(900, this.fittingKey())
    if (this.random() < 0.3) this.presses(900, 'Ctrl-G')
  }

  private ticks(): void {
    this.presses(400, this.optionKey(), this.optionKey(), this.oneOf(['u', 'd', 'u', this.optionKey()]), 'Enter')
  }

  /** An answer with follow-ups is changed from the review, back and forth; what was set aside is offered and taken. */
  private closesAndOpens(): void {
    for (const key of ['1', '3', 'Right', 'Right', 'Right']) {
      const rows = this.desk.screening.evaluation.due.findIndex(({ id }) => id === 'heart')
      if (rows < 0) return
      if (key !== 'Right') {
        this.presses(600, 'Ctrl-G')
        this.presses(600, 'Home')
        for (let row = 0; row < rows; row += 1) this.presses(600, 'Down')
        this.presses(600, 'Enter')
      }
      this.presses(600, key)
    }
  }

  private holds(): void {
    this.count('held')
    const key = this.someKey()
    const first = this.oneOf([250, 500, 660])
    this.presses(500, key)
    const last = first + Math.trunc(this.random() * 20) * 33
    for (let gone = first; gone <= last; gone += 33) this.presses(gone === first ? first : 33, key)
  }

  private pastes(): void {
    this.count('pasted')
    const text = this.oneOf([
      'aspirin\ny\n0\n3',
      'y',
      '120',
      'iron 0.5 mg',
      '',
      'a\u200cb',
      '\u001b[31m',
      'ибупрофен\tна ночь',
    ])
    this.now += 500
    this.takes({ name: 'paste', text, ctrl: false }, `paste ${JSON.stringify(text)}`)
  }

  private resizes(): void {
    this.columns = 36 + Math.trunc(this.random() * 90)
    this.rows = 16 + Math.trunc(this.random() * 40)
    this.desk = this.drawn(this.desk)
  }

  /** A signal arrives, or nobody comes for long, between two keys or between the repeats of one that is held down. */
  private isStopped(): void {
    const gone = this.oneOf([20, 60, 400, 5000])
    this.now += gone
    const luck = this.random()
    if (luck < 0.2) this.desk = woken(this.desk, this.moment)
    else if (luck < 0.5) {
      const how = this.oneOf(['continued', 'never-stopped'] as const)
      this.count(how === 'continued' ? 'stopped and continued' : 'could not be stopped')
      const { answers } = this.desk.screening
      this.desk = this.drawn(backFromStop(this.desk, how, this.moment))
      expect(this.desk.screening.answers).toBe(answers)
      this.log.push(how)
    } else this.isTakenUpAgain(luck < 0.75 ? 'killed' : 'ended by a signal')
    // What was typed ahead for the shell, or is still held down, arrives at once.
    if (this.random() < 0.5) this.presses(Math.trunc(this.random() * 120), this.someKey(), this.someKey())
  }

  /**
   * Killed, or ended by SIGINT, SIGTERM or SIGHUP: only what was stored is there, and `resume` says what was answered; it
   * asks whose it is where it is not sure, and no key answers a question before that.
   */
  private isTakenUpAgain(how: 'killed' | 'ended by a signal'): void {
    this.count(how)
    const { moves } = this.desk.screening
    const stored = replay(this.form, ON, JSON.parse(JSON.stringify(moves)))
    const words = [...stored.answers].map(([id, answer]) => [id, this.wordsOf(id, answer)])
    expect([how, Object.fromEntries(words)]).toEqual([how, Object.fromEntries(this.said)])
    const at = this.moment.iso
    const screening =
      stored.step.kind === 'ask' ? take(take(stored, { kind: 'review', at }), { kind: 'go-on', at }) : stored
    const takenUp = { screening, draft: ['Draft'], ask: how === 'ended by a signal' && this.random() < 0.5 }
    this.desk = this.drawn(openDesk(this.form, { on: ON, guardMs: 300, at: this.moment, takenUp }))
    this.log.push(how)
    if (!takenUp.ask) return
    this.presses(20, this.someKey(), this.someKey())
    if (this.desk.page === 'whose') this.presses(600, 'y')
  }

  private presses(ms: number, ...keys: readonly string[]): void {
    keys.forEach((key, index) => {
      this.now += index === 0 ? ms : 30 + Math.trunc(this.random() * 150)
      this.takes(keyOf(key), key)
    })
  }

  private takes(key: ReturnType<typeof keyOf>, name: string): void {
    const before = this.desk
    const after = this.drawn(press(before, key, this.moment))
    this.log.push(name)
    this.desk = STAYS.includes(after.page) ? after : before
    if (after.screening.answers !== before.screening.answers) this.compares(before, after, name)
  }

  /** The stored answers changed: by whose word? */
  private compares(before: Desk, after: Desk, key: string): void {
    const [old, now] = [before.screening.answers, after.screening.answers]
    const told = this.shown(after).replaceAll(/\s+/g, ' ')
    for (const { id, short } of this.form.questions) {
      const [was, is] = [old.get(id), now.get(id)]
      if (JSON.stringify(was) === JSON.stringify(is)) continue
      if (is === undefined) {
        const isTold =
          told.includes('was taken back') || (told.includes('Set aside because') && this.isNamed(told, short))
        expect([id, 'is gone, and told', isTold, told]).toEqual([id, 'is gone, and told', true, told])
        this.count(told.includes('was taken back') ? 'taken back' : 'set aside')
        this.said.delete(id)
        continue
      }
      const words = this.wordsOf(id, is)
      if (told.includes('was taken back')) {
        // What stood before is there again, and was said then.
        this.said.set(id, words)
        continue
      }
      const promised = this.promisedBy(before, key, id)
      expect([id, squeezed(words)]).toEqual([id, squeezed(promised)])
      if (was !== undefined) {
        const change = `Changed: ${short.replace(/[?:.!]$/, '')}`
        expect([id, told.includes(change), told]).toEqual([id, true, told])
        expect(squeezed(told)).toContain(squeezed(`→ ${words}.`))
        this.count('changed')
      } else this.count('answered')
      this.said.set(id, words)
    }
  }

  /** The desk as it is told what was on the screen. A high screen shows all of everything. */
  private drawn(desk: Desk): Desk {
    return this.rows < 30
      ? viewed(desk, OCCASION, this.look)
      : { ...desk, view: { page: 10, last: 0, asked: 0, needed: 0, seen: 0 } }
  }

  private isNamed(told: string, short: string): boolean {
    return told.includes(short) || /and \d+ more/.test(told)
  }

  /** What the screen promised that this key would say, read from its lines. */
  private promisedBy(desk: Desk, key: string, id: string): string {
    const { step } = desk.screening
    const lines = this.tall(desk)
    const question = this.form.questionById.get(id) as Question
    if (step.kind === 'confirm')
      return /(.*?)\. [^.]*\.? Is it right\?/.exec(joined(lines))?.[1]?.replace(/^.*\? /, '') ?? ''
    if (key === 'Right') {
      this.count('kept')
      return /Earlier answer: (.*)\. +→ keeps it/.exec(joined(lines))?.[1] ?? ''
    }
    if (question.type === 'choices') return this.promisedByTicks(lines, key)
    if (question.options.length > 0 || isState(lines, key)) return optionsOf(lines).get(key.toLowerCase()) ?? ''
    const typed = lineOf(lines)
    if (question.type === 'text' || question.type === 'date') return typed
    return `${Number(typed.split(' ')[0])} ${question.unit?.shown ?? ''}`.trim()
  }

  private promisedByTicks(lines: readonly string[], key: string): string {
    if (key !== 'Enter') return optionsOf(lines).get(key) ?? ''
    const ticked = [...optionsOf(lines)]
      .filter(([, label]) => label.startsWith('[x]'))
      .map(([, label]) => label.slice(4))
    if (ticked.some((label) => label.startsWith('…'))) this.count('ticks and the others')
    return ticked.join('; ').replace('; … and', ', and')
  }

  private wordsOf(id: string, answer: Parameters<typeof answerInWords>[1]): string {
    return answerInWords(this.form.questionById.get(id) as Question, answer)
  }

  private fittingKey(): string {
    const { step } = this
    if (step.kind === 'confirm') return 'y'
    if (step.kind === 'act-now') return 'g'
    return step.kind === 'ask' ? this.someAnswerKey(step.question) : this.someKey()
  }

  private someAnswerKey(question: Question): string {
    if (question.type === 'choices') return this.oneOf(['0', '0', 'u', this.optionKey(), 'Enter'])
    if (question.options.length > 0) return this.oneOf([...question.options.map(({ key }) => key), 'u'])
    return this.oneOf([...'12057', 'Enter', 'Enter', 'u', 'd'])
  }

  private optionKey(): string {
    const { step } = this
    return step.kind === 'ask' && step.question.options.length > 0 ? this.oneOf(step.question.options).key : '1'
  }

  private someKey(): string {
    const luck = this.random()
    if (luck < 0.2)
      return this.oneOf(['Left', 'Left', 'Right', 'Right', 'Ctrl-G', '?', 'Esc', 'Down', 'Up', 'PageDown', 'Backspace'])
    if (luck < 0.28) return this.oneOf([...'yn0123456789udfgmc.,-/ ', 'é', '😀', '\u200d'])
    if (this.desk.page !== 'form') return this.oneOf(['c', 'x', 'Enter'])
    const { step } = this
    if (step.kind === 'ask' && step.earlier !== undefined && luck < 0.6) return this.oneOf(['Right', 'Right', 'Left'])
    if (step.kind === 'review') return this.oneOf(['Down', 'Up', 'Enter', 'Enter', 'g', 'f', 'm', '/'])
    return step.kind === 'act-now' ? this.oneOf(['g', 'g', 'Left', 'f']) : this.fittingKey()
  }

  private get step() {
    return this.desk.screening.step
  }

  private get look() {
    return { columns: this.columns, rows: this.rows, ascii: false, paint: paintFor(0) }
  }

  private get moment() {
    return { ms: this.now, iso: new Date(Date.parse('2026-11-22T09:00:00Z') + this.now).toISOString() }
  }

  private shown(desk: Desk): string {
    return screenOf(desk, OCCASION, this.look).join('\n')
  }

  /** The same screen with room for all of it: what is below can be scrolled to. */
  private tall(desk: Desk): readonly string[] {
    return screenOf({ ...desk, scroll: 0, help: false }, OCCASION, { ...this.look, rows: 400 })
  }

  private oneOf<T>(things: readonly T[]): T {
    return things[Math.trunc(this.random() * things.length)] as T
  }

  private count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1)
  }
}

/** The other pages are ways to leave, which are not gone here. */
const STAYS: readonly DeskPage[] = ['whose', 'form', 'card', 'reason']

// A form with nothing said begins with nothing.
test('the comparison itself begins with nothing', () => {
  expect(begin(visit, ON).answers.size).toBe(0)
})
