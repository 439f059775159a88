import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOfTheDead } from '../../src/disk/index.ts'
import { readDraft } from '../../src/record/drafts/draft-shape.ts'
import { openDraft } from '../../src/record/drafts/open-draft.ts'
import { draftPath, idInName, type RecordFolder, recordFolderAt } from '../../src/record/record-folder.ts'
import { findRecords, openRecord } from '../../src/record/records/find.ts'
import { movesIn } from '../../src/record/records/record-shape.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { type Move, replay } from '../../src/screening/index.ts'
import { inProject } from '../support/load.ts'
import { prescreen } from '../support/program.ts'
import { SEED, seeded, tellSeed } from '../support/seed.ts'
import { FORM, form, newFolder, opened, owner, removeFolder, sittingAt, Walk } from './folder.ts'

/** `npm run torture` sets 1,000. */
const KILLS = Number(process.env.PRESCREEN_KILLS ?? 200)
const AT_A_TIME = 4
/** Milliseconds; a start of the program for each. */
const PATIENCE = 60_000 + KILLS * 3_000

/** What is typed, a line for each move; each move draws one more prompt once it is acknowledged. */
const LINES = ['y', '99', 'y', '1', '<', '1 2', 'u', 'fine', '1', 'n', 'f']

const home = newFolder()
const path = join(dirname(home), 'small.yaml')
beforeAll(() => writeFileSync(path, FORM))
afterAll(() => removeFolder(home))

interface Killed {
  readonly ref: string
  /** Moves that were acknowledged: the prompt after each was drawn. */
  readonly acknowledged: number
  readonly hasCard: boolean
}

/** One screening, its lines typed one by one, killed some milliseconds after a prompt was drawn. */
async function killed(ref: string, { prompt, ms }: { readonly prompt: number; readonly ms: number }): Promise<Killed> {
  const child = spawn(process.execPath, [inProject('bin/prescreen.js'), 'screen', path, '--plain', '--ref', ref], {
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', HOME: dirname(home), PRESCREEN_HOME: home },
  })
  child.stdin.on('error', () => undefined)
  let [err, out, typed] = ['', '', 0]
  let timer: NodeJS.Timeout | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
    const prompts = promptsIn(err)
    if (prompts >= prompt) timer ??= setTimeout(() => child.kill('SIGKILL'), ms)
    for (; typed < prompts && typed < LINES.length; typed += 1) child.stdin.write(`${LINES[typed]}\n`)
  })
  await new Promise((resolve) => child.on('close', resolve))
  clearTimeout(timer)
  return { ref, acknowledged: Math.max(0, promptsIn(err) - 1), hasCard: out.includes('Record ') }
}

function promptsIn(err: string): number {
  return err.split('\n> ').length - 1
}

/** What is on the disk of each, by its reference: the moves of the draft or the record, or that it cannot be read. */
function onDisk(folder: RecordFolder): ReadonlyMap<string, readonly Move[] | 'torn'> {
  const found = new Map<string, readonly Move[] | 'torn'>()
  for (const name of readdirSync(folder.drafts)) {
    const id = idInName(name)
    const read = id === undefined ? undefined : readDraft(readFileSync(draftPath(folder, id)))
    // A line that was being written is no tear: it was never acknowledged, and is dropped.
    if (id !== undefined)
      found.set(read?.head.ref ?? id, read === undefined || typeof read.end === 'object' ? 'torn' : read.moves)
  }
  for (const one of findRecords(folder)) {
    const whole = 'head' in one ? openRecord(folder, one.head.id) : one
    if ('record' in whole) found.set(whole.record.head.ref ?? '', movesIn(whole.record.body).moves)
    else found.set(JSON.stringify(whole), 'torn')
  }
  return found
}

