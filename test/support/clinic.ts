import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { headOf } from './load.ts'
import { prescreen, type Ran } from './program.ts'

/** A form of four questions, one of each kind that an export tells apart. */
export const FORM: string = `${headOf('visit')}sections:
  - id: all
    title: All
    questions:
      - { id: heart, text: A heart attack?, type: choice, options: { never: Never, recent: Lately, older: Long ago } }
      - { id: signs, text: Any of these?, type: choices, none: None, options: { rash: A rash, fever: A fever, cough: A cough } }
      - { id: change, text: Change of weight?, type: decimal, unit: kg, hard: { min: -50, max: 50 } }
      - { id: words, text: Anything else?, type: text }
rules:
  - { id: HEART, when: heart = recent, level: refer-discuss, because: Reported a heart attack. }
  - { id: FEVER, when: signs has fever, level: act-now, action: emergency, because: Reported a fever. }
`

/** A record folder and settings of their own, and people who are asked there line by line. */
export class Clinic {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'clinic-'))
  readonly home: string = join(this.folder, 'home')
  readonly form: string = join(this.folder, 'visit.yaml')

  constructor() {
    mkdirSync(this.home)
    writeFileSync(this.form, FORM)
    process.once('exit', () => rmSync(this.folder, { recursive: true, force: true }))
  }

  set(settings: string): void {
    writeFileSync(join(this.folder, 'settings.yaml'), settings)
  }

  /** A file of that name, with what is in it. */
  file(name: string, text: string): string {
    const path = join(this.folder, name)
    writeFileSync(path, text)
    return path
  }

  run(args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return prescreen(args, input, { ...this.env, ...env })
  }

  get env(): Readonly<Record<string, string>> {
    return { PRESCREEN_HOME: this.home, PRESCREEN_CONFIG: this.folder }
  }

  /** Asks somebody; returns the id of their record. */
  async asks(ref: string, ...lines: readonly string[]): Promise<string> {
    const before = new Set(this.ids)
    await this.run(['screen', this.form, '--ref', ref], `${lines.join('\n')}\nf\n`)
    const [id] = this.ids.filter((one) => !before.has(one))
    if (id === undefined) throw new Error(`${ref} was not recorded`)
    return id
  }

  records(...args: readonly string[]): Promise<Ran> {
    return this.run(['records', ...args])
  }

  /** Files of records, with their folder. */
  get files(): readonly string[] {
    const days = join(this.home, 'records')
    return readdirSync(this.home).includes('records')
      ? readdirSync(days).flatMap((day) => readdirSync(join(days, day)).map((name) => join(days, day, name)))
      : []
  }

  private get ids(): readonly string[] {
    return this.files.map((path) => /([0-9a-z-]+)\.jsonl(\.age)?$/.exec(path)?.[1] ?? '')
  }
}
