import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Disk } from '../../src/disk/disk.ts'
import type { Owner } from '../../src/disk/index.ts'
import type { Answer, Questionnaire } from '../../src/questionnaire/index.ts'
import type { Sitting } from '../../src/record/drafts/draft-file.ts'
import { type DraftStore, draftStore } from '../../src/record/drafts/draft-store.ts'
import { readyRecordFolder } from '../../src/record/drafts/ready-folder.ts'
import type { RecordFolder } from '../../src/record/record-folder.ts'
import { begin, type Kept, type Move, type Screening, take } from '../../src/screening/index.ts'
import { headOf, questionnaire } from '../support/load.ts'

/** A yes asks two more; every kind of answer; a check. */
export const FORM: string = `${headOf('small')}sources:
  s1: { title: A source, year: 2026 }
sections:
  - id: a
    title: Heart
    questions:
      - { id: chest, text: Chest pain?, type: yes_no, usual: no, worse: yes }
      - { id: since, text: Since how many days?, type: integer, unit: days, ask_if: chest = yes, hard: { min: 0, max: 999 }, soft: { min: 0, max: 30 } }
      - { id: signs, text: Any of these?, type: choices, none: None of these, options: { rash: A rash, cough: A cough } }
      - { id: smoke, text: Do you smoke?, type: choice, options: { never: Never, some: Some days, daily: Every day } }
      - { id: words, text: Anything else?, type: text }
rules:
  - { id: R-1, when: chest = yes, level: refer-before, because: Reported chest pain., sources: [s1] }
`

export const form: Questionnaire = questionnaire(FORM, 'small.yaml')
export const ON = '2026-11-22'

export const owner: Owner = { pid: process.pid, isRunning: (pid) => fs.existsSync(`/proc/${pid}`), now: Date.now }

let instant = Date.parse('2026-11-22T10:00:00Z')

/** Each a second after the one before. */
export function tick(): string {
  instant += 1000
  return new Date(instant).toISOString()
}

/** In memory where there is such a disk: what is tested here is not how long flushing takes. */
const DISK = fs.existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export function newFolder(): string {
  return join(fs.mkdtempSync(join(DISK, 'prescreen-records-')), 'home')
}

export function removeFolder(path: string): void {
  fs.rmSync(dirname(path), { recursive: true, force: true })
}

export function opened(path: string, disk: Disk = fs): RecordFolder {
  const result = readyRecordFolder({ path, parents: 'needed', owner, disk })
  if ('fault' in result) throw new Error(`${result.fault.code} ${result.fault.path}`)
  return result.folder
}

export function sittingAt(folder: RecordFolder, by?: string): Sitting {
  return {
    folder,
    program: '0.1.0',
    by,
    now: () => new Date(tick()),
    local: (now) => `${now.toISOString().slice(0, 16).replace('T', ' ')} +00:00`,
  }
}

type Said = Answer | 'back' | 'review' | 'go-on' | 'finish' | 'confirm' | { readonly edit: string }

/** Somebody at the desk, whose every move is kept before the next one. */
export class Walk {
  screening: Screening
  readonly store: DraftStore
  /** What the store said to the last move. */
  last: Kept = { ok: true }

  constructor(sitting: Sitting, start?: Parameters<typeof draftStore>[1], screening: Screening = begin(form, ON)) {
    this.store = draftStore(sitting, start)
    this.screening = screening
  }

  does(...said: readonly Said[]): this {
    for (const one of said) this.one(one)
    return this
  }

  /** One move; when it is not kept, the screening stays where it is. */
  one(said: Said, why?: string): Kept {
    const next = take(this.screening, moveOf(this.screening, said))
    if (next === this.screening) throw new Error(`not possible at ${this.screening.step.kind}: ${JSON.stringify(said)}`)
    this.last = this.store.append(next, { reference: 'A-17', why })
    if (this.last.ok) this.screening = next
    return this.last
  }
}

function moveOf({ step }: Screening, said: Said): Move {
  const at = tick()
  if (typeof said === 'string') return { kind: said, at }
  if ('edit' in said) return { kind: 'edit', question: said.edit, at }
  return { kind: 'answer', question: step.kind === 'ask' ? step.question.id : '', answer: said, at }
}

export function given(value: string | number | readonly string[]): Answer {
  return { kind: 'given', value }
}

/** Chest pain for three days, a correction on the way, and to the end. */
export const WALK: readonly Said[] = [
  given('yes'),
  given(99),
  'confirm',
  given(['rash']),
  'back',
  given(['rash', 'cough']),
  { kind: 'unsure' },
  given('fine'),
  { edit: 'chest' },
  given('no'),
  'finish',
]