test(
  `${KILLS} screenings killed at random moments: no acknowledged answer is lost, no file is torn, each can be gone on with`,
  async () => {
    tellSeed(`${KILLS} screenings killed`)
    const random = seeded(SEED)
    const all: Killed[] = []
    while (all.length < KILLS) {
      const some = Array.from(
        { length: Math.min(AT_A_TIME, KILLS - all.length) },
        (_, index) => `K-${all.length + index}`,
      )
      const moment = () => ({ prompt: Math.ceil(random() * (LINES.length + 1)), ms: random() * 8 })
      all.push(...(await Promise.all(some.map((ref) => killed(ref, moment())))))
    }
    const found = onDisk(recordFolderAt({ path: home, owner }))
    const movesOf = ({ ref }: Killed) => found.get(ref) ?? []
    expect([...found].filter(([, moves]) => moves === 'torn')).toEqual([])
    expect(all.filter((one) => movesOf(one).length < one.acknowledged)).toEqual([])
    expect(all.filter((one) => one.hasCard && movesOf(one).length < LINES.length)).toEqual([])
    expect([...found.values()].filter((moves) => moves !== 'torn' && !isWhatWasTyped(moves))).toEqual([])

    const folder = opened(home)
    let resumed = 0
    for (const name of readdirSync(folder.drafts)) {
      const id = idInName(name)
      if (id === undefined) continue
      const moves = readDraft(readFileSync(draftPath(folder, id)))?.moves.filter(({ kind }) => kind !== 'finish') ?? []
      const taken = openDraft(sittingAt(folder), id)
      if (!('draft' in taken)) throw new Error(`${id}: ${JSON.stringify(taken)}`)
      expect(taken.notes.filter((note) => !note.startsWith('The last line of the draft was cut off'))).toEqual([])
      const walk = new Walk(sittingAt(folder), { draft: taken.draft }, taken.draft.screening)
      expect(walk.screening.answers).toEqual(replay(form, walk.screening.on, moves).answers)
      finish(walk)
      expect(walk.last).toEqual({ ok: true })
      resumed += 1
    }
    const { problems, records, lines } = verify(folder)
    expect(problems).toEqual([])
    expect(readdirSync(folder.path).filter((name) => isOfTheDead(name, owner))).toEqual([])
    console.log(
      `${KILLS} killed after ${all.reduce((sum, one) => sum + one.acknowledged, 0)} acknowledged moves: 0 lost, 0 files torn; ${resumed} gone on with and finished; ${records} records and ${lines} log lines verify`,
    )
    expect(resumed).toBeGreaterThan(KILLS / 4)
  },
  PATIENCE,
)

/** What was typed, in order, whatever the moment. */
function isWhatWasTyped(moves: readonly Move[]): boolean {
  const kinds = [
    'answer',
    'answer',
    'confirm',
    'answer',
    'back',
    'answer',
    'answer',
    'answer',
    'edit',
    'answer',
    'finish',
  ]
  return moves.every(({ kind }, index) => kind === kinds[index])
}

function finish(walk: Walk): void {
  for (let moves = 0; moves < 20 && walk.screening.step.kind !== 'done'; moves += 1) {
    const { step } = walk.screening
    if (step.kind === 'review' && step.mayFinish) walk.does('finish')
    else if (step.kind === 'review') walk.does('go-on')
    else if (step.kind === 'confirm') walk.does('confirm')
    else walk.does({ kind: 'unsure' })
  }
}

test('the program itself goes on with one that was killed', async () => {
  const one = newFolder()
  const env = { PRESCREEN_HOME: one, HOME: dirname(one) }
  const child = spawn(process.execPath, [inProject('bin/prescreen.js'), 'screen', path, '--plain'], {
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', ...env },
  })
  let err = ''
  let isTyped = false
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
    if (promptsIn(err) >= 2) child.kill('SIGKILL')
    if (promptsIn(err) < 1 || isTyped) return
    isTyped = true
    child.stdin.write('y\n')
  })
  await new Promise((resolve) => child.on('close', resolve))
  expect(existsSync(join(one, 'drafts'))).toBe(true)
  const resumed = await prescreen(['resume', '--plain', '--json'], '3\n0\n1\nfine\nf\n', env)
  expect(resumed.err).toContain('1 answered, question 2 of about 5')
  expect(JSON.parse(resumed.out)).toMatchObject({ level: 'refer-before', complete: true })
  expect((await prescreen(['records', 'verify'], '', env)).exit).toBe(0)
  removeFolder(one)
})
