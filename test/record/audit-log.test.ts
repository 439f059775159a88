import { spawn } from 'node:child_process'
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Owner } from '../../src/disk/index.ts'
import { holderInWords, lock, takeOver } from '../../src/record/lock.ts'
import { appendAudit } from '../../src/record/log/audit-log.ts'
import { headText, readAudit } from '../../src/record/log/read-log.ts'
import { type RecordFolder, recordPath } from '../../src/record/record-folder.ts'
import { findRecords } from '../../src/record/records/find.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { inProject } from '../support/load.ts'
import { newFolder, ON, opened, owner, removeFolder, sittingAt, WALK, Walk } from './folder.ts'

let folder: RecordFolder
beforeEach(() => {
  folder = opened(newFolder())
})
afterEach(() => removeFolder(folder.path))

const WRITERS = 8
const EACH = 100

test(`${WRITERS} processes that write ${EACH} lines each: ${WRITERS * EACH} whole lines, and the chain holds`, async () => {
  const module = (name: string) => JSON.stringify(pathToFileURL(inProject(`src/record/${name}.ts`)).href)
  const script = `
    const { appendAudit } = await import(${module('log/audit-log')})
    const { recordFolderAt } = await import(${module('record-folder')})
    const isRunning = (pid) => { try { process.kill(pid, 0); return true } catch { return false } }
    const folder = recordFolderAt({ path: process.argv[1], owner: { pid: process.pid, isRunning, now: Date.now } })
    for (let line = 1; line <= ${EACH}; line += 1)
      appendAudit(folder, [{ at: new Date().toISOString(), record: process.argv[2], what: 'answer', move: line }])`
  const ends = Array.from({ length: WRITERS }, (_, writer) => {
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, folder.path, `writer-${writer}`]
    const child = spawn(process.execPath, args, { stdio: 'inherit' })
    return new Promise((resolve) => child.on('close', resolve))
  })
  expect(await Promise.all(ends)).toEqual(Array.from({ length: WRITERS }, () => 0))
  const lines = [...readAudit(folder)]
  expect(lines).toHaveLength(WRITERS * EACH)
  expect(verify(folder)).toMatchObject({ lines: WRITERS * EACH, problems: [] })
  for (let writer = 0; writer < WRITERS; writer += 1) {
    const own = lines.filter(({ line }) => line?.record === `writer-${writer}`).map(({ line }) => line?.move)
    expect(own).toEqual(Array.from({ length: EACH }, (_, index) => index + 1))
  }
})

describe('what was done to the log or a record afterwards', () => {
  beforeEach(() => {
    for (let person = 0; person < 2; person += 1) new Walk(sittingAt(folder, 'AB')).does(...WALK)
    expect(verify(folder).problems).toEqual([])
  })

  const linesOf = () => readFileSync(folder.log, 'utf8').trimEnd().split('\n')
  const write = (lines: readonly string[]) => writeFileSync(folder.log, `${lines.join('\n')}\n`)

  test('a line that was changed anywhere is found, and which', () => {
    const lines = linesOf()
    for (let number = 0; number < lines.length; number += 1) {
      write(lines.map((line, index) => (index === number ? line.replace('"by":"AB"', '"by":"CD"') : line)))
      expect(verify(folder).problems).toContain(`log line ${number + 1} was changed`)
    }
  })

  test('a line that was changed together with its own hash is found by the next one', () => {
    const lines = linesOf()
    for (let number = 0; number < lines.length - 1; number += 1) {
      const entry = JSON.parse(lines[number] ?? '') as { prev: string; hash: string }
      const { prev, hash: _, ...rest } = entry
      unlinkSync(folder.log)
      appendAudit(folder, [{ ...(rest as unknown as Parameters<typeof appendAudit>[1][number]), by: 'CD' }])
      const forged = linesOf()[0]?.replace('0'.repeat(64), prev) ?? ''
      write(lines.map((line, index) => (index === number ? forged : line)))
      expect(verify(folder).problems).toContain(
        `before log line ${number + 2} something was changed, taken out or put elsewhere`,
      )
    }
    write(lines)
  })

  test('a line that was taken out is found, wherever it was but at the end', () => {
    const lines = linesOf()
    for (let number = 0; number < lines.length - 1; number += 1) {
      write(lines.filter((_, index) => index !== number))
      expect(verify(folder).problems.join()).toContain('changed, taken out or put elsewhere')
    }
  })

  test('two lines that changed places are found', () => {
    const lines = linesOf()
    for (let number = 0; number < lines.length - 1; number += 1) {
      const swapped = [...lines]
      swapped.splice(number, 2, lines[number + 1] ?? '', lines[number] ?? '')
      write(swapped)
      expect(verify(folder).problems).toContain(
        `before log line ${number + 1} something was changed, taken out or put elsewhere`,
      )
    }
  })

  // The limit of a chain, which the README states.
  test('an end that was cut off is not found, unless a hash that was printed before is looked for', () => {
    const lines = linesOf()
    const printed = verify(folder).head
    const last = lines.findLastIndex((line) => line.includes('"begun"'))
    write(lines.slice(0, last))
    const second = [...findRecords(folder)].flatMap((found) => ('head' in found ? [found.head] : []))
    const { record } = JSON.parse(lines[last] ?? '') as { record: string }
    unlinkSync(recordPath(folder, ON, second.find(({ id }) => id === record)?.id ?? ''))
    expect(verify(folder).problems).toEqual(['the end of the log was cut off: it lacks the line that audit.head names'])
    const kept = readFileSync(folder.head)
    writeFileSync(folder.head, headText((JSON.parse(lines[last - 1] ?? '') as { hash: string }).hash))
    expect(verify(folder).problems).toEqual([])
    expect(verify(folder, { head: printed.slice(0, 16) }).problems).toEqual([
      expect.stringContaining('its end was cut off'),
    ])
    write(lines)
    writeFileSync(folder.head, kept)
    expect(verify(folder, { head: printed.slice(0, 16) }).problems).toEqual([
      expect.stringContaining('is in the log and not in the folder'),
    ])
  })

  test('half a line at the end is told, and the next writer takes it away', () => {
    const whole = readFileSync(folder.log)
    truncateSync(folder.log, whole.length - 10)
    expect(verify(folder).problems.join()).toContain('was cut off')
    new Walk(sittingAt(folder)).does(...WALK)
    expect(verify(folder).problems.filter((problem) => problem.startsWith('log line'))).toEqual([])
  })

  test('a record that was changed, taken away or put in is found', () => {
    const ids = [...findRecords(folder)].flatMap((found) => ('head' in found ? [found.head.id] : []))
    const [one = '', other = ''] = ids
    const path = recordPath(folder, ON, one)
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.toString().replace('"cough"', '"rash"'))
    expect(verify(folder).problems).toEqual([`record ${one} of ${ON} was changed after it was written`])
    rmSync(path)
    expect(verify(folder).problems).toEqual([`record ${one} of ${ON} is in the log and not in the folder`])
    writeFileSync(path, readFileSync(recordPath(folder, ON, other)))
    expect(verify(folder).problems).toEqual([`record ${one} of ${ON} was changed after it was written`])
    writeFileSync(path, bytes)
    writeFileSync(recordPath(folder, ON, 'aaaa-bbbb-cccc'), bytes)
    writeFileSync(recordPath(folder, ON, 'x'), 'foreign')
    expect(verify(folder).problems.map((problem) => problem.replace(folder.path, ''))).toEqual(
      expect.arrayContaining([
        `record aaaa-bbbb-cccc of ${ON} is not in the log`,
        expect.stringMatching(/x\.jsonl: it is not a record$/),
      ]),
    )
  })
})

test('the log holds no answer, and a record opens its digests', () => {
  const walk = new Walk(sittingAt(folder, 'AB')).does(...WALK)
  const log = readFileSync(folder.log, 'utf8')
  expect(log).not.toMatch(/fine|rash|cough|unsure|"yes"|A-17/)
  const answers = [...readAudit(folder)].flatMap(({ line }) => (line?.question === 'chest' ? [line] : []))
  expect(answers.map(({ what, by }) => [what, by])).toEqual([
    ['answer', 'AB'],
    ['answer', 'AB'],
  ])
  expect(answers[1]?.old).toBe(answers[0]?.new)
  expect(log).toContain(`"record":"${walk.store.id}"`)
  expect(
    [...readAudit(folder)]
      .filter(({ line }) => line?.what === 'set-aside')
      .map(({ line }) => [line?.question, line?.why]),
  ).toEqual([['since', 'chest']])
})

describe('a lock', () => {
  const one = (by: Owner = owner) => ({ disk: folder.disk, folder: folder.drafts, name: 'one', owner: by })
  const elsewhere = (text: object | '', seconds: number): string => {
    const path = `${folder.drafts}/one.00000000-12-00000000.lock`
    writeFileSync(path, text === '' ? '' : JSON.stringify(text))
    const then = new Date(Date.now() - seconds * 1000)
    utimesSync(path, then, then)
    return path
  }

  test('of a dead process is nobody’s; of a living one it says whose', () => {
    const first = lock(one())
    expect('release' in first).toBe(true)
    const other = { ...owner, pid: 1 }
    const second = lock(one(other))
    expect(second).toMatchObject({ heldBy: { pid: owner.pid, elsewhere: false, host: hostname() } })
    const dead = { ...other, isRunning: () => false }
    const third = lock(one(dead))
    expect('release' in third).toBe(true)
    if ('release' in third) third.release()
    expect(existsSync(folder.log)).toBe(false)
  })

  test('of a living process of this system is never taken over, however long it says nothing', () => {
    const held = lock(one())
    const [name = ''] = readdirSync(folder.drafts)
    const longAgo = new Date(0)
    utimesSync(`${folder.drafts}/${name}`, longAgo, longAgo)
    expect(lock(one({ ...owner, pid: 1 }))).toMatchObject({ heldBy: { pid: owner.pid } })
    expect('isHeld' in held && held.isHeld()).toBe(true)
  })

  test.each([
    ['another computer', 0],
    ['another computer', 50],
  ])('of %s is held while its owner gave a sign of life %d seconds ago, and says whose it is', (_, seconds) => {
    const file = elsewhere({ host: 'desk-old', machine: 'm', boot: 'b', space: 's', pid: 12 }, seconds)
    const locked = lock(one())
    expect(locked).toMatchObject({ heldBy: { pid: 12, elsewhere: true, host: 'desk-old', file } })
    if ('heldBy' in locked) {
      expect(holderInWords(locked.heldBy)).toContain('`desk-old`')
      expect(holderInWords(locked.heldBy)).toContain('one.00000000-12-00000000.lock')
      expect(takeOver(one(), locked.heldBy)).toBe(true)
    }
    expect('release' in lock(one())).toBe(true)
  })

  test('of an owner whom nobody can ask, and who gave no sign for more than a minute, is taken', () => {
    elsewhere('', 61)
    expect('release' in lock(one())).toBe(true)
  })

  test('of this computer before it was started anew is nobody’s', () => {
    const here = { host: 'desk', machine: 'm', boot: 'now', space: 'pid:[4026531836]' }
    elsewhere({ ...here, boot: 'before', pid: 12 }, 0)
    expect('release' in lock(one({ ...owner, where: here }))).toBe(true)
    elsewhere({ ...here, machine: 'other', boot: 'before', pid: 12 }, 0)
    expect('heldBy' in lock(one({ ...owner, where: here }))).toBe(true)
  })

  test('whose owner is in another container of this computer is not taken on the word of a process number', () => {
    const where = { host: 'desk', machine: 'm', boot: 'b', space: 'pid:[1]' }
    const inside = { ...owner, where }
    expect('release' in lock(one(inside))).toBe(true)
    const outside = { ...owner, isRunning: () => false, where: { ...where, space: 'pid:[2]' } }
    expect(lock(one(outside))).toMatchObject({ heldBy: { elsewhere: true, host: 'desk' } })
  })

  test('that was taken over is known to be lost', () => {
    const held = lock(one())
    for (const name of readdirSync(folder.drafts)) rmSync(`${folder.drafts}/${name}`)
    expect('isHeld' in held && held.isHeld()).toBe(false)
  })
})
